// The service's data types: people, enrolments, cards, PINs and the jobs of the outbox.
import type { Assurance, CardData } from '../core/card/card.ts'
import type { PictureSource } from '../core/card/picture-source.ts'
import type { ReadFieldName } from '../core/card/reading-report.ts'
import type { Said, Sentence } from '../core/chat/said.ts'
import type { Round } from '../core/face/evidence.ts'
import type { SelfieRequest } from '../core/face/selfie-request.ts'
import type { OfficeEntry } from '../core/inspection/office-log.ts'
import type { CaseReason } from '../core/journey/failures.ts'
import type { Step } from '../core/journey/map.ts'
import type { Progress } from '../core/journey/progress.ts'
import type { Language } from '../core/languages.ts'
import type { PinPicture } from '../core/pin/pictures.ts'
import type { PinRecovery } from '../core/pin/recovery.ts'
import type { PinCost } from '../core/pin/stretch.ts'

export type PersonId = string
/** `followedAt`, `leftAt`: when the person last followed and last left the chat, ms by LINE's clock; null if not known. */
export type Person = {
  id: PersonId
  language: Language
  following: boolean
  followedAt: number | null
  leftAt: number | null
}

/** Everything that an enrolment has gathered; sealed at rest under the person's key. */
export type Facts = {
  data?: CardData
  /** The phone's report on its reading: see core/card/reading-report.ts. `doubtful` is absent in facts of earlier versions. */
  corrected?: ReadFieldName[]
  doubtful?: ReadFieldName[]
  /**
   * Names the draft on the phone since the last restart, and is part of its key: a draft from before a restart cannot be
   * read any more, on whichever phone it lies.
   */
  draft?: string
  onScreen?: boolean
  document?: Assurance['document']
  /** SHA-256 over the values that the register confirmed (core/card/confirmed-values.ts). */
  documentOf?: string
  /** `head`: the last link of the evidence's chain, kept apart from it. A selfie of an earlier recipe has other scores. */
  selfie?: Partial<SelfieRequest['match']> & {
    portrait: VaultId
    tinyFace: string
    evidence: VaultId
    head: string
  }
  /** What an officer took of the person at the counter, instead of a selfie. */
  counter?: { portrait: VaultId; tinyFace: string }
  pinPicture?: PinPicture
  /** The case number to show at the counter, once an officer has to help. */
  helpCode?: string
  helpReason?: CaseReason
  /** What the officer wrote who refused the person at the counter. */
  refusal?: string
  /** The register's latest refusal, for the sentence on the screen. */
  lastFailure?: string
}
export type Enrolment = { person: PersonId; progress: Progress; facts: Facts; version: number; startedAt: number }

/**
 * One write of progress with everything that belongs to it, in one batch. Nothing is written unless `from` still holds.
 */
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
  /** With `card`: it begins held, because an official refused a face for its number, and its holder comes with this code. */
  heldWith?: string
  /** Erases the face, and with it the card, its PIN and its presentations. */
  faceless?: true
  /** The line of the office log about the official who caused it. */
  office?: OfficeEntry
}
export type Consent = { kind: 'terms' | 'face' | 'issue'; version: string; textHash: string; given: boolean }
/** Table → its rows that belong to one person, without internal hashes and marks. */
export type Holdings = Record<string, readonly Record<string, unknown>[]>
/** `at`: ms since the epoch. */
export type Receipt = Consent & { at: number }

/**
 * Everything that one chat event changes and says, in one batch with the mark that the event is done. A crash before
 * the batch leaves all of it to do; a crash after it leaves nothing to do. Nothing is written if the event is done
 * already or its transition was raced.
 */
export type EventCommit = {
  eventId: string
  person: PersonId
  at: number
  jobs: readonly Job[]
  /** A language that the person chose. */
  language?: Language
  /** The language of the LINE profile. A language that the person chose takes precedence, even if chosen meanwhile. */
  profileLanguage?: Language
  /** The person followed or left, at that moment by LINE's clock (ms). Without effect if a later change is known. */
  following?: { now: boolean; at: number }
  /** A photo that waits to be read. `raced` if its sender took the message back meanwhile. */
  photo?: WaitingPhoto
  /**
   * A message that the user unsent; remembered, because LINE may deliver it later. `waiting`: its photo waits to be read,
   * and an `unkeep` job erases the sealed bytes. `raced` if the photo arrived meanwhile.
   */
  unsent?: { messageId: string; waiting: boolean }
  transition?: Transition
  /** A change of the PIN recovery, instead of a transition. */
  newPin?: Pick<PinRecoveryChange, 'mark' | 'to'>
  /** The holder freezes the card, instead of a transition. `raced` if the card is no longer valid. */
  freeze?: true
}

/** What is to be done after a write; stored until it is done. */
export type Job =
  | { do: 'say'; said: readonly Said[]; replyToken?: string; heardAt?: number }
  /** Tells the new step in the chat, because the person may not see the page: the card, or the way to an officer. */
  | { do: 'announce'; first?: Sentence }
  | { do: 'askRegister' }
  /**
   * Says that the PIN cooldown is over and a new PIN may be chosen, if that still holds by then. `notBefore` (ms since
   * the epoch) is available to any job.
   */
  | { do: 'sayNewPinReady'; notBefore: number }
  /** Warns a holder that another account tried to enrol with the holder's ID number. */
  | { do: 'warn'; holder: PersonId }
  | { do: 'menu'; menu: 'register' | 'card' }
  | { do: 'unkeep'; vault: readonly VaultId[] }
  /** Deletes unread photos from the chat after the person started over or left the chat. */
  | { do: 'forgetPhotos' }
/**
 * `attempts`: earlier ones. `unsure`: the outcome of an earlier attempt is unknown (time-out, or the worker crashed).
 * `until`: the end of the lease, ms since the epoch.
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
  /** Absent: the phone's. */
  pictures?: PictureSource
  statusIndex: number
}
/** Derived from judged frames. They replace the card's; `replaced`: the portrait that the phone sent. */
export type SeenPictures = { portrait: VaultId; tinyFace: string; replaced: VaultId }
export type CardStatus = 'valid' | 'revoked' | 'frozen'
/**
 * `suspended`: frozen by an official; the holder cannot unfreeze it.
 * `visitCode`: the holder is asked to come with this code.
 */
export type Card = NewCard & {
  person: PersonId
  pictures: PictureSource
  issuedAt: number
  status: CardStatus
  suspended: boolean
  visitCode?: string
}

/** `hash`: HMAC under the pepper of the PIN that the phone stretched. `n`: the cost; absent in rows of before it could rise. */
export type PinHash = { salt: string; n?: PinCost; hash: string; picture: PinPicture }
/** A change of a PIN recovery and what is written with it. */
export type PinRecoveryChange = {
  mark: string
  to: PinRecovery
  evidence?: VaultId
  /** The case for whoever confirms the holder. `code`: only an officer can. Any other change ends an earlier case. */
  case?: { id: string; card: CardId; head?: string; code?: string }
  jobs?: readonly Job[]
  pin?: PinHash
}
/** `failures` counts wrong attempts since the last right one. An attempt is counted *before* the comparison. */
export type PinTry = PinHash & { failures: number; lockedUntil: number }

export type Challenge = Round & { person: PersonId }
/** A photo sent by chat that waits to be read on the phone. */
export type WaitingPhoto = { id: string; vault: VaultId; messageId: string; receivedAt: number }

/** Why the service is not ready. */
export type UnreadyReason = 'database_unreachable' | 'database_unwritable' | 'migration_pending' | 'keys_do_not_fit'

/** An official who compares faces. `subject` identifies the official; `line` is the official's own LINE user id. */
export type Reviewer = { subject: string; line: string }

export type VaultId = string
