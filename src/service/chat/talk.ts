// The conversation: what a person meant in the chat becomes an event of the journey or an answer.
import type { Event } from '../../core/journey/advance.ts'
import { plan, type Step } from '../../core/journey/map.ts'
import type { Language } from '../../core/words/index.ts'
import type { Consent, Deps, Intent, Person } from '../deps.ts'
import { apply } from '../enrolment/apply.ts'
import { stopNewPin } from '../enrolment/new-pin.ts'
import { receiptFor } from '../enrolment/receipt.ts'
import { cardFace } from '../enrolment/view.ts'
import { type Button, type Command, readButton } from './button.ts'
import type { Meant, MeantEvent } from './meant.ts'
import { forgetPhoto, keepPhoto } from './photo.ts'
import type { Said, Sentence } from './said.ts'

const sentence = (name: Sentence): Said => ({ say: 'sentence', sentence: name })

/** What a person at this step is asked, or has. */
export const whereTheyAre = async (deps: Deps, person: Person): Promise<Said[]> => {
  const { progress, facts } = await deps.store.enrolments.load(person.id, deps.clock())
  const { step } = progress
  if (step === 'issued') {
    const card = await deps.store.cards.of(person.id)
    return card ? [{ say: 'card', card: await cardFace(deps, card, person.language) }] : []
  }
  if (step === 'inPerson')
    return [
      {
        say: 'help',
        code: facts.helpCode ?? '',
        reason: facts.helpReason ?? 'asked_for_help',
        canGoOn: progress.resume !== undefined,
      },
    ]
  const waiting = step === 'cardFront' || step === 'cardBack' ? await deps.store.photos.list(person.id) : []
  return [{ say: 'step', step, photosWaiting: waiting.length || undefined }]
}

/** The menu under the chat follows the person's state and language. */
const menuFor = async ({ store, clock }: Deps, person: Person): Promise<Intent> => {
  const { progress } = await store.enrolments.load(person.id, clock())
  return { do: 'menu', menu: progress.step === 'issued' ? 'card' : 'register' }
}

const speak = async (deps: Deps, person: Person, language: Language): Promise<Said[]> => {
  await deps.store.people.setLanguage(person.id, language)
  await deps.store.outbox.add(person.id, [await menuFor(deps, person)], deps.clock())
  return [sentence('languageChanged'), ...(await whereTheyAre(deps, { ...person, language }))]
}

const consentIn = async (event: Event['type'], person: Person): Promise<Consent[]> => {
  if (event === 'termsAccepted' || event === 'termsDeclined')
    return [await receiptFor('terms', person, event === 'termsAccepted')]
  if (event === 'faceAgreed' || event === 'faceRefused')
    return [await receiptFor('face', person, event === 'faceAgreed')]
  return []
}

const happen = async (deps: Deps, person: Person, event: Event): Promise<Said[]> => {
  const applied = await apply(deps, person.id, event, {
    consents: await consentIn(event.type, person),
    answered: true,
  })
  const now = await whereTheyAre(deps, person)
  if (!applied.ok) return applied.reason === 'finished' ? [sentence('alreadyHasCard'), ...now] : now
  return event.type === 'restarted' ? [sentence('restarted'), ...now] : now
}

/** Looks that the chat lists; the mini-app has them all. */
const looksInChat = 5

const aboutTheCard = async (
  deps: Deps,
  person: Person,
  command: 'looked' | 'freeze' | 'forgotPin',
): Promise<Said[]> => {
  const card = await deps.store.cards.of(person.id)
  if (!card || card.status === 'revoked') return [sentence('noCardYet'), ...(await whereTheyAre(deps, person))]
  if (command === 'forgotPin') return [{ say: 'forgotPin' }]
  if (command === 'freeze') return [{ say: 'freeze', status: card.status }]
  return [{ say: 'looks', looks: await deps.store.looks.newest(person.id, looksInChat) }]
}

const obey = async (deps: Deps, person: Person, command: Command, step: Step): Promise<Said[]> => {
  switch (command) {
    case 'thai':
      return speak(deps, person, 'th')
    case 'english':
      return speak(deps, person, 'en')
    case 'prepare':
      return [sentence('howToPrepare'), ...(await whereTheyAre(deps, person))]
    case 'help':
      return plan[step].announced ? whereTheyAre(deps, person) : happen(deps, person, { type: 'helpAsked' })
    case 'restart':
      return step === 'issued' ? happen(deps, person, { type: 'restarted' }) : [{ say: 'confirmRestart', step }]
    case 'start':
      if (step === 'issued') return [sentence('alreadyHasCard'), ...(await whereTheyAre(deps, person))]
      if (step === 'declined') return happen(deps, person, { type: 'restarted' })
      return whereTheyAre(deps, person)
    case 'goOn':
      return step === 'inPerson' ? happen(deps, person, { type: 'wentOn' }) : whereTheyAre(deps, person)
    case 'card':
      return whereTheyAre(deps, person)
    case 'erase':
    case 'copy':
      return [{ say: command }]
    case 'notMe':
      return (await stopNewPin(deps, person.id, [])) ? [sentence('newPinStopped')] : [sentence('newPinNothing')]
    case 'forgotPin':
    case 'looked':
    case 'freeze':
      return aboutTheCard(deps, person, command)
  }
}

const press = async (deps: Deps, person: Person, button: Button, step: Step): Promise<Said[]> => {
  if ('command' in button) return obey(deps, person, button.command, step)
  if (button.at !== step) return [sentence('earlierStep'), ...(await whereTheyAre(deps, person))]
  return happen(deps, person, { type: button.event })
}

const answers: Partial<Record<Meant['heard'], Sentence>> = {
  sticker: 'sticker',
  voice: 'voice',
  location: 'location',
  otherKind: 'otherKind',
  pinTyped: 'pinInChat',
  idNumberTyped: 'idNumberInChat',
  tooLong: 'tooLong',
  otherWords: 'notUnderstood',
}

const answerTo = async (deps: Deps, person: Person, heard: Meant): Promise<Said[]> => {
  const { progress } = await deps.store.enrolments.load(person.id, deps.clock())
  switch (heard.heard) {
    case 'followed':
      return [{ say: 'welcome' }]
    case 'command':
      return obey(deps, person, heard.command, progress.step)
    case 'button': {
      const button = readButton(heard.data)
      return button
        ? press(deps, person, button, progress.step)
        : [sentence('unknownButton'), ...(await whereTheyAre(deps, person))]
    }
    case 'photo':
      return keepPhoto(deps, person, heard.messageId, progress.step)
    case 'unsent':
      return (await forgetPhoto(deps, person, heard.messageId)) ? [sentence('photoUnsent')] : []
    case 'unfollowed':
      return []
    default: {
      const answer = answers[heard.heard]
      return answer ? [sentence(answer), ...(await whereTheyAre(deps, person))] : []
    }
  }
}

/** Works one event of the chat; what is to be said goes through the outbox, so that a crash repeats nothing and loses nothing. */
export const talk = async (deps: Deps, event: MeantEvent): Promise<Person> => {
  const { store, clock, line } = deps
  const entered = await store.people.enter(event.lineUserId, 'th', clock())
  const person = event.heard.heard === 'followed' ? await greet(deps, entered, event.lineUserId) : entered
  if (event.heard.heard === 'unfollowed') await store.people.setFollowing(person.id, false)
  if (event.heard.heard === 'photo') deps.after(line.showLoading(event.lineUserId, 10))

  const said = await answerTo(deps, person, event.heard)
  const intent: Intent = { do: 'say', said, replyToken: event.replyToken, heardAt: event.at }
  if (said.length > 0) await store.outbox.add(person.id, [intent], clock())
  return person
}

const greet = async (deps: Deps, person: Person, lineUserId: string): Promise<Person> => {
  const language = await deps.line.language(lineUserId)
  await deps.store.people.setLanguage(person.id, language)
  await deps.store.people.setFollowing(person.id, true)
  await deps.store.outbox.add(person.id, [await menuFor(deps, person)], deps.clock())
  return { ...person, language, following: true }
}
