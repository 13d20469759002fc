// The conversation: what a person meant in the chat becomes an event of the journey or an answer.

import { type Button, type Command, readButton } from '../../core/chat/button.ts'
import type { Meant, MeantEvent } from '../../core/chat/meant.ts'
import type { Said, Sentence } from '../../core/chat/said.ts'
import type { Event } from '../../core/journey/advance.ts'
import { plan } from '../../core/journey/map.ts'
import { defaultLanguage, isLanguageCommand, type Language, languageOfCommand } from '../../core/languages.ts'
import type { Deps } from '../deps.ts'
import { logTransition, planTransition } from '../enrolment/apply.ts'
import { receiptFor } from '../enrolment/receipt.ts'
import { cardFace, visitReason } from '../enrolment/view.ts'
import type { Card, Consent, Enrolment, EventCommit, Job, Person } from '../model.ts'
import { planRecoveryStop } from '../pin/recovery.ts'
import { forgetPhoto, storePhoto } from './photo.ts'

const sentence = (name: Sentence): Said => ({ say: 'sentence', sentence: name })

/** What an event comes to: what is said, and what is written with it. */
export type ChatAnswer = { said: Said[]; jobs?: readonly Job[]; event?: Event } & Pick<
  EventCommit,
  'language' | 'profileLanguage' | 'following' | 'photo' | 'unsent' | 'transition' | 'newPin'
>

/** The code for whoever the office asks to come. */
const askedIn = (card: Card): Said[] => {
  const reason = visitReason(card)
  return reason ? [{ say: 'help', code: card.visitCode ?? '', reason }] : []
}

/** What a person at this step is asked, or has. `at`: where a move that is not written yet leads. */
export const saidAtStep = async (
  deps: Deps,
  person: Person,
  at?: Pick<Enrolment, 'progress' | 'facts'>,
): Promise<Said[]> => {
  const { progress, facts } = at ?? (await deps.store.enrolments.load(person.id, deps.clock()))
  const { step } = progress
  if (step === 'issued') {
    const card = await deps.store.cards.of(person.id)
    return card ? [{ say: 'card', card: await cardFace(deps, card, person.language) }, ...askedIn(card)] : []
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

/** Who speaks, and how far they were when they did. */
type ChatPartner = { person: Person; enrolment: Enrolment }

/** A sentence, and where the person is. */
const answerWithStep = async (
  deps: Deps,
  { person, enrolment }: ChatPartner,
  name?: Sentence,
): Promise<ChatAnswer> => ({
  said: [...(name ? [sentence(name)] : []), ...(await saidAtStep(deps, person, enrolment))],
})

/** The menu under the chat follows the person's state and language. */
const menuFor = ({ progress }: Enrolment): Job => ({
  do: 'menu',
  menu: progress.step === 'issued' ? 'card' : 'register',
})

const changeLanguage = async (
  deps: Deps,
  { person, enrolment }: ChatPartner,
  language: Language,
): Promise<ChatAnswer> => ({
  said: [sentence('languageChanged'), ...(await saidAtStep(deps, { ...person, language }, enrolment))],
  jobs: [menuFor(enrolment)],
  language,
})

const consentIn = async (event: Event['type'], person: Person): Promise<Consent[]> => {
  if (event === 'termsAccepted' || event === 'termsDeclined')
    return [await receiptFor('terms', person, event === 'termsAccepted')]
  if (event === 'faceAgreed' || event === 'faceRefused')
    return [await receiptFor('face', person, event === 'faceAgreed')]
  return []
}

const applyEvent = async (deps: Deps, { person, enrolment }: ChatPartner, event: Event): Promise<ChatAnswer> => {
  const consents = await consentIn(event.type, person)
  const plan = planTransition(deps, enrolment, event, { consents, answered: true })
  if (!plan.ok) {
    const now = await saidAtStep(deps, person, enrolment)
    return { said: plan.reason === 'finished' ? [sentence('alreadyHasCard'), ...now] : now }
  }
  const { transition, enrolment: after } = plan.value
  const then = await saidAtStep(deps, person, after)
  return { said: event.type === 'restarted' ? [sentence('restarted'), ...then] : then, transition, event }
}

/** Looks that the chat lists; the mini-app has them all. */
const looksInChat = 5

const aboutTheCard = async (
  deps: Deps,
  speaker: ChatPartner,
  command: 'looked' | 'freeze' | 'forgotPin',
): Promise<ChatAnswer> => {
  const { person } = speaker
  const card = await deps.store.cards.of(person.id)
  if (!card || card.status === 'revoked') return answerWithStep(deps, speaker, 'noCardYet')
  if (command === 'forgotPin') return { said: [{ say: 'forgotPin' }] }
  // What the office froze, the office ends.
  if (command === 'freeze') return { said: card.suspended ? askedIn(card) : [{ say: 'freeze', status: card.status }] }
  return { said: [{ say: 'looks', looks: await deps.store.accessLog.newest(person.id, looksInChat) }] }
}

const runCommand = async (deps: Deps, speaker: ChatPartner, command: Command): Promise<ChatAnswer> => {
  const { step } = speaker.enrolment.progress
  if (isLanguageCommand(command)) return changeLanguage(deps, speaker, languageOfCommand(command))
  switch (command) {
    case 'prepare':
      return answerWithStep(deps, speaker, 'howToPrepare')
    case 'help':
      return plan[step].announced ? answerWithStep(deps, speaker) : applyEvent(deps, speaker, { type: 'helpAsked' })
    case 'restart':
      return step === 'issued'
        ? applyEvent(deps, speaker, { type: 'restarted' })
        : { said: [{ say: 'confirmRestart', step }] }
    case 'start':
      if (step === 'issued') return answerWithStep(deps, speaker, 'alreadyHasCard')
      if (step === 'declined') return applyEvent(deps, speaker, { type: 'restarted' })
      return answerWithStep(deps, speaker)
    case 'goOn':
      return step === 'inPerson' ? applyEvent(deps, speaker, { type: 'wentOn' }) : answerWithStep(deps, speaker)
    case 'card':
      return answerWithStep(deps, speaker)
    case 'erase':
    case 'withdraw':
    case 'copy':
      return { said: [{ say: command }] }
    case 'notMe': {
      const newPin = await planRecoveryStop(deps, speaker.person.id)
      return { said: [sentence(newPin ? 'newPinStopped' : 'newPinNothing')], newPin }
    }
    case 'forgotPin':
    case 'looked':
    case 'freeze':
      return aboutTheCard(deps, speaker, command)
  }
}

const handleButton = async (deps: Deps, speaker: ChatPartner, button: Button): Promise<ChatAnswer> => {
  if ('command' in button) return runCommand(deps, speaker, button.command)
  if (button.at !== speaker.enrolment.progress.step) return answerWithStep(deps, speaker, 'earlierStep')
  return applyEvent(deps, speaker, { type: button.event })
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

const answerTo = async (deps: Deps, person: Person, { heard, lineUserId }: MeantEvent): Promise<ChatAnswer> => {
  const enrolment = await deps.store.enrolments.load(person.id, deps.clock())
  const speaker: ChatPartner = { person, enrolment }
  switch (heard.heard) {
    case 'followed':
      return greet(deps, enrolment, lineUserId)
    case 'command':
      return runCommand(deps, speaker, heard.command)
    case 'button': {
      const button = readButton(heard.data)
      return button ? handleButton(deps, speaker, button) : answerWithStep(deps, speaker, 'unknownButton')
    }
    case 'photo':
      return storePhoto(deps, person, heard.messageId, enrolment.progress.step)
    case 'unsent':
      return forgetPhoto(deps, person, heard.messageId)
    case 'unfollowed':
      return { said: [], following: false, jobs: [{ do: 'forgetPhotos' }] }
    default: {
      const answer = answers[heard.heard]
      return answer ? answerWithStep(deps, speaker, answer) : { said: [] }
    }
  }
}

/** Somebody on two screens at once: each time one of them was faster, the event is looked at anew. */
const mostRaces = 20

/** Works one event of the chat: what it changes and what is said is one write, so that a crash repeats nothing and loses nothing. */
export const handleChatEvent = async (deps: Deps, event: MeantEvent): Promise<Person> => {
  const { store, clock, line, vault } = deps
  const person = await store.people.findOrCreate(event.lineUserId, defaultLanguage, clock())
  if (event.heard.heard === 'photo') deps.waitUntil(() => line.showLoading(event.lineUserId, 10))

  for (let races = 0; races < mostRaces; races++) {
    const { said, jobs = [], event: happened, ...changes } = await answerTo(deps, person, event)
    const say: Job = { do: 'say', said, replyToken: event.replyToken, heardAt: event.at }
    const taken = await store.webhooks.commit({
      eventId: event.eventId,
      person: person.id,
      at: clock(),
      ...changes,
      jobs: [...jobs, ...(said.length > 0 ? [say] : [])],
    })
    if (taken !== 'committed' && changes.photo) await vault.erase([changes.photo.vault])
    if (taken === 'committed' && changes.transition && happened) logTransition(deps, happened, changes.transition)
    if (taken === 'committed' && changes.newPin)
      deps.log('new_pin', { happening: 'notMe', to: changes.newPin.to.state })
    if (taken !== 'raced') return person
  }
  throw new Error('an event was raced again and again')
}

const greet = async (deps: Deps, enrolment: Enrolment, lineUserId: string): Promise<ChatAnswer> => ({
  said: [{ say: 'welcome' }],
  jobs: [menuFor(enrolment)],
  profileLanguage: await deps.line.language(lineUserId),
  following: true,
})
