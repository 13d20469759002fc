// Every port of the service: what is outside is handed in, as one value per runtime. What is remembered is named in store/ports.ts.
import type { Assurance, CardData } from '../core/card/card.ts'
import type { RegisterAnswer } from '../core/card/register.ts'
import type { FaceScores } from '../core/face/bands.ts'
import type { FaceCalibration } from '../core/face/calibration.ts'
import type { Round } from '../core/face/evidence.ts'
import type { PinPicture } from '../core/journey/claims.ts'
import type { CaseReason } from '../core/journey/failures.ts'
import type { Step } from '../core/journey/map.ts'
import type { Progress } from '../core/journey/progress.ts'
import type { NewPin } from '../core/pin/recovery.ts'
import type { Result } from '../core/result.ts'
import type { Language } from '../core/words/index.ts'
import type { Said, Sentence } from './chat/said.ts'
import type { Officials } from './officials/oidc.ts'
import type { Store } from './store/ports.ts'

export type { Store } from './store/ports.ts'

/** What the Hono app finds in `c.env`: the entries build it, tests hand in their own. */
/** `network`: where the request comes from, if anybody can say; see address.ts. */
export type Bindings = { deps: Deps; network?: string }

export type Deps = {
  config: Config
  clock: Clock
  random: Random
  store: Store
  vault: Vault
  line: Line
  signIn: SignIn
  registry: Registry
  keys: Keys
  pages: Pages
  /** What the isolates of one data centre share; absent where there is one process. */
  nearby?: Nearby
  limits: Limits
  /** Absent when the operator configured no sign-in for officials. */
  officials?: Officials
  log: Log
  /** Work that goes on after the answer: `waitUntil` on the edge, tracked and a few at a time on Node. */
  after: (work: () => Promise<unknown>) => void
}

export type Config = {
  /** Where citizens and officials reach the service, e.g. `https://card.example`; no trailing slash. */
  origin: string
  issuer: { id: string; name: Record<Language, string>; notice: Record<Language, string> }
  line: { channelSecret: string; liffId: string }
  /** ms between the face of somebody who forgot the PIN and a new one. */
  newPinHold: number
  /** What one person, and one network, may ask for in a minute; see routes/limits.ts. */
  perMinute: { person: number; network: number }
  /** Shared with the examiners; absent: there are none. */
  examinerSecret?: string
  /** The deployment's own; absent, no face is called a match. */
  calibration?: FaceCalibration
  /** Only on loopback: an ES module that stands in for LINE's LIFF SDK. */
  liffSdkUrl?: string
}

/** ms since the epoch. */
export type Clock = () => number
export type Random = (bytes: number) => Uint8Array<ArrayBuffer>
/** Names and counts only: never a value that a person typed, showed or was issued. */
export type Log = (event: string, details?: Record<string, string | number | boolean | undefined>) => void

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
export type Move = {
  person: PersonId
  from: { step: Step; version: number }
  to: Progress
  facts: Facts
  at: number
  outbox?: readonly Intent[]
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
export type Turn = {
  eventId: string
  person: PersonId
  at: number
  outbox: readonly Intent[]
  /** A language that the person chose. */
  language?: Language
  /** The language of the LINE profile; it gives way to one that was chosen, also while we asked LINE for it. */
  profileLanguage?: Language
  following?: boolean
  /** A photo that waits to be read. */
  photo?: WaitingPhoto
  /** A photo that was taken back; what was sealed is erased by an `unkeep`. */
  unsent?: { messageId: string }
  move?: Move
  /** The way to a new PIN, instead of a move. */
  newPin?: Pick<NewPinChange, 'mark' | 'to'>
}

/** What is to be done after a write; kept until it is done. */
export type Intent =
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
export type OutboxItem = {
  id: number
  person: PersonId
  intent: Intent
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
/** `held`: frozen by the office, and not for its holder to wake. `visitCode`: the holder is asked to come, and to say this. */
export type Card = NewCard & {
  person: PersonId
  issuedAt: number
  status: CardStatus
  held: boolean
  visitCode?: string
}

export type PinHash = { salt: string; hash: string; picture: PinPicture }
/** A step on the way to a new PIN, with what belongs to it. */
export type NewPinChange = {
  mark: string
  to: NewPin
  evidence?: VaultId
  intents?: readonly Intent[]
  pin?: PinHash
}
/** `failures` counts wrong tries since the last right one; counted *before* the comparison. */
export type PinTry = PinHash & { failures: number; lockedUntil: number }

export type Challenge = Round & { person: PersonId }
/** A photo that came by chat, waiting to be read on the phone. */
export type WaitingPhoto = { id: string; vault: VaultId; messageId: string; receivedAt: number }

/** Why the service cannot serve now, in one word. */
export type Unready = 'database_unreachable' | 'migration_pending' | 'keys_do_not_fit'

/** An official who compares faces: `subject` tells them apart, `line` is the LINE user id of their own. */
export type Reviewer = { subject: string; line: string }

export type VaultId = string
/** Sealed pictures: nothing is readable without the person's key. */
export type Vault = {
  put: (
    person: PersonId,
    kind: 'portrait' | 'evidence' | 'photo' | 'pass',
    bytes: Uint8Array,
    now: number,
  ) => Promise<VaultId>
  get: (person: PersonId, id: VaultId) => Promise<Uint8Array<ArrayBuffer> | undefined>
  erase: (ids: readonly VaultId[]) => Promise<void>
}

/** `turned_away`: not now, and nothing was done. `unreachable`: nobody knows whether it was done. */
export type Sent = Result<void, 'already_sent' | 'refused' | 'turned_away' | 'unreachable'>
/** A token that is gone was used or is too old: `at` is LINE's own clock then (ms since the epoch), where LINE told it. */
export type Replied = Sent | { ok: false; reason: 'reply_token_gone'; at?: number }
/** The messaging platform, as far as we speak to it. */
export type Line = {
  /** Free, once, within a minute of the event. */
  reply: (replyToken: string, said: readonly Said[], language: Language) => Promise<Replied>
  /** Paid per recipient; `retryKey` makes it safe to repeat for 24 h. */
  push: (lineUserId: string, said: readonly Said[], language: Language, retryKey: string) => Promise<Sent>
  showLoading: (lineUserId: string, seconds: number) => Promise<void>
  language: (lineUserId: string) => Promise<Language>
  /** Bytes of a photo that a person sent; JPEG or PNG, at most 10 MB. */
  photo: (
    messageId: string,
  ) => Promise<Result<Uint8Array, 'not_ready' | 'gone' | 'not_a_picture' | 'too_large' | 'unreachable'>>
  linkMenu: (lineUserId: string, menu: 'register' | 'card', language: Language) => Promise<Sent>
}

/** `name` tells the token from every other; it is accepted until `expiresAt` (ms since the epoch). */
export type SignIn = (
  idToken: string,
  now: number,
) => Promise<Result<{ lineUserId: string; name: string; expiresAt: number }, 'bad_id_token' | 'unreachable'>>

/** The card-status register: `sandbox` here, the department's own with a contract. */
export type Registry = (data: CardData) => Promise<RegisterAnswer>

export type Keys = {
  /** Signs a token with the issuer's current key (ES256 over the bytes, raw 64-byte signature). */
  sign: (bytes: Uint8Array) => Promise<Uint8Array<ArrayBuffer>>
  currentKeyId: string
  /** Public keys that checkers need, the current one first. */
  published: () => JsonWebKey[]
  /** Memory-hard hash of a PIN under the service's pepper (base64url). `salt`: base64url. */
  hashPin: (pin: string, salt: string) => Promise<string>
}

/** Takes `cost` of what `caller` may have in a minute, or says how many ms to wait; 0: taken. */
export type Limits = { take: (caller: string, cost: number, perMinute: number, now: number) => Promise<number> }

/** As the Cache API has it: an entry may be gone at any time. */
export type Nearby = {
  match: (url: string) => Promise<Response | undefined>
  put: (url: string, answer: Response) => Promise<void>
}

/** The built pages and their files. */
export type Pages = (path: string) => Promise<Response>
