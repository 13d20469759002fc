// The types that the simulator's platform, its page and the LIFF script exchange. The platform is the source of truth.
import type { messagingApi } from '@line/bot-sdk'
import type { Language } from '../core/languages.ts'

// ── people ──────────────────────────────────────────────────────────────────────────────────────────────────────────
export type PersonId = string
export type Os = 'ios' | 'android' | 'web'
/** What a person may do besides being a citizen. `official`: asks holders for their card. `reviewer`: also compares faces. */
export type Right = 'official' | 'reviewer'

/** An invented person with a LINE account. `note`: what is special about the person's specimen card. */
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
  rights?: readonly Right[]
  /** False until the person adds the account, and again after blocking it. */
  follows: boolean
  /** True from `unfollow` to the next `follow`. The API then answers 200 and delivers no message, as on LINE. */
  blocked: boolean
}
export type NewPerson = Pick<Person, 'name'> & Partial<Pick<Person, 'id' | 'age' | 'language' | 'os' | 'note'>>

// ── chat ────────────────────────────────────────────────────────────────────────────────────────────────────────────
/** The content of a person's message. `contentUrl`: a path on the simulator's origin. */
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

/** One line of a chat. `at`: ms since the epoch. An unsent message stays as a line without content. */
export type ChatEntry = { id: string; person: PersonId; at: number; unsent?: true } & (
  | { from: 'bot'; via: 'reply' | 'push' | 'multicast' | 'broadcast'; content: messagingApi.Message }
  /** `echo`: the displayText of a postback. It has no message id on LINE and cannot be unsent. */
  | { from: 'me'; echo?: true; content: PersonContent }
  /** From another person, through the share target picker. */
  | { from: 'friend'; friend: PersonId; content: messagingApi.Message }
  | { from: 'note'; content: NoteContent }
)

export type RichMenu = messagingApi.RichMenuResponse & {
  /** Path of the picture on the simulator's origin; absent until it is uploaded. */
  imageUrl?: string
}
export type Menus = {
  menus: RichMenu[]
  defaultId?: string
  /** person → the menu linked to that person, which replaces the default. */
  linked: Record<PersonId, string>
  aliases: Record<string, string>
}

// ── inspector ───────────────────────────────────────────────────────────────────────────────────────────────────────
export type Fault = { message: string; property?: string }
/** A measure beside its limit, e.g. bubble 2,869 / 30,720 bytes. */
export type Measure = { label: string; value: number; limit: number; unit: 'bytes' | 'chars' | 'items' | 'px' }

/** One row of the inspector. A changed row (pending → done) is sent again with the same id. */
export type Call = {
  id: number
  at: number
  /**
   * `webhook`: platform → service. `api`: service → platform. `liff`: mini-app → platform. `warning`: LINE would handle
   * it worse.
   */
  kind: 'webhook' | 'api' | 'liff' | 'warning'
  /** webhook · reply · push · profile · content · loading · richmenu · … */
  name: string
  /** `message · ลงทะเบียน`, `text + flex (2)` */
  summary: string
  person?: PersonId
  method?: string
  path?: string
  /** HTTP status; absent while pending, and if no answer came. */
  status?: number
  ms?: number
  headers?: Record<string, string>
  request?: unknown
  response?: unknown
  /** Reasons of a refusal. The tab "faults" shows them with the warnings. */
  faults: Fault[]
  /** Remarks such as `redelivery`, `dropped by switch`, `took 2,314 ms, LINE waits 2,000`. */
  notes: string[]
  measures: Measure[]
}
export const isFaulty = (call: Call): boolean =>
  call.kind === 'warning' || call.faults.length > 0 || (call.status !== undefined && call.status >= 400)

// ── switches ────────────────────────────────────────────────────────────────────────────────────────────────────────
export type CameraChoice = 'puppet' | 'specimen' | 'real' | 'refused' | 'absent'

/** The failures that can be switched on. GET and PUT (any part) at /sim/switches. */
export type Switches = {
  /** Deliver every webhook twice (same webhookEventId, same reply token, isRedelivery). */
  redeliver: boolean
  /** Delay each webhook until the next one has overtaken it, or for 300 ms. */
  reorder: boolean
  badSignature: boolean
  dropWebhook: boolean
  /** `mode: standby`: another module handles the chat, so events have no reply token. */
  standby: boolean
  /** ms before every API answer; 0 = off. */
  slowApi: number
  api500: boolean
  api429: boolean
  expiredReplyToken: boolean
  /** The connection breaks half-way through a message's content. */
  cutContent: boolean
  /** The first request for a content gets 202 and no bytes. */
  content202First: boolean
  /** The mini-app has no network: fetch fails inside the LIFF page. */
  liffOffline: boolean
  camera: CameraChoice
}

// ── state and events for the page ───────────────────────────────────────────────────────────────────────────────────
export type LiffSettings = { liffId: string; endpoint: string }
/** How far (ms) the clock of service, simulator and pages is ahead of the machine's. `moves`: false where it cannot be moved. */
export type SimClock = { ahead: number; moves: boolean }
/** GET /sim/state */
export type SimSnapshot = {
  origin: string
  /** The service's origin. */
  service: string
  clock: SimClock
  webhookUrl: string
  bot: { name: string; basicId: string }
  people: Person[]
  chats: Record<PersonId, ChatEntry[]>
  /** person → when the loading dots end (ms since the epoch). */
  loading: Record<PersonId, number>
  menus: Menus
  liff: LiffSettings
  switches: Switches
  calls: Call[]
}
/** GET /sim/events: server-sent events; each `data:` is one of these as JSON. `state` comes first and after a reset. */
export type SimEvent =
  | { type: 'state'; state: SimSnapshot }
  /** A new or changed entry; replaces the one with the same id. */
  | { type: 'message'; entry: ChatEntry }
  /** `until: null`: the dots end, because a message came or the time is over. */
  | { type: 'loading'; person: PersonId; until: number | null }
  | { type: 'person'; person: Person }
  | { type: 'personRemoved'; id: PersonId }
  | { type: 'menus'; menus: Menus }
  | { type: 'switches'; switches: Switches }
  | { type: 'clock'; clock: SimClock }
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
  /** `messageId`: the id of the chat entry. */
  unsend: { messageId: string }
  /** Several texts as several events in one webhook body. */
  burst: { texts: string[] }
  unknownEvent: Record<string, never>
  unknownMessage: Record<string, never>
  /** From the share target picker; `id` in the path is the sender. 400 with LINE's faults if a message is refused. */
  share: { to: PersonId[]; messages: messagingApi.Message[] }
}
/**
 * POST /sim/people/:id/{image,video,audio,file}: multipart/form-data with the field `file` (repeated for several photos
 * sent at once) and `duration` in ms.
 */
export type MediaAction = 'image' | 'video' | 'audio' | 'file'
export type ActionAnswer = { entries: ChatEntry[] }
// POST /sim/people (NewPerson) → Person · DELETE /sim/people/:id · PUT /sim/people/:id { language?, os? } → Person
// POST /sim/reset · PUT /sim/clock { ahead: ms } → SimClock, 400 where the clock cannot be moved

// ── LIFF ────────────────────────────────────────────────────────────────────────────────────────────────────────────
/** GET /liff/context?person=ID: the person and the settings for the LIFF script. */
export type LiffContext = {
  person: PersonId
  liffId: string
  idToken: string
  language: Language
  os: Os
  camera: CameraChoice
  offline: boolean
  /** ms, as in `SimClock`. */
  ahead: number
  /** Names the last emptying of the service; absent if there was none. The mini-app's memory of before it is erased. */
  emptied?: string
}

/** What the mini-app wants the camera to show: the value of `document.documentElement.dataset.ask`. */
export type CameraAsk = 'cardFront' | 'cardBack' | 'centre' | 'turnLeft' | 'turnRight' | 'lookUp' | 'blink'

/** LIFF script (iframe, the service's origin) → page (parent, the simulator's origin), by postMessage. */
export type LiffToPage = { sim: 'liff' } & (
  | { type: 'ready' }
  | { type: 'close' }
  | { type: 'open'; url: string; external: boolean }
  /** The page answers with `shared` and the same id. */
  | { type: 'share'; id: number; messages: messagingApi.Message[]; multiple: boolean }
  /** The page answers with `camera`. */
  | { type: 'cameraWanted' }
  | { type: 'ask'; ask: CameraAsk | null }
  /** The QR code on this phone's screen, as a camera before it sees it; null if there is none. */
  | { type: 'screen'; picture: ImageBitmap | null }
  /** The player presses something on this screen: the value of `data-step`. */
  | { type: 'playing'; step: string }
  /** The player has arrived, or nothing on the screen moved it on for too long. */
  | { type: 'played'; arrived: boolean }
)
/** Page → LIFF script. The page also sends `camera` whenever the choice, the face or the card changes. */
export type PageToLiff = { sim: 'page' } & (
  | { type: 'shared'; id: number; outcome: 'sent' | 'cancelled' | { fault: string } }
  | {
      type: 'camera'
      choice: CameraChoice
      /** A still face for the puppet, and the printed card's front and back. PNG or JPEG. */
      face?: Blob
      cardFront?: Blob
      cardBack?: Blob
    }
  | { type: 'offline'; offline: boolean }
  | { type: 'clock'; ahead: number }
  /** Asks for `screen`. */
  | { type: 'look' }
  | ({ type: 'play' } & Play)
  | { type: 'stopPlaying' }
)

/** What the player in the mini-app needs: what the card says by field of the form, and where it is to arrive. */
export type Play = { pin: string; printed: Record<string, string>; until: 'issued' | 'liveQr' }

// ── the official's phone ────────────────────────────────────────────────────────────────────────────────────────────
/** Stand-in in the official's page (iframe, the service's origin) → page. */
export type OfficialToPage = { sim: 'official' } & (
  | { type: 'ready' }
  /** Its camera looks at the citizen's phone. The page answers with `seen`. */
  | { type: 'look' }
  | { type: 'screen'; picture: ImageBitmap | null }
  /** The verdict on the page, e.g. `DECLARED`; null when it is gone. */
  | { type: 'verdict'; verdict: string | null }
)
export type PageToOfficial = { sim: 'page' } & (
  | { type: 'seen'; picture: ImageBitmap | null }
  /** Asks for `screen`: the citizen scans the official's phone. */
  | { type: 'look' }
  | { type: 'clock'; ahead: number }
  /** Presses the page's own button for its scanner. */
  | { type: 'scan' }
)
/** The name of the official's frame: it carries the clock, which the page needs before any message can come. */
export const frameName = (ahead: number): string => `phokbat-${ahead}`
export const aheadIn = (name: string): number => Number(/^phokbat-(\d+)$/.exec(name)?.[1] ?? 0)
