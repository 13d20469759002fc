// Webhook JSON is read into events, and no input makes the reader throw.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hear } from '../../../src/service/line/hear.ts'

const lineUserId = `U${'0a'.repeat(16)}`
const envelope = {
  mode: 'active',
  timestamp: 1_795_000_000_000,
  source: { type: 'user', userId: lineUserId },
  webhookEventId: '01H8000000000000000000000',
  deliveryContext: { isRedelivery: false },
  replyToken: 'token',
}
const message = (content: object) => ({
  ...envelope,
  type: 'message',
  message: { id: '468789577898262530', ...content },
})
const heardIn = (event: unknown) => hear(event)?.heard

test('an event keeps its id, its person, its reply token and its time', () => {
  expect(hear({ ...envelope, type: 'follow', follow: { isUnblocked: false } })).toEqual({
    eventId: envelope.webhookEventId,
    lineUserId,
    replyToken: 'token',
    at: envelope.timestamp,
    heard: { heard: 'followed' },
  })
  const { replyToken: _, ...silent } = envelope
  expect(hear({ ...silent, type: 'unfollow' })).toEqual({
    eventId: envelope.webhookEventId,
    lineUserId,
    at: envelope.timestamp,
    heard: { heard: 'unfollowed' },
  })
})

const kinds: [string, unknown, unknown][] = [
  ['a text', message({ type: 'text', text: 'ลงทะเบียน', quoteToken: 'q' }), { heard: 'text', text: 'ลงทะเบียน' }],
  [
    'a photo',
    message({ type: 'image', contentProvider: { type: 'line' } }),
    { heard: 'photo', messageId: '468789577898262530' },
  ],
  [
    'a photo that LINE does not store',
    message({ type: 'image', contentProvider: { type: 'external' } }),
    { heard: 'otherKind' },
  ],
  ['a sticker', message({ type: 'sticker', packageId: '1', stickerId: '2' }), { heard: 'sticker' }],
  ['a voice message', message({ type: 'audio', duration: 900 }), { heard: 'voice' }],
  ['a location', message({ type: 'location', latitude: 13, longitude: 100 }), { heard: 'location' }],
  ['a video', message({ type: 'video' }), { heard: 'otherKind' }],
  ['a file', message({ type: 'file' }), { heard: 'otherKind' }],
  ['an unknown kind of message', message({ type: 'hologram' }), { heard: 'otherKind' }],
  ['a button', { ...envelope, type: 'postback', postback: { data: '!goOn' } }, { heard: 'button', data: '!goOn' }],
  [
    'an unsent message',
    { ...envelope, type: 'unsend', unsend: { messageId: '9' } },
    { heard: 'unsent', messageId: '9' },
  ],
]
test.each([
  ['unsend', { unsend: { messageId: '9' } }, { heard: 'unsent', messageId: '9' }],
  ['unfollow', {}, { heard: 'unfollowed' }],
])('while another module has the chat, what %s takes back is still heard', (type, more, heard) =>
  expect(hear({ ...envelope, type, ...more, mode: 'standby' })).toMatchObject({ standby: true, heard }),
)
test.each(kinds)('%s is heard', (_, event, heard) => expect(heardIn(event)).toEqual(heard))

const ignored: [string, unknown][] = [
  ['an unknown kind of event', { ...envelope, type: 'resurrection' }],
  ['an event while another module has the chat', { ...message({ type: 'text', text: 'x' }), mode: 'standby' }],
  [
    'a group',
    { ...message({ type: 'text', text: 'x' }), source: { type: 'group', groupId: 'C1', userId: lineUserId } },
  ],
  ['a room', { ...message({ type: 'text', text: 'x' }), source: { type: 'room', roomId: 'R1', userId: lineUserId } }],
  ['a user without an id', { ...message({ type: 'text', text: 'x' }), source: { type: 'user' } }],
  [
    'an id that LINE would not give',
    { ...message({ type: 'text', text: 'x' }), source: { type: 'user', userId: 'U1' } },
  ],
  ['an event without its own id', { ...message({ type: 'text', text: 'x' }), webhookEventId: undefined }],
  ['a text without text', message({ type: 'text' })],
  ['a button without data', { ...envelope, type: 'postback', postback: {} }],
  ['a button longer than LINE allows', { ...envelope, type: 'postback', postback: { data: 'x'.repeat(301) } }],
  ['a message without a message', { ...envelope, type: 'message' }],
]
test.each(ignored)('%s is ignored', (_, event) => expect(hear(event)).toBeUndefined())

test('no JSON makes the reader throw', () => {
  fc.assert(fc.property(fc.jsonValue(), (json) => void hear(json)))
  const keys = ['type', 'mode', 'source', 'message', 'postback', 'unsend', 'replyToken', 'timestamp', '__proto__']
  const event = message({ type: 'image', contentProvider: { type: 'line' } })
  fc.assert(
    fc.property(fc.constantFrom(...keys), fc.jsonValue(), (key, value) => void hear({ ...event, [key]: value })),
    { numRuns: 500 },
  )
})

test('an id that a database would cut or change is no id: the event is not heard', () => {
  for (const webhookEventId of ['\u0000', 'a\u0000b', '', ' ', 'ก', '\ud800', 'x'.repeat(201)])
    expect(hear({ ...envelope, webhookEventId, type: 'follow' })).toBeUndefined()
})
