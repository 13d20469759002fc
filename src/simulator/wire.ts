// What the simulator's platform, its page and the LIFF script say to each other. Types and one predicate; the platform is the one source of truth.
import type { messagingApi } from '@line/bot-sdk'
import type { Language } from '../core/languages.ts'

// ── people ──────────────────────────────────────────────────────────────────────────────────────────────────────────
export type PersonId = string
export type Os = 'ios' | 'android' | 'web'

/** An invented person with a LINE account. `note` says what is special about this person's specimen card. */
export type Person = {
  id: PersonId
  /** LINE user id: U and 32 hex digits. */
  userId: string
  /** LINE display name. */
  name: string
  age: number
  note: Record<Language, string>
  language: Language
  os: Os
  /** False until the person adds the account, and again after blocking it. */
  follows: boolean
  /** True from `unfollow` to the next `follow`: the API answers 200 and nothing arrives, as on LINE. */
  blocked: boolean
}
export type NewPerson = Pick<Person, 'name'> & Partial<Pick<Person, 'id' | 'age' | 'language' | 'os' | 'note'>>

// ── chat ────────────────────────────────────────────────────────────────────────────────────────────────────────────
/** What a person sent. Media are fetched from `contentUrl` (path on the simulator's origin). */
export type PersonContent =
  | { type: 'text'; text: string }
  | { type: 'image'; contentUrl: string; bytes: number; imageSet?: { id: string; index: number; total: number } }
  | { type: 'video'; contentUrl: string; bytes: number; duration: number }
  | { type: 'audio'; contentUrl: string; bytes: number; duration: number }
  | { type: 'file'; contentUrl: string; bytes: number; fileName: string }
  | { type: 'sticker'; packageId: string; stickerId: string }
  | { type: 'location'; title?: string; address?: string; latitude: number; longitude: number }
  | { type: 'unknown' }
/** A line across the chat: the person followed or blocked the account. */
export type NoteContent = { type: 'note'; note: 'followed' | 'unfollowed' }

/** One line of a chat. `at` is milliseconds since 1970. An unsent message stays as a line without content to show. */
export type ChatEntry = { id: string; person: PersonId; at: number; unsent?: true } & (
  | { from: 'bot'; via: 'reply' | 'push' | 'multicast' | 'broadcast'; content: messagingApi.Message }
  /** `echo`: the displayText of a postback; it has no message id on LINE and cannot be unsent. */
  | { from: 'me'; echo?: true; content: PersonContent }
  /** Came from another person through the share target picker. */
  | { from: 'friend'; friend: PersonId; content: messagingApi.Message }
  | { from: 'note'; content: NoteContent }
)

export type RichMenu = messagingApi.RichMenuResponse & {
  /** Path of the picture on the simulator's origin; absent until it was uploaded. */
  imageUrl?: string
}
export type Menus = {
  menus: RichMenu[]
  defaultId?: string
  /** person → menu linked to that person alone; wins over the default. */
  linked: Record<PersonId, string>
  aliases: Record<string, string>
}

// ── inspector ───────────────────────────────────────────────────────────────────────────────────────────────────────
export type Fault = { message: string; property?: string }
/** A measure beside its limit, e.g. bubble 2,869 / 30,720 bytes. */
export type Measure = { label: string; value: number; limit: number; unit: 'bytes' | 'chars' | 'items' | 'px' }

/** One row of the inspector. It is sent again, with the same id, when it changes (pending → done). */
export type Call = {
  id: number
  at: number
  /** `webhook`: platform → service. `api`: service → platform. `liff`: mini-app → platform. `warning`: LINE would do worse than we did. */
  kind: 'webhook' | 'api' | 'liff' | 'warning'
  /** webhook · reply · push · profile · content · loading · richmenu · … */
  name: string
  /** `message · ลงทะเบียน`, `text + flex (2)` */
  summary: string
  person?: PersonId
  method?: string
  path?: string
  /** HTTP status; absent while pending and when no answer came. */
  status?: number
  ms?: number
  headers?: Record<string, string>
  request?: unknown
  response?: unknown
  /** Why it was refused; shown in the tab "faults" together with warnings. */
  faults: Fault[]
  /** Remarks such as `redelivery`, `dropped by switch`, `took 2,314 ms, LINE waits 2,000`. */
  notes: string[]
  measures: Measure[]
}
export const isFaulty = (call: Call): boolean =>
  call.kind === 'warning' || call.faults.length > 0 || (call.status !== undefined && call.status >= 400)

// ── switches ────────────────────────────────────────────────────────────────────────────────────────────────────────
export type CameraChoice = 'puppet' | 'specimen' | 'real' | 'refused' | 'absent'

/** Everything that can be made to fail. GET and PUT (any part) at /sim/switches. */
export type Switches = {
  /** Deliver every webhook twice (same webhookEventId, same reply token, isRedelivery). */
  redeliver: boolean
  /** Hold each webhook until the next one (or 300 ms) and swap the two. */
  reorder: boolean
  badSignature: boolean
  dropWebhook: boolean
  /** `mode: standby`: another module has the chat; no reply token. */
  standby: boolean
  /** Milliseconds before every API answer; 0 = off. */
  slowApi: number
  api500: boolean
  api429: boolean
  expiredReplyToken: boolean
  /** The message content ends half-way: the connection breaks. */
  cutContent: boolean
  /** The first request for a content gets 202 and no bytes. */
  content202First: boolean
  /** The mini-app's network is gone (fetch fails inside the LIFF page). */
  liffOffline: boolean
  camera: CameraChoice
}

// ── state and events for the page ───────────────────────────────────────────────────────────────────────────────────
export type LiffSettings = { liffId: string; endpoint: string }
/** GET /sim/state */
export type SimSnapshot = {
  origin: string
  webhookUrl: string
  bot: { name: string; basicId: string }
  people: Person[]
  chats: Record<PersonId, ChatEntry[]>
  /** person → when the loading dots end (ms since 1970). */
  loading: Record<PersonId, number>
  menus: Menus
  liff: LiffSettings
  switches: Switches
  calls: Call[]
}
/** GET /sim/events: server-sent events, each `data:` one of these as JSON. `state` comes first, and again after a reset. */
export type SimEvent =
  | { type: 'state'; state: SimSnapshot }
  /** New or changed: replace by id. */
  | { type: 'message'; entry: ChatEntry }
  /** `until: null` = the dots are gone (a message came, or the time is over). */
  | { type: 'loading'; person: PersonId; until: number | null }
  | { type: 'person'; person: Person }
  | { type: 'personRemoved'; id: PersonId }
  | { type: 'menus'; menus: Menus }
  | { type: 'switches'; switches: Switches }
  | { type: 'call'; call: Call }

// ── actions: POST /sim/people/:id/<name>, JSON body unless stated; 200 with ActionAnswer, 400/404 with { message } ────
export type Actions = {
  follow: Record<string, never>
  unfollow: Record<string, never>
  text: { text: string }
  sticker: { packageId?: string; stickerId?: string }
  location: { title?: string; address?: string; latitude?: number; longitude?: number }
  /** `params`: datetime picker or rich menu switch. */
  postback: { data: string; displayText?: string; params?: Record<string, string> }
  /** `messageId` = id of the chat entry. */
  unsend: { messageId: string }
  /** Several texts as several events in one webhook body. */
  burst: { texts: string[] }
  unknownEvent: Record<string, never>
  unknownMessage: Record<string, never>
  /** From the share target picker; `id` in the path is the sender. 400 with LINE's faults when a message is refused. */
  share: { to: PersonId[]; messages: messagingApi.Message[] }
}
/** POST /sim/people/:id/{image,video,audio,file}: multipart/form-data, field `file` (image: repeat it for several photos sent at once), `duration` in ms. */
export type MediaAction = 'image' | 'video' | 'audio' | 'file'
export type ActionAnswer = { entries: ChatEntry[] }
// POST /sim/people (NewPerson) → Person · DELETE /sim/people/:id · PUT /sim/people/:id { language?, os? } → Person · POST /sim/reset

// ── LIFF ────────────────────────────────────────────────────────────────────────────────────────────────────────────
/** GET /liff/context?person=ID: what the LIFF script needs to be somebody. */
export type LiffContext = {
  person: PersonId
  liffId: string
  idToken: string
  language: Language
  os: Os
  camera: CameraChoice
  offline: boolean
}

/** What the mini-app asks the camera to show: the value of `document.documentElement.dataset.ask`. */
export type CameraAsk = 'cardFront' | 'cardBack' | 'centre' | 'turnLeft' | 'turnRight' | 'lookUp' | 'blink'

/** LIFF script (iframe, the service's origin) → page (parent, the simulator's origin), by postMessage. */
export type LiffToPage = { sim: 'liff' } & (
  | { type: 'ready' }
  | { type: 'close' }
  | { type: 'open'; url: string; external: boolean }
  /** Answer with `shared` and the same id. */
  | { type: 'share'; id: number; messages: messagingApi.Message[]; multiple: boolean }
  /** The page answers with `camera`. */
  | { type: 'cameraWanted' }
  | { type: 'ask'; ask: CameraAsk | null }
)
/** Page → LIFF script. The page also sends `camera` unasked whenever the choice, the face or the card changes. */
export type PageToLiff = { sim: 'page' } & (
  | { type: 'shared'; id: number; outcome: 'sent' | 'cancelled' | { fault: string } }
  | {
      type: 'camera'
      choice: CameraChoice
      /** A still face for the puppet; the whole card's front and back as printed. PNG or JPEG. */
      face?: Blob
      cardFront?: Blob
      cardBack?: Blob
    }
  | { type: 'offline'; offline: boolean }
)
