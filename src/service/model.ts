// What the service remembers and moves about, as data: people, enrolments, cards, PINs, and what is to be done for them.
import type { Assurance, CardData } from '../core/card/card.ts'
import type { Said, Sentence } from '../core/chat/said.ts'
import type { FaceScores } from '../core/face/bands.ts'
import type { Round } from '../core/face/evidence.ts'
import type { CaseReason } from '../core/journey/failures.ts'
import type { Step } from '../core/journey/map.ts'
import type { Progress } from '../core/journey/progress.ts'
import type { Language } from '../core/languages.ts'
import type { PinPicture } from '../core/pin/pictures.ts'
import type { PinRecovery } from '../core/pin/recovery.ts'

export type PersonId = string
export type Person = { id: PersonId; language: Language; following: boolean }

/** Everything an enrolment has gathered; sealed at rest under the person's own key. */
export type Facts = {
  data?: CardData
  corrected?: string[]
  onScreen?: boolean
  document?: Assurance['document']
  /** `head`: the last link of the evidence's chain, kept apart from it. */
  selfie?: FaceScores & {
    portrait: VaultId
    tinyFace: string
    evidence: VaultId
    head: string
    samePerson: number
  }
  pinPicture?: PinPicture
  /** The case number to say at the counter, once a person has to help. */
  helpCode?: string
  helpReason?: CaseReason
  /** What the register said last, for the sentence on the screen. */
  lastFailure?: string
}
export type Enrolment = { person: PersonId; progress: Progress; facts: Facts; version: number; startedAt: number }

/** One write of progress with everything that belongs to it, in one batch. Nothing of it happens unless `from` still holds. */
export type Transition = {
  person: PersonId
  from: { step: Step; version: number }
  to: Progress
  facts: Facts
  at: number
  jobs?: readonly Job[]
  consents?: readonly Consent[]
  pin?: PinHash
  card?: NewCard
  case?: { code: string; reason: CaseReason }
  /** The face is forgotten, and with it the card, its PIN, and what shows it. */
  faceless?: true
}
export type Consent = { kind: 'terms' | 'face' | 'issue'; version: string; textHash: string; given: boolean }
/** Table → its rows that belong to one person, without hashes and marks of ours. */
export type Holdings = Record<string, readonly Record<string, unknown>[]>
/** `at`: ms since the epoch. */
export type Receipt = Consent & { at: number }

/**
 * Everything that one event of the chat changes and says, in one batch with the mark that the event is done: a crash
 * before it leaves all of it to be done, a crash after it leaves nothing. Nothing of it happens when the event is done
 * already, nor when its move was raced.
 */
export type EventCommit = {
  eventId: string
  person: PersonId
  at: number
  jobs: readonly Job[]
  /** A language that the person chose. */
  language?: Language
  /** The language of the LINE profile; it gives way to one that was chosen, also while we asked LINE for it. */
  profileLanguage?: Language
  following?: boolean
  /** A photo that waits to be read. */
  photo?: WaitingPhoto
  /** A photo that was taken back; what was sealed is erased by an `unkeep`. */
  unsent?: { messageId: string }
  transition?: Transition
  /** The way to a new PIN, instead of a move. */
  newPin?: Pick<PinRecoveryChange, 'mark' | 'to'>
}

/** What is to be done after a write; kept until it is done. */
export type Job =
  | { do: 'say'; said: readonly Said[]; replyToken?: string; heardAt?: number }
  /** The step that was reached, told in the chat because the person may be elsewhere: the card, or the way to an officer. */
  | { do: 'announce'; first?: Sentence }
  | { do: 'askRegister' }
  /** The hold is over, and a new PIN may be chosen: said only if that is so by then. Any order may wait: `notBefore`, ms since the epoch. */
  | { do: 'sayNewPinReady'; notBefore: number }
  /** Somebody else tried to register this holder's number. */
  | { do: 'warn'; holder: PersonId }
  | { do: 'menu'; menu: 'register' | 'card' }
  | { do: 'unkeep'; vault: readonly VaultId[] }
  /** Photos that came by chat and were not read before the person started over, or left the chat. */
  | { do: 'forgetPhotos' }
/**
 * `attempts`: earlier ones. `unsure`: of one of them nobody knows what came of it, because no answer came or its worker
 * died. `until`: the end of the lease, ms since the epoch.
 */
export type QueuedJob = {
  id: number
  person: PersonId
  job: Job
  attempts: number
  unsure: boolean
  until: number
  retryKey: string
}

export type CardId = string
export type NewCard = {
  id: CardId
  data: CardData
  assurance: Assurance
  portrait: VaultId
  tinyFace: string
  statusIndex: number
}
export type CardStatus = 'valid' | 'revoked' | 'frozen'
/** `suspended`: frozen by the office, and not for its holder to wake. `visitCode`: the holder is asked to come, and to say this. */
export type Card = NewCard & {
  person: PersonId
  issuedAt: number
  status: CardStatus
  suspended: boolean
  visitCode?: string
}

export type PinHash = { salt: string; hash: string; picture: PinPicture }
/** A step on the way to a new PIN, with what belongs to it. */
export type PinRecoveryChange = {
  mark: string
  to: PinRecovery
  evidence?: VaultId
  jobs?: readonly Job[]
  pin?: PinHash
}
/** `failures` counts wrong tries since the last right one; counted *before* the comparison. */
export type PinTry = PinHash & { failures: number; lockedUntil: number }

export type Challenge = Round & { person: PersonId }
/** A photo that came by chat, waiting to be read on the phone. */
export type WaitingPhoto = { id: string; vault: VaultId; messageId: string; receivedAt: number }

/** Why the service cannot serve now, in one word. */
export type UnreadyReason = 'database_unreachable' | 'migration_pending' | 'keys_do_not_fit'

/** An official who compares faces: `subject` tells them apart, `line` is the LINE user id of their own. */
export type Reviewer = { subject: string; line: string }

export type VaultId = string
