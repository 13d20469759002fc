// Summarises a webhook or API call in one line for the inspector, and measures its sizes against LINE's limits.
import type { messagingApi, webhook } from '@line/bot-sdk'
import type { Measure } from '../wire.ts'
import { jsonBytes, limits } from './limits.ts'

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text)

/** Returns, for example, `message · ลงทะเบียน`; further events of the body as a count. */
export const aboutEvents = (events: readonly webhook.Event[]): string => {
  const [first] = events
  if (!first) return 'no events'
  const about = ((): string => {
    if (first.type === 'message')
      return `message · ${first.message.type === 'text' ? short(first.message.text) : first.message.type}`
    if (first.type === 'postback') return `postback · ${short(first.postback.data)}`
    return first.type
  })()
  return events.length > 1 ? `${about} (+${events.length - 1})` : about
}

/** Returns, for example, `text + flex (2)`. */
export const aboutMessages = (messages: unknown): string => {
  if (!Array.isArray(messages)) return 'no messages'
  const types = [...new Set(messages.map((message) => String((message as { type?: unknown } | null)?.type)))]
  return `${types.join(' + ')} (${messages.length})`
}

/** Measures messages: text, altText, bubble or carousel, quick replies. */
export const measure = (messages: readonly messagingApi.Message[]): Measure[] =>
  messages.flatMap((message): Measure[] => {
    const found: Measure[] = []
    if (message.type === 'text') {
      found.push({ label: 'text', value: message.text.length, limit: limits.text, unit: 'chars' })
    }
    if (message.type === 'flex') {
      const { contents, altText } = message
      const limit = contents.type === 'carousel' ? limits.carouselBytes : limits.bubbleBytes
      found.push({ label: contents.type, value: jsonBytes(contents), limit, unit: 'bytes' })
      found.push({ label: 'altText', value: altText.length, limit: limits.altText, unit: 'chars' })
    }
    const items = message.quickReply?.items?.length
    if (items) found.push({ label: 'quickReply', value: items, limit: limits.quickReplies, unit: 'items' })
    return found
  })
