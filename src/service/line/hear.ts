// Reads webhook JSON into events. Kinds that LINE may add later are ignored, and no input can make it throw.
import * as v from 'valibot'
import type { Heard, HeardEvent } from '../../core/chat/heard.ts'

/** Printable ASCII, as all ids of LINE. A database ends a text at a zero, so that the row would have another id. */
const id = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,200}$/))

/** In `standby` another module has the chat. Groups and rooms have no `type: user`. */
const envelope = v.object({
  type: v.string(),
  mode: v.picklist(['active', 'standby']),
  webhookEventId: id,
  timestamp: v.pipe(v.number(), v.finite(), v.minValue(0)),
  source: v.object({ type: v.literal('user'), userId: v.pipe(v.string(), v.regex(/^U[0-9a-f]{32}$/)) }),
  replyToken: v.optional(id),
})
const typed = v.object({ message: v.object({ type: v.string() }) })
const text = v.object({ message: v.object({ text: v.string() }) })
const image = v.object({ message: v.object({ id, contentProvider: v.object({ type: v.literal('line') }) }) })
const unsend = v.object({ unsend: v.object({ messageId: id }) })
const postback = v.object({ postback: v.object({ data: v.pipe(v.string(), v.maxLength(300)) }) })

const read = <S extends v.GenericSchema>(schema: S, event: unknown): v.InferOutput<S> | undefined => {
  const result = v.safeParse(schema, event)
  return result.success ? result.output : undefined
}

const messageIn = (event: unknown): Heard | undefined => {
  const type = read(typed, event)?.message.type
  if (type === undefined) return undefined
  if (type === 'sticker' || type === 'location') return { heard: type }
  if (type === 'audio') return { heard: 'voice' }
  if (type === 'text') {
    const message = read(text, event)
    return message && { heard: 'text', text: message.message.text }
  }
  // A picture from LIFF or another server has no content that LINE would hand out.
  const photo = type === 'image' ? read(image, event) : undefined
  return photo ? { heard: 'photo', messageId: photo.message.id } : { heard: 'otherKind' }
}

const heardIn = (type: string, event: unknown): Heard | undefined => {
  switch (type) {
    case 'message':
      return messageIn(event)
    case 'follow':
      return { heard: 'followed' }
    case 'unfollow':
      return { heard: 'unfollowed' }
    case 'unsend': {
      const unsent = read(unsend, event)
      return unsent && { heard: 'unsent', messageId: unsent.unsend.messageId }
    }
    case 'postback': {
      const pressed = read(postback, event)
      return pressed && { heard: 'button', data: pressed.postback.data }
    }
    default:
      return undefined
  }
}

/** What a user takes back must be gone, whichever module has the chat: LINE sends these events once and in any mode. */
const takesBack: ReadonlySet<Heard['heard']> = new Set(['unsent', 'unfollowed'])

/** The event in one webhook entry; undefined for unknown kinds, groups, malformed input, and most events in standby. */
export const hear = (event: unknown): HeardEvent | undefined => {
  const outer = read(envelope, event)
  const heard = outer && heardIn(outer.type, event)
  if (!outer || !heard) return undefined
  const standby = outer.mode === 'standby'
  if (standby && !takesBack.has(heard.heard)) return undefined
  const { webhookEventId, source, replyToken, timestamp } = outer
  return {
    eventId: webhookEventId,
    lineUserId: source.userId,
    ...(replyToken && { replyToken }),
    at: timestamp,
    ...(standby && { standby }),
    heard,
  }
}
