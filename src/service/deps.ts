// The ports of the service: each runtime passes its adapters as one value.
// ports/ has the store's ports, model.ts the data.
import type { CardData } from '../core/card/card.ts'
import type { PopulationRegisterAnswer } from '../core/card/population-register.ts'
import type { Said } from '../core/chat/said.ts'
import type { PublicKey } from '../core/contract/responses/public.ts'
import type { FaceCalibration } from '../core/face/calibration.ts'
import type { FaceModelName } from '../core/face/recipes.ts'
import type { Language } from '../core/languages.ts'
import type { Result } from '../core/result.ts'
import type { PersonId, VaultId } from './model.ts'
import type { SignedInOfficial } from './ports/presentation.ts'
import type { Store } from './ports/store.ts'

/**
 * What the Hono app finds in `c.env`: built by the entry points and by tests. `network`: the caller's, see address.ts.
 */
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
  /** Cache shared by the isolates of one data centre; absent where there is one process. */
  dataCentreCache?: DataCentreCache
  limits: Limits
  /** Absent if the operator configured no sign-in for officials. */
  officials?: Officials
  log: Log
  /** ms until a request's body has to be there: `large` for selfies, which a slow phone sends for a while. */
  bodyMs: { small: number; large: number }
  /** Runs work that continues after the response: `waitUntil` on the edge; tracked on Node. */
  waitUntil: (work: () => Promise<unknown>) => void
}

export type Config = {
  /** Where citizens and officials reach the service, e.g. `https://card.example`; no trailing slash. */
  origin: string
  /** `contact`: where a person helps; absent where the operator named none. */
  issuer: {
    id: string
    name: Record<Language, string>
    notice: Record<Language, string>
    contact?: Partial<Record<Language, string>>
  }
  line: { channelSecret: string; liffId: string }
  /** ms between the face check of a person who forgot the PIN and the new PIN. */
  newPinCooldownMs: number
  /** Budget per minute of one person and of one network, in the costs of core/contract. */
  perMinute: { person: number; network: number }
  /** Shared with the examiners; absent: there are no examiners. */
  examinerSecret?: string
  /** How faces are compared. `calibration`: the deployment's own; without it no face counts as a match. */
  faces: { model: FaceModelName; calibration?: FaceCalibration }
  /** Only on loopback: an ES module that stands in for LINE's LIFF SDK. */
  liffSdkUrl?: string
}

/** ms since the epoch. */
export type Clock = () => number
export type Random = (bytes: number) => Uint8Array<ArrayBuffer>
/** Names and counts only: no value that a person typed, showed or was issued. */
export type Log = (event: string, details?: Record<string, string | number | boolean | undefined>) => void

/** Sealed pictures: unreadable without the person's key. */
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

/** `turned_away`: not now, and nothing was done. `unreachable`: it is unknown whether it was done. */
export type SendResult = Result<void, 'already_sent' | 'refused' | 'turned_away' | 'unreachable'>
/**
 * `reply_token_gone`: the token was used or is too old. `at`: LINE's clock
 * at that moment (ms since the epoch), if known.
 */
export type ReplyResult = SendResult | { ok: false; reason: 'reply_token_gone'; at?: number }
/** The messaging platform, as far as the service uses it. */
export type Line = {
  /** Free; once, within a minute of the event. */
  reply: (replyToken: string, said: readonly Said[], language: Language) => Promise<ReplyResult>
  /** Charged per recipient. `retryKey` makes it safe to repeat for 24 h. */
  push: (lineUserId: string, said: readonly Said[], language: Language, retryKey: string) => Promise<SendResult>
  /** What is left of this month's paid messages; undefined if there is no limit or it is not known. */
  pushesLeft: () => Promise<{ quota: number; left: number } | undefined>
  showLoading: (lineUserId: string, seconds: number) => Promise<void>
  language: (lineUserId: string) => Promise<Language>
  /** Bytes of a photo that a user sent: JPEG or PNG, at most 10 MB. */
  photo: (
    messageId: string,
  ) => Promise<Result<Uint8Array, 'not_ready' | 'gone' | 'not_a_picture' | 'too_large' | 'unreachable'>>
  linkMenu: (lineUserId: string, menu: 'register' | 'card', language: Language) => Promise<SendResult>
}

/** `name` identifies the token; it is accepted until `expiresAt` (ms since the epoch). */
export type SignIn = (
  idToken: string,
  now: number,
) => Promise<Result<{ lineUserId: string; name: string; expiresAt: number }, 'bad_id_token' | 'unreachable'>>

export type SignInFault = 'unreachable' | 'refused' | 'not_registered'
/** Officials' sign-in with OpenID Connect. */
export type Officials = {
  /** The address to send the browser to, and `flow`, which the browser must bring back in a cookie. */
  begin: (redirectUri: string) => Promise<Result<{ url: string; flow: string }, 'unreachable'>>
  /** The subject of a listed official. */
  finish: (
    callback: { code: string; state: string; flow: string },
    redirectUri: string,
    now: number,
  ) => Promise<Result<string, SignInFault>>
  /** The official with this subject as the list has them now; undefined for one who is not, or no longer, listed. */
  find: (subject: string) => SignedInOfficial | undefined
}

/** The population register: the sandbox here, the department's own under a contract. */
export type PopulationRegister = (data: CardData) => Promise<PopulationRegisterAnswer>

export type Keys = {
  /** Signs a token with the issuer's current key (ES256 over the bytes, raw 64-byte signature). */
  sign: (bytes: Uint8Array) => Promise<Uint8Array<ArrayBuffer>>
  currentKeyId: string
  /** The public keys that verifiers need, the current one first. */
  published: () => PublicKey[]
  /** HMAC under the service's pepper of a PIN that the phone has stretched (both 32 bytes, base64url). */
  hashPin: (stretched: string) => Promise<string>
}

export type Limits = {
  /** Uses `cost` of the caller's budget per minute. Returns 0 if granted, else the ms to wait. */
  take: (caller: string, cost: number, perMinute: number, now: number) => Promise<number>
  /** Gives back what a request took that turned out to be welcome. */
  giveBack: (caller: string, cost: number, perMinute: number, now: number) => Promise<void>
}

/** As in the Cache API: an entry may vanish at any time. */
export type DataCentreCache = {
  match: (url: string) => Promise<Response | undefined>
  put: (url: string, answer: Response) => Promise<void>
}

/** The built pages and their files. */
export type Pages = (path: string) => Promise<Response>
