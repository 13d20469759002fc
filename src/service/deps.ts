// Every port of the service: what is outside is handed in, as one value per runtime. The store's port is in ports/, the data in model.ts.
import type { CardData } from '../core/card/card.ts'
import type { PopulationRegisterAnswer } from '../core/card/population-register.ts'
import type { Said } from '../core/chat/said.ts'
import type { PublicKey } from '../core/contract/responses/public.ts'
import type { FaceCalibration } from '../core/face/calibration.ts'
import type { Language } from '../core/languages.ts'
import type { Result } from '../core/result.ts'
import type { PersonId, VaultId } from './model.ts'
import type { SignedInOfficial } from './ports/presentation.ts'
import type { Store } from './ports/store.ts'
// Every port of the service: what is outside is handed in, as one value per runtime. What is remembered is named in store/ports.ts.

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
  populationRegister: PopulationRegister
  keys: Keys
  pages: Pages
  /** What the isolates of one data centre share; absent where there is one process. */
  dataCentreCache?: DataCentreCache
  limits: Limits
  /** Absent when the operator configured no sign-in for officials. */
  officials?: Officials
  log: Log
  /** Work that goes on after the answer: `waitUntil` on the edge, tracked and a few at a time on Node. */
  waitUntil: (work: () => Promise<unknown>) => void
}

export type Config = {
  /** Where citizens and officials reach the service, e.g. `https://card.example`; no trailing slash. */
  origin: string
  issuer: { id: string; name: Record<Language, string>; notice: Record<Language, string> }
  line: { channelSecret: string; liffId: string }
  /** ms between the face of somebody who forgot the PIN and a new one. */
  newPinCooldownMs: number
  /** What one person, and one network, may ask for in a minute; in the costs of core/contract. */
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
export type SendResult = Result<void, 'already_sent' | 'refused' | 'turned_away' | 'unreachable'>
/** A token that is gone was used or is too old: `at` is LINE's own clock then (ms since the epoch), where LINE told it. */
export type ReplyResult = SendResult | { ok: false; reason: 'reply_token_gone'; at?: number }
/** The messaging platform, as far as we speak to it. */
export type Line = {
  /** Free, once, within a minute of the event. */
  reply: (replyToken: string, said: readonly Said[], language: Language) => Promise<ReplyResult>
  /** Paid per recipient; `retryKey` makes it safe to repeat for 24 h. */
  push: (lineUserId: string, said: readonly Said[], language: Language, retryKey: string) => Promise<SendResult>
  showLoading: (lineUserId: string, seconds: number) => Promise<void>
  language: (lineUserId: string) => Promise<Language>
  /** Bytes of a photo that a person sent; JPEG or PNG, at most 10 MB. */
  photo: (
    messageId: string,
  ) => Promise<Result<Uint8Array, 'not_ready' | 'gone' | 'not_a_picture' | 'too_large' | 'unreachable'>>
  linkMenu: (lineUserId: string, menu: 'register' | 'card', language: Language) => Promise<SendResult>
}

/** `name` tells the token from every other; it is accepted until `expiresAt` (ms since the epoch). */
export type SignIn = (
  idToken: string,
  now: number,
) => Promise<Result<{ lineUserId: string; name: string; expiresAt: number }, 'bad_id_token' | 'unreachable'>>

export type SignInFault = 'unreachable' | 'refused' | 'not_registered'
/** The sign-in of officials, with OpenID Connect. */
export type Officials = {
  /** Where to send the browser, and what it must bring back in a cookie of its own. */
  begin: (redirectUri: string) => Promise<Result<{ url: string; flow: string }, 'unreachable'>>
  finish: (
    callback: { code: string; state: string; flow: string },
    redirectUri: string,
    now: number,
  ) => Promise<Result<SignedInOfficial, SignInFault>>
}

/** The card-status register: `sandbox` here, the department's own with a contract. */
export type PopulationRegister = (data: CardData) => Promise<PopulationRegisterAnswer>

export type Keys = {
  /** Signs a token with the issuer's current key (ES256 over the bytes, raw 64-byte signature). */
  sign: (bytes: Uint8Array) => Promise<Uint8Array<ArrayBuffer>>
  currentKeyId: string
  /** Public keys that checkers need, the current one first. */
  published: () => PublicKey[]
  /** Memory-hard hash of a PIN under the service's pepper (base64url). `salt`: base64url. */
  hashPin: (pin: string, salt: string) => Promise<string>
}

/** Takes `cost` of what `caller` may have in a minute, or says how many ms to wait; 0: taken. */
export type Limits = { take: (caller: string, cost: number, perMinute: number, now: number) => Promise<number> }

/** As the Cache API has it: an entry may be gone at any time. */
export type DataCentreCache = {
  match: (url: string) => Promise<Response | undefined>
  put: (url: string, answer: Response) => Promise<void>
}

/** The built pages and their files. */
export type Pages = (path: string) => Promise<Response>
