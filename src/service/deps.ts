// Every port of the service on one page: what is outside is handed in, as one value per runtime.
import type { Assurance, CardData } from '../core/card/card.ts'
import type { FaceScores } from '../core/card/face-band.ts'
import type { RegisterAnswer } from '../core/card/register.ts'
import type { FaceCalibration } from '../core/journey/calibration.ts'
import type { PinPicture } from '../core/journey/claims.ts'
import type { Round } from '../core/journey/evidence.ts'
import type { CaseReason } from '../core/journey/failures.ts'
import type { Step } from '../core/journey/map.ts'
import type { NewPin } from '../core/journey/new-pin.ts'
import type { Progress } from '../core/journey/progress.ts'
import type { Result } from '../core/result.ts'
import type { Language } from '../core/words/index.ts'
import type { MeantEvent } from './chat/meant.ts'
import type { Said, Sentence } from './chat/said.ts'
import type { FaceCases, FaceReviews } from './looking/ports.ts'
import type { Officials } from './officials/oidc.ts'
import type { Looks, OfficialSessions, Requests, Shares, ShownTokens } from './showing/ports.ts'

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
  limits: Limits
  /** Absent when the operator configured no sign-in for officials. */
  officials?: Officials
  log: Log
  /** Work that goes on after the answer: `waitUntil` on the edge, a tracked promise on Node. */
  after: (work: Promise<unknown>) => void
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
}

/** What is to be done after a write; kept until it is done. */
export type Intent =
  | { do: 'say'; said: readonly Said[]; replyToken?: string; heardAt?: number }
  /** The step that was reached, told in the chat because the person may be elsewhere: the card, or the way to an officer. */
  | { do: 'announce'; first?: Sentence }
  | { do: 'askRegister' }
  /** The hold is over, and a new PIN may be chosen: said only if that is so by then. */
  /** Not before `at`, in ms since the epoch. */
  | { do: 'sayNewPinReady'; at: number }
  /** Somebody else tried to register this holder's number. */
  | { do: 'warn'; holder: PersonId }
  | { do: 'menu'; menu: 'register' | 'card' }
  | { do: 'unkeep'; vault: readonly VaultId[] }
  /** Photos that came by chat and were not read before the person started over. */
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
/** `held`: frozen by the office, and not for its holder to wake. */
export type Card = NewCard & { person: PersonId; issuedAt: number; status: CardStatus; held: boolean }

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

export type Store = {
  /** Undefined when the database answers, is as new as this code, and opens under these keys. */
  unready: () => Promise<Unready | undefined>
  people: {
    /** The person behind a LINE user id, made at first sight. */
    enter: (lineUserId: string, language: Language, now: number) => Promise<Person>
    byId: (id: PersonId) => Promise<Person | undefined>
    /** The LINE user id to write to; kept sealed. */
    lineUserId: (id: PersonId) => Promise<string | undefined>
    /** The person's own choice. */
    setLanguage: (id: PersonId, language: Language) => Promise<void>
    setFollowing: (id: PersonId, following: boolean) => Promise<void>
    /** A key for what the phone itself keeps (base64url, 32 bytes), derived from the person's key: without us the draft is unreadable. */
    draftKey: (id: PersonId) => Promise<string>
  }
  enrolments: { load: (person: PersonId, now: number) => Promise<Enrolment> }
  /**
   * False: somebody was faster, nothing was written. `id_has_card`: another account holds an active card for this number.
   * `index_taken`: another card has that place in the status list.
   */
  move: (move: Move) => Promise<boolean | 'id_has_card' | 'index_taken'>
  /** Whether an active card for this ID number belongs to somebody else, and whose. */
  holderOf: (idNumber: string) => Promise<PersonId | undefined>
  outbox: {
    add: (person: PersonId, intents: readonly Intent[], now: number) => Promise<void>
    /** Takes due items for this worker alone for half a minute, in order; of one person or of everybody. */
    claim: (now: number, person?: PersonId) => Promise<OutboxItem[]>
    done: (id: number) => Promise<void>
    /** What is to be done is from now on this. */
    reword: (item: OutboxItem, intent: Intent) => Promise<void>
    /** Gives back what is still this worker's. `inVain`: it is certain that nothing came of the attempt. */
    retry: (item: OutboxItem, dueAt: number, inVain: boolean) => Promise<void>
    /** Gives back what came before its time, `at`: this was no attempt. It is looked at again within the hour. */
    putOff: (item: OutboxItem, at: number, now: number) => Promise<void>
  }
  /** Everything that is held about a person, by table, opened. */
  holdings: (person: PersonId) => Promise<Holdings>
  /** What a person agreed to or declined, the oldest first. */
  consents: { of: (person: PersonId) => Promise<Receipt[]> }
  /**
   * Forgets a person: the key, and everything that names them. Of a card only its place in the status list stays, revoked;
   * the consents stay as proof for whoever holds `reference`. Returns the pictures to erase; undefined when there is nobody.
   */
  erase: (person: PersonId, reference: string, now: number) => Promise<VaultId[] | undefined>
  /** Forgets what has outlived its time (core/retention.ts, and what runs out by itself) and returns the pictures to erase. */
  sweep: (now: number) => Promise<VaultId[]>
  /** Wraps a handful of people's keys under the current master key, and says how many it looked at; 0 when none is left. */
  rewrap: (most?: number) => Promise<number>
  /** What was heard is kept from before the acknowledgement until it took effect: an acknowledged event is never lost, never worked twice. */
  webhooks: {
    /** Keeps events by id; an id that is known already, done or not, is left as it is. Sealed under a key of the service. */
    receive: (events: readonly MeantEvent[], now: number) => Promise<void>
    /** Takes what is not done for this worker alone for half a minute, oldest first: these ids, or whatever was left behind. */
    claim: (now: number, eventIds?: readonly string[]) => Promise<MeantEvent[]>
    /** Writes what an event changes and says, forgets its content and keeps its id. `raced`: its move no longer holds. */
    take: (turn: Turn) => Promise<'taken' | 'done_before' | 'raced'>
  }
  sessions: {
    open: (token: string, person: PersonId, expiresAt: number) => Promise<void>
    person: (token: string, now: number) => Promise<PersonId | undefined>
  }
  idTokens: {
    /** Exchanged once, and again only by the phone of the first time; false: that was another. No phone named: once. */
    claim: (name: string, phone: string | undefined, expiresAt: number) => Promise<boolean>
  }
  challenges: {
    issue: (challenge: Challenge) => Promise<void>
    find: (nonce: string, person: PersonId) => Promise<Challenge | undefined>
    /** Keeps one commit more than there were; false when somebody was faster. */
    commit: (challenge: Challenge) => Promise<boolean>
    /** Gives it out once; a second call with the same nonce finds nothing. */
    use: (nonce: string, person: PersonId) => Promise<Challenge | undefined>
  }
  pins: {
    /** Counts one try and hands out the hash to compare with, or says how long to wait (ms since the epoch). */
    count: (
      person: PersonId,
      now: number,
    ) => Promise<Result<PinTry, 'no_pin'> | { ok: false; reason: 'locked'; until: number }>
    /** After the right PIN: no tries, and no way to a new one. `ended`: somebody had asked for one. */
    clear: (person: PersonId) => Promise<{ ended: boolean }>
    /** The picture on every PIN screen, and where somebody is who forgot the PIN. */
    shown: (person: PersonId) => Promise<{ picture?: PinPicture; newPin: NewPin }>
  }
  newPins: {
    /** `mark` stands for what was seen: a change names it. */
    of: (person: PersonId) => Promise<{ at: NewPin; mark: string }>
    /** False when somebody was faster: nothing was written. */
    change: (person: PersonId, change: NewPinChange, now: number) => Promise<boolean>
  }
  cards: {
    of: (person: PersonId) => Promise<Card | undefined>
    /** Only from that status, with what is to be said of it; false when somebody was faster, or the office holds the card. */
    change: (
      person: PersonId,
      from: CardStatus,
      to: CardStatus,
      intents: readonly Intent[],
      now: number,
    ) => Promise<boolean>
    /** A handful of cards whose holders are to be reminded by now, the longest due first; not revoked ones. */
    toRemind: (now: number) => Promise<(Pick<Card, 'id' | 'person' | 'data'> & { remindAt: number })[]>
    /** From that time to the next (ms; null: never again), with what is to be said; nothing when somebody was faster. */
    reminded: (
      from: { id: CardId; person: PersonId; remindAt: number },
      next: number | null,
      intents: readonly Intent[],
      now: number,
    ) => Promise<void>
    /** Status of every card by its index in the status list; only what is not `valid`. */
    statuses: () => Promise<{ index: number; status: CardStatus }[]>
  }
  photos: {
    add: (person: PersonId, photo: WaitingPhoto) => Promise<void>
    list: (person: PersonId) => Promise<WaitingPhoto[]>
    /** Forgets the photo and returns where it lay, so that the vault can erase it. */
    remove: (person: PersonId, by: { id: string } | { messageId: string }) => Promise<VaultId | undefined>
  }
  shares: Shares
  shown: ShownTokens
  requests: Requests
  looks: Looks
  faceCases: FaceCases
  faceReviews: FaceReviews
  officialSessions: OfficialSessions
  /** Unguessable, short-lived addresses for pictures that LINE's clients fetch without a session. */
  links: {
    make: (token: string, person: PersonId, vault: VaultId, expiresAt: number) => Promise<void>
    open: (token: string, now: number) => Promise<{ person: PersonId; vault: VaultId } | undefined>
  }
  /** Short-lived permission to renew a shown QR without typing the PIN again. */
  tickets: {
    open: (ticket: string, person: PersonId, expiresAt: number) => Promise<void>
    person: (ticket: string, now: number) => Promise<PersonId | undefined>
  }
  /** Addresses at which a copy of somebody's data can be fetched, once. */
  copies: {
    open: (token: string, person: PersonId, expiresAt: number) => Promise<void>
    /** Whose it is; takes nothing. */
    person: (token: string, now: number) => Promise<PersonId | undefined>
    /** Whose it is, told once. */
    take: (token: string, now: number) => Promise<PersonId | undefined>
  }
}

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

/** The built pages and their files. */
export type Pages = (path: string) => Promise<Response>
