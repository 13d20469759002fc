// The actions of a user on the phone, one function each. An action shows in the chat and reaches the service as a
// webhook.
import type { webhook } from '@line/bot-sdk'
import type { ChatEntry, Person, PersonContent } from '../wire.ts'
import { deliver } from './deliver.ts'
import {
  followEvent,
  messageEvent,
  postbackEvent,
  unfollowEvent,
  unknownEvent,
  unknownMessage,
  unsendEvent,
} from './events.ts'
import { emitMenus } from './snapshot.ts'
import { addEntry, emit, hex, newMessageId, type SimState } from './state.ts'

/** The chat entries of an action. `answered` resolves when the service has answered its webhooks. */
export type ActResult = { entries: ChatEntry[]; answered: Promise<void> }

export type Upload = { bytes: Uint8Array<ArrayBuffer>; type: string; name?: string; duration?: number }

const line = (sim: SimState, person: Person, id: string, content: PersonContent): ChatEntry =>
  addEntry(sim, { id, person: person.id, at: sim.clock(), from: 'me', content })
const note = (sim: SimState, person: Person, kind: 'followed' | 'unfollowed'): ChatEntry =>
  addEntry(sim, {
    id: `note-${newMessageId(sim)}`,
    person: person.id,
    at: sim.clock(),
    from: 'note',
    content: { type: 'note', note: kind },
  })
const act = (sim: SimState, person: Person, entries: ChatEntry[], ...events: webhook.Event[]): ActResult => ({
  entries,
  answered: deliver(sim, events, person.id),
})
/** The tokens by which LINE quotes a message and marks it as read. */
const tokens = (sim: SimState) => ({ quoteToken: hex(sim, 12), markAsReadToken: hex(sim, 12) })

export const follow = (sim: SimState, person: Person): ActResult => {
  const wasBlocked = person.blocked
  Object.assign(person, { follows: true, blocked: false })
  emit(sim, { type: 'person', person })
  return act(sim, person, [note(sim, person, 'followed')], followEvent(sim, person, wasBlocked))
}

export const unfollow = (sim: SimState, person: Person): ActResult => {
  Object.assign(person, { follows: false, blocked: true })
  sim.linkedMenus.delete(person.id)
  emit(sim, { type: 'person', person })
  emitMenus(sim)
  return act(sim, person, [note(sim, person, 'unfollowed')], unfollowEvent(sim, person))
}

export const text = (sim: SimState, person: Person, ...texts: string[]): ActResult => {
  const sent = texts.map((words) => {
    const id = newMessageId(sim)
    const message = { type: 'text' as const, id, text: words, ...tokens(sim) }
    return {
      entry: line(sim, person, id, { type: 'text', text: words }),
      event: messageEvent(sim, person, message),
    }
  })
  return act(
    sim,
    person,
    sent.map((s) => s.entry),
    ...sent.map((s) => s.event),
  )
}

export const sticker = (sim: SimState, person: Person, packageId = '446', stickerId = '1988'): ActResult => {
  const id = newMessageId(sim)
  const message = { type: 'sticker' as const, id, packageId, stickerId, stickerResourceType: 'STATIC' as const }
  const entry = line(sim, person, id, { type: 'sticker', packageId, stickerId })
  return act(sim, person, [entry], messageEvent(sim, person, { ...message, ...tokens(sim) }))
}

export type SentLocation = { title?: string; address?: string; latitude: number; longitude: number }
/** Bangkok, the Giant Swing. */
const defaultLocation: SentLocation = {
  title: 'เสาชิงช้า',
  address: 'ถนนดินสอ กรุงเทพมหานคร',
  latitude: 13.7519,
  longitude: 100.5013,
}
export const location = (sim: SimState, person: Person, place: Partial<SentLocation> = {}): ActResult => {
  const id = newMessageId(sim)
  const there = { ...defaultLocation, ...place }
  const entry = line(sim, person, id, { type: 'location', ...there })
  return act(sim, person, [entry], messageEvent(sim, person, { type: 'location', id, ...there }))
}

const keep = (sim: SimState, id: string, upload: Upload): string => {
  sim.contents.set(id, { bytes: upload.bytes, type: upload.type, asked: 0, gone: false })
  return `/sim/content/${id}`
}

/** Sends one photo, or several at once: then each is a webhook of its own, in random order, tied by an image set. */
export const photos = (sim: SimState, person: Person, uploads: readonly Upload[]): ActResult => {
  const setId = hex(sim, 16)
  const sent = uploads.map((upload, i) => {
    const id = newMessageId(sim)
    const imageSet = uploads.length > 1 ? { imageSet: { id: setId, index: i + 1, total: uploads.length } } : {}
    const contentUrl = keep(sim, id, upload)
    const content = { type: 'image' as const, contentUrl, bytes: upload.bytes.length, ...imageSet }
    const provider = { contentProvider: { type: 'line' as const } }
    const message = { type: 'image' as const, id, ...provider, ...imageSet, ...tokens(sim) }
    return { entry: line(sim, person, id, content), event: messageEvent(sim, person, message) }
  })
  const keys = sim.random(sent.length)
  const order = sent.map((s, i) => ({ event: s.event, key: keys[i]! })).sort((a, b) => a.key - b.key)
  const answered = Promise.all(order.map(({ event }) => deliver(sim, [event], person.id))).then(() => undefined)
  return { entries: sent.map((s) => s.entry), answered }
}

export const recording = (sim: SimState, person: Person, type: 'audio' | 'video', upload: Upload): ActResult => {
  const id = newMessageId(sim)
  const duration = upload.duration ?? 3_000
  const contentUrl = keep(sim, id, upload)
  const entry = line(sim, person, id, { type, contentUrl, bytes: upload.bytes.length, duration })
  const message = { id, duration, contentProvider: { type: 'line' as const }, ...tokens(sim) }
  const full: webhook.MessageContent = type === 'audio' ? { type, ...message } : { type, ...message }
  return act(sim, person, [entry], messageEvent(sim, person, full))
}

export const file = (sim: SimState, person: Person, upload: Upload): ActResult => {
  const id = newMessageId(sim)
  const fileName = upload.name ?? 'file'
  const bytes = upload.bytes.length
  const entry = line(sim, person, id, { type: 'file', contentUrl: keep(sim, id, upload), bytes, fileName })
  return act(sim, person, [entry], messageEvent(sim, person, { type: 'file', id, fileName, fileSize: bytes }))
}

/** A tap on a postback button. Its displayText shows in the chat, but the service gets no message for it. */
export const postback = (
  sim: SimState,
  person: Person,
  { data, displayText, params }: { data: string; displayText?: string; params?: Record<string, string> },
): ActResult => {
  const alias = params?.newRichMenuAliasId
  const menu = alias === undefined ? undefined : sim.aliases.get(alias)
  if (menu) {
    sim.linkedMenus.set(person.id, menu)
    emitMenus(sim)
  }
  const id = `echo-${newMessageId(sim)}`
  const shown = { id, person: person.id, at: sim.clock(), from: 'me' as const, echo: true as const }
  const entries = displayText ? [addEntry(sim, { ...shown, content: { type: 'text', text: displayText } })] : []
  return act(sim, person, entries, postbackEvent(sim, person, data, params))
}

/** @returns undefined if this person has no such message */
export const unsend = (sim: SimState, person: Person, messageId: string): ActResult | undefined => {
  const entry = sim.chats.get(person.id)?.find((e) => e.id === messageId && e.from === 'me')
  if (entry?.from !== 'me' || entry.echo || entry.unsent) return undefined
  entry.unsent = true
  entry.content = { type: 'unknown' }
  const content = sim.contents.get(messageId)
  if (content) Object.assign(content, { gone: true, bytes: new Uint8Array() })
  emit(sim, { type: 'message', entry })
  return act(sim, person, [entry], unsendEvent(sim, person, messageId))
}

export const unknownContent = (sim: SimState, person: Person, what: 'event' | 'message'): ActResult => {
  if (what === 'event') return act(sim, person, [], unknownEvent(sim, person))
  const id = newMessageId(sim)
  const entry = line(sim, person, id, { type: 'unknown' })
  return act(sim, person, [entry], messageEvent(sim, person, unknownMessage(id)))
}
