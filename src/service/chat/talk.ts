// The conversation: turns what a user meant in the chat into an event of the journey or an answer.

import { answersCurrentText, type Button, type Command, readButton } from '../../core/chat/button.ts'
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
import { offersFace } from '../pin/confirmation.ts'
import { planRecoveryStop } from '../pin/recovery.ts'
import { forgetPhoto, storePhoto } from './photo.ts'

const sentence = (name: Sentence): Said => ({ say: 'sentence', sentence: name })

/** The result of an event: what to say, and what to write with it. */
export type ChatAnswer = { said: Said[]; jobs?: readonly Job[]; event?: Event } & Pick<
  EventCommit,
  'language' | 'profileLanguage' | 'following' | 'photo' | 'unsent' | 'transition' | 'newPin' | 'freeze'
>

/** The visit code, for a holder whom an official asked to come. */
const visitMessage = (card: Card): Said[] => {
  const reason = visitReason(card)
  return reason ? [{ say: 'help', code: card.visitCode ?? '', reason }] : []
}

/** The question of the person's step, or the card. `at`: the state after a transition that is not written yet. */
export const saidAtStep = async (
  deps: Deps,
  person: Person,
  at?: Pick<Enrolment, 'progress' | 'facts'>,
): Promise<Said[]> => {
  const { progress, facts } = at ?? (await deps.store.enrolments.load(person.id, deps.clock()))
  const { step } = progress
  if (step === 'issued') {
    const card = await deps.store.cards.of(person.id)
    return card ? [{ say: 'card', card: await cardFace(deps, card, person.language) }, ...visitMessage(card)] : []
  }
  if (step === 'inPerson')
    return [
      {
        say: 'help',
        code: facts.helpCode ?? '',
        reason: facts.helpReason ?? 'asked_for_help',
        canGoOn: progress.resume !== undefined,
        ...(facts.refusal && { told: facts.refusal }),
      },
    ]
  const waiting = step === 'cardFront' || step === 'cardBack' ? await deps.store.photos.list(person.id) : []
  return [{ say: 'step', step, photosWaiting: waiting.length || undefined }]
}

/** True for a user who has not yet answered the terms. */
const isNew = ({ progress: { step } }: Enrolment): boolean => step === 'terms' || step === 'declined'

/** The person in the chat and their enrolment when the event was read. */
type ChatPartner = { person: Person; enrolment: Enrolment }

/** An optional sentence, then the person's current step. */
const answerWithStep = async (
  deps: Deps,
  { person, enrolment }: ChatPartner,
  name?: Sentence,
): Promise<ChatAnswer> => ({
  said: [...(name ? [sentence(name)] : []), ...(await saidAtStep(deps, person, enrolment))],
})

/** The menu below the chat follows the person's step and language. */
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
  const plan = await planTransition(deps, enrolment, event, { consents, answered: true })
  if (!plan.ok) {
    const now = await saidAtStep(deps, person, enrolment)
    return { said: plan.reason === 'finished' ? [sentence('alreadyHasCard'), ...now] : now }
  }
  const { transition, enrolment: newEnrolment } = plan.value
  const question = await saidAtStep(deps, person, newEnrolment)
  return { said: event.type === 'restarted' ? [sentence('restarted'), ...question] : question, transition, event }
}

/** Entries of the access log listed in the chat; the mini-app lists all. */
const entriesInChat = 5

const aboutTheCard = async (
  deps: Deps,
  partner: ChatPartner,
  command: 'looked' | 'freeze' | 'freezeNow' | 'forgotPin',
): Promise<ChatAnswer> => {
  const { person } = partner
  const card = await deps.store.cards.of(person.id)
  if (!card || card.status === 'revoked') return answerWithStep(deps, partner, 'noCardYet')
  if (command === 'forgotPin') return { said: [{ say: 'forgotPin', byFace: offersFace(deps, card) }] }
  if (command === 'looked')
    return { said: [{ say: 'looks', looks: await deps.store.accessLog.newest(person.id, entriesInChat) }] }
  // A suspended card can only be restored by an official.
  if (card.suspended) return card.visitCode ? { said: visitMessage(card) } : answerWithStep(deps, partner)
  return command === 'freezeNow' && card.status === 'valid'
    ? { said: [sentence('frozen')], freeze: true }
    : { said: [{ say: 'freeze', status: card.status }] }
}

/** The visit that the holder was asked to make, if any. */
const visitOf = async (deps: Deps, { person }: ChatPartner): Promise<Said[]> => {
  const card = await deps.store.cards.of(person.id)
  return card ? visitMessage(card) : []
}

const runCommand = async (deps: Deps, partner: ChatPartner, command: Command): Promise<ChatAnswer> => {
  const { step } = partner.enrolment.progress
  if (isLanguageCommand(command)) return changeLanguage(deps, partner, languageOfCommand(command))
  switch (command) {
    case 'prepare':
      return answerWithStep(deps, partner, 'howToPrepare')
    case 'help':
      if (step === 'issued') return { said: [{ say: 'holderHelp' }, ...(await visitOf(deps, partner))] }
      return plan[step].announced ? answerWithStep(deps, partner) : applyEvent(deps, partner, { type: 'helpAsked' })
    case 'restart':
      return step === 'issued'
        ? applyEvent(deps, partner, { type: 'restarted' })
        : { said: [{ say: 'confirmRestart', step }] }
    case 'start':
      if (step === 'issued') return answerWithStep(deps, partner, 'alreadyHasCard')
      if (step === 'declined') return applyEvent(deps, partner, { type: 'restarted' })
      return answerWithStep(deps, partner)
    case 'goOn':
      return step === 'inPerson' ? applyEvent(deps, partner, { type: 'wentOn' }) : answerWithStep(deps, partner)
    case 'card':
      return answerWithStep(deps, partner)
    case 'erase':
    case 'withdraw':
    case 'copy':
      return { said: [{ say: command }] }
    case 'notMe': {
      const newPin = await planRecoveryStop(deps, partner.person.id)
      return { said: [sentence(newPin ? 'newPinStopped' : 'newPinNothing')], newPin }
    }
    case 'forgotPin':
    case 'looked':
    case 'freeze':
    case 'freezeNow':
      return aboutTheCard(deps, partner, command)
  }
}

const handleButton = async (deps: Deps, partner: ChatPartner, button: Button): Promise<ChatAnswer> => {
  if ('command' in button) return runCommand(deps, partner, button.command)
  // Who declined and then accepts in an older bubble wants to read the terms again.
  if (partner.enrolment.progress.step === 'declined' && button.event === 'termsAccepted')
    return applyEvent(deps, partner, { type: 'restarted' })
  if (button.at !== partner.enrolment.progress.step) return answerWithStep(deps, partner, 'earlierStep')
  if (!answersCurrentText(button, partner.person.language)) return answerWithStep(deps, partner, 'textChanged')
  return applyEvent(deps, partner, { type: button.event })
}

const cannedAnswers: Partial<Record<Meant['heard'], Sentence>> = {
  sticker: 'sticker',
  voice: 'voice',
  location: 'location',
  otherKind: 'otherKind',
  pinTyped: 'pinInChat',
  idNumberTyped: 'idNumberInChat',
  tooLong: 'tooLong',
  otherWords: 'notUnderstood',
}

/** ms by LINE's clock, whole and never ahead of ours: a later event must be able to take effect. */
const momentOf = ({ clock }: Deps, at: number) => Math.floor(Math.min(at, clock()))

const answerTo = async (deps: Deps, person: Person, { heard, lineUserId, at }: MeantEvent): Promise<ChatAnswer> => {
  const enrolment = await deps.store.enrolments.load(person.id, deps.clock())
  const partner: ChatPartner = { person, enrolment }
  switch (heard.heard) {
    case 'followed':
      // LINE delivers events late: the person has left since.
      return at < (person.leftAt ?? 0) ? { said: [] } : greet(deps, partner, lineUserId, momentOf(deps, at))
    case 'command':
      return runCommand(deps, partner, heard.command)
    case 'button': {
      const button = readButton(heard.data)
      return button ? handleButton(deps, partner, button) : answerWithStep(deps, partner, 'unknownButton')
    }
    case 'photo':
      return storePhoto(deps, person, { messageId: heard.messageId, sentAt: at }, enrolment.progress.step)
    case 'unsent':
      return forgetPhoto(deps, person, heard.messageId)
    case 'unfollowed':
      // … or follows again since.
      if (at < (person.followedAt ?? 0)) return { said: [] }
      return { said: [], following: { now: false, at: momentOf(deps, at) }, jobs: [{ do: 'forgetPhotos' }] }
    default: {
      const answer = cannedAnswers[heard.heard]
      if (!answer) return { said: [] }
      // To a holder a sentence is enough: a sticker is no request for the card.
      return enrolment.progress.step === 'issued'
        ? { said: [{ say: 'sentence', sentence: answer, withCard: true }] }
        : answerWithStep(deps, partner, answer)
    }
  }
}

/**
 * Attempts to commit an event. An attempt is raced if the same person acts
 * on another screen; then the event is read anew.
 */
const maxAttempts = 20

/** Handles one chat event. Its changes and answers are one write, so a crash neither repeats nor loses anything. */
export const handleChatEvent = async (deps: Deps, event: MeantEvent): Promise<Person> => {
  const { store, clock, line, vault } = deps
  if (event.heard.heard === 'photo') deps.waitUntil(() => line.showLoading(event.lineUserId, 10))

  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const person = await store.people.findOrCreate(event.lineUserId, defaultLanguage, clock())
    const { said, jobs = [], event: journeyEvent, ...changes } = await answerTo(deps, person, event)
    const say: Job = { do: 'say', said, replyToken: event.replyToken, heardAt: event.at }
    const outcome = await store.webhooks.commit({
      eventId: event.eventId,
      person: person.id,
      at: clock(),
      ...changes,
      jobs: [...jobs, ...(said.length > 0 && !event.standby ? [say] : [])],
    })
    if (outcome !== 'committed' && changes.photo) await vault.erase([changes.photo.vault])
    if (outcome === 'committed' && changes.transition && journeyEvent)
      logTransition(deps, journeyEvent, changes.transition)
    if (outcome === 'committed' && changes.freeze) deps.log('card_status', { to: 'frozen' })
    if (outcome === 'committed' && changes.newPin)
      deps.log('new_pin', { happening: 'notMe', to: changes.newPin.to.state })
    if (outcome !== 'raced') return person
  }
  throw new Error('an event was raced again and again')
}

/** Welcomes a new user. A user who comes back finds the card, or the step where the user left. */
const greet = async (deps: Deps, partner: ChatPartner, lineUserId: string, at: number): Promise<ChatAnswer> => ({
  said: isNew(partner.enrolment) ? [{ say: 'welcome' }] : (await answerWithStep(deps, partner, 'welcomeBack')).said,
  jobs: [menuFor(partner.enrolment)],
  profileLanguage: await deps.line.language(lineUserId),
  following: { now: true, at },
})
