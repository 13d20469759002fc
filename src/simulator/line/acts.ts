// What a person can do on the phone: it shows in the chat and reaches the service as a webhook. One function per act.
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
import { addEntry, emit, hex, newMessageId, type World } from './state.ts'

/** What an act left in the chat, and when the service has answered its webhooks. */
export type Act = { entries: ChatEntry[]; answered: Promise<void> }

export type Upload = { bytes: Uint8Array<ArrayBuffer>; type: string; name?: string; duration?: number }

const line = (world: World, person: Person, id: string, content: PersonContent): ChatEntry =>
  addEntry(world, { id, person: person.id, at: world.clock(), from: 'me', content })
const note = (world: World, person: Person, kind: 'followed' | 'unfollowed'): ChatEntry =>
  addEntry(world, {
    id: `note-${newMessageId(world)}`,
    person: person.id,
    at: world.clock(),
    from: 'note',
    content: { type: 'note', note: kind },
  })
const act = (world: World, person: Person, entries: ChatEntry[], ...events: webhook.Event[]): Act => ({
  entries,
  answered: deliver(world, events, person.id),
})
/** Every message can be quoted and marked as read. */
const tokens = (world: World) => ({ quoteToken: hex(world, 12), markAsReadToken: hex(world, 12) })

export const follow = (world: World, person: Person): Act => {
  const wasBlocked = person.blocked
  Object.assign(person, { follows: true, blocked: false })
  emit(world, { type: 'person', person })
  return act(world, person, [note(world, person, 'followed')], followEvent(world, person, wasBlocked))
}

export const unfollow = (world: World, person: Person): Act => {
  Object.assign(person, { follows: false, blocked: true })
  world.linkedMenus.delete(person.id)
  emit(world, { type: 'person', person })
  emitMenus(world)
  return act(world, person, [note(world, person, 'unfollowed')], unfollowEvent(world, person))
}

export const text = (world: World, person: Person, ...texts: string[]): Act => {
  const said = texts.map((words) => {
    const id = newMessageId(world)
    const message = { type: 'text' as const, id, text: words, ...tokens(world) }
    return {
      entry: line(world, person, id, { type: 'text', text: words }),
      event: messageEvent(world, person, message),
    }
  })
  return act(
    world,
    person,
    said.map((s) => s.entry),
    ...said.map((s) => s.event),
  )
}

export const sticker = (world: World, person: Person, packageId = '446', stickerId = '1988'): Act => {
  const id = newMessageId(world)
  const message = { type: 'sticker' as const, id, packageId, stickerId, stickerResourceType: 'STATIC' as const }
  const entry = line(world, person, id, { type: 'sticker', packageId, stickerId })
  return act(world, person, [entry], messageEvent(world, person, { ...message, ...tokens(world) }))
}

export type Place = { title?: string; address?: string; latitude: number; longitude: number }
/** Bangkok, the Giant Swing. */
const somewhere: Place = { title: 'เสาชิงช้า', address: 'ถนนดินสอ กรุงเทพมหานคร', latitude: 13.7519, longitude: 100.5013 }
export const location = (world: World, person: Person, place: Partial<Place> = {}): Act => {
  const id = newMessageId(world)
  const there = { ...somewhere, ...place }
  const entry = line(world, person, id, { type: 'location', ...there })
  return act(world, person, [entry], messageEvent(world, person, { type: 'location', id, ...there }))
}

const keep = (world: World, id: string, upload: Upload): string => {
  world.contents.set(id, { bytes: upload.bytes, type: upload.type, asked: 0, gone: false })
  return `/sim/content/${id}`
}

/** One photo, or several sent at once: then each is a webhook of its own, in no order, tied by an image set. */
export const photos = (world: World, person: Person, uploads: readonly Upload[]): Act => {
  const setId = hex(world, 16)
  const sent = uploads.map((upload, i) => {
    const id = newMessageId(world)
    const imageSet = uploads.length > 1 ? { imageSet: { id: setId, index: i + 1, total: uploads.length } } : {}
    const contentUrl = keep(world, id, upload)
    const content = { type: 'image' as const, contentUrl, bytes: upload.bytes.length, ...imageSet }
    const provider = { contentProvider: { type: 'line' as const } }
    const message = { type: 'image' as const, id, ...provider, ...imageSet, ...tokens(world) }
    return { entry: line(world, person, id, content), event: messageEvent(world, person, message) }
  })
  const keys = world.random(sent.length)
  const order = sent.map((s, i) => ({ event: s.event, key: keys[i]! })).sort((a, b) => a.key - b.key)
  const answered = Promise.all(order.map(({ event }) => deliver(world, [event], person.id))).then(() => undefined)
  return { entries: sent.map((s) => s.entry), answered }
}

export const recording = (world: World, person: Person, type: 'audio' | 'video', upload: Upload): Act => {
  const id = newMessageId(world)
  const duration = upload.duration ?? 3_000
  const contentUrl = keep(world, id, upload)
  const entry = line(world, person, id, { type, contentUrl, bytes: upload.bytes.length, duration })
  const message = { id, duration, contentProvider: { type: 'line' as const }, ...tokens(world) }
  const full: webhook.MessageContent = type === 'audio' ? { type, ...message } : { type, ...message }
  return act(world, person, [entry], messageEvent(world, person, full))
}

export const file = (world: World, person: Person, upload: Upload): Act => {
  const id = newMessageId(world)
  const fileName = upload.name ?? 'file'
  const bytes = upload.bytes.length
  const entry = line(world, person, id, { type: 'file', contentUrl: keep(world, id, upload), bytes, fileName })
  return act(world, person, [entry], messageEvent(world, person, { type: 'file', id, fileName, fileSize: bytes }))
}

/** A tap. The displayText shows in the chat but is no message to the service. */
export const postback = (
  world: World,
  person: Person,
  { data, displayText, params }: { data: string; displayText?: string; params?: Record<string, string> },
): Act => {
  const alias = params?.newRichMenuAliasId
  const menu = alias === undefined ? undefined : world.aliases.get(alias)
  if (menu) {
    world.linkedMenus.set(person.id, menu)
    emitMenus(world)
  }
  const id = `echo-${newMessageId(world)}`
  const shown = { id, person: person.id, at: world.clock(), from: 'me' as const, echo: true as const }
  const entries = displayText ? [addEntry(world, { ...shown, content: { type: 'text', text: displayText } })] : []
  return act(world, person, entries, postbackEvent(world, person, data, params))
}

/** @returns undefined when there is no such message of this person */
export const unsend = (world: World, person: Person, messageId: string): Act | undefined => {
  const entry = world.chats.get(person.id)?.find((e) => e.id === messageId && e.from === 'me')
  if (entry?.from !== 'me' || entry.echo || entry.unsent) return undefined
  entry.unsent = true
  entry.content = { type: 'unknown' }
  const content = world.contents.get(messageId)
  if (content) Object.assign(content, { gone: true, bytes: new Uint8Array() })
  emit(world, { type: 'message', entry })
  return act(world, person, [entry], unsendEvent(world, person, messageId))
}

export const somethingNew = (world: World, person: Person, what: 'event' | 'message'): Act => {
  if (what === 'event') return act(world, person, [], unknownEvent(world, person))
  const id = newMessageId(world)
  const entry = line(world, person, id, { type: 'unknown' })
  return act(world, person, [entry], messageEvent(world, person, unknownMessage(id)))
}
