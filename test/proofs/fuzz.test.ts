import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CardDraft, checkCardData } from '../../src/core/card/card.ts'
import { faceFromWebp } from '../../src/core/card/face-picture.ts'
import { checkPin } from '../../src/core/card/pin.ts'
import { checkIdNumber } from '../../src/core/card/thai-id.ts'
import { readButton } from '../../src/service/chat/button.ts'
import { understand } from '../../src/service/chat/meant.ts'
import { readKeyMaterial } from '../../src/service/keys/material.ts'
import { hear } from '../../src/service/line/hear.ts'
import { readSettings } from '../../src/service/settings.ts'
import { jaithip } from '../people/people.ts'
import { channelUser, openStand, routes, type Stand } from './fuzz-stand.ts'

/** `FUZZ=10` tries ten times as many; `FUZZ_SEED` repeats a run. */
const scale = Number(process.env.FUZZ ?? 1)
const seed = Number(process.env.FUZZ_SEED ?? 20261125)
let tried = 0
const runs = (n: number) => ({ numRuns: Math.round(n * scale), seed })

let stand: Stand
beforeAll(async () => {
  stand = await openStand()
})
afterAll(() => {
  stand.client.close()
  console.log(`${tried} cases, seed ${seed}`)
  expect(tried).toBeGreaterThanOrEqual(100_000 * scale)
})

/** Thai of every kind: marks without a letter, zero width, digits, emoji, halves of them, five thousand letters. */
const pieces = [
  'ก',
  'ำ',
  '่',
  '้',
  '์',
  'ฺ',
  'ๅ',
  '๐',
  '๙',
  '\u200b',
  '\u200d',
  '\u200f',
  '\u202e',
  '\ufeff',
  '\ud83d',
  '\udc4d',
  '👍🏽',
  'é',
  '\u0000',
  '\n',
  "'",
  '"',
  '`',
  '${',
  '%',
  '8',
  '13',
  ' ',
  '-',
  '!help',
  '@terms',
]
const thai = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(...pieces).map((piece) => piece.repeat(Math.ceil(5000 / piece.length))),
)
const anything = fc.oneof(
  { maxDepth: 3 },
  thai,
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.anything({ maxDepth: 2, withNullPrototype: false }),
)

const text = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? 'undefined'
  } catch {
    return '{'
  }
}

/** What an answer to nonsense may be: no 5xx, and a refusal says a word and a request id, nothing from inside. */
const mustBeCalm = async (answer: Response, about: string) => {
  tried++
  if (answer.status >= 500) throw new Error(`${answer.status} for ${about}`)
  if (answer.status < 400) return void (await answer.body?.cancel())
  const body = await answer.text()
  const problem = JSON.parse(body) as Record<string, unknown>
  const inside = /\bat .*:\d+|node_modules|\.ts\b|SQL|valibot|Error\b|undefined/
  if (!answer.headers.get('content-type')?.startsWith('application/problem+json') || inside.test(body))
    throw new Error(`${answer.status} ${body} for ${about}`)
  if (
    typeof problem.reason !== 'string' ||
    !/^[a-z_0-9]+$/.test(problem.reason) ||
    typeof problem.requestId !== 'string'
  )
    throw new Error(`${answer.status} ${body} for ${about}`)
}

/** Half an emoji cannot travel in UTF-8. */
const wellFormed = (value: string) => new TextDecoder().decode(new TextEncoder().encode(value))
const signed = (body: string) => createHmac('sha256', stand.secrets.channelSecret).update(body).digest('base64')
const noDefects = () => {
  const bad = stand.logged.filter(({ event }) => /defect|work_failed|webhook_failed|outbox_failed/.test(event))
  stand.logged.length = 0
  expect(bad).toEqual([])
}

describe('no input makes the service fall over', () => {
  it('whatever is asked of any route, signed in or not, with any body', async () => {
    const all = routes()
    expect(all.length).toBeGreaterThan(40)
    const parameter = fc.oneof(
      fc.constantFrom('..', '%00', '%', 'x', 'a'.repeat(22), `${'a'.repeat(22)}.jpg`, '%E0%B8%81', "'"),
      thai.map((part) => encodeURIComponent(wellFormed(part).slice(0, 40))),
    )
    const headers = fc.record({
      authorization: fc.option(
        fc.oneof(
          fc.constant('good'),
          fc.base64String({ maxLength: 60 }).map((part) => `Bearer ${part}`),
        ),
        { nil: undefined },
      ),
      'content-type': fc.constantFrom(
        'application/json',
        'text/plain',
        'multipart/form-data',
        'application/json; charset=x',
      ),
      cookie: fc.option(
        fc
          .oneof(fc.constant('good'), fc.base64String())
          .map((part) => `phokbat_official=${part}; phokbat_sign_in=${part}`),
        { nil: undefined },
      ),
    })
    const shaped = fc.constantFrom(
      'pin',
      'data',
      'accepted',
      'given',
      'reason',
      'nonce',
      'frames',
      'idToken',
      'scope',
      'shown',
      'language',
      'minutes',
      'hours',
      'why',
      'version',
      'corrected',
      'ticket',
    )
    const body = fc.oneof(
      anything.map(text),
      fc.dictionary(shaped, anything).map(text),
      thai,
      fc.constant('[['.repeat(9000)),
      fc.constant(text({ data: jaithip.card, corrected: [] })),
      fc.constant(''),
    )
    const property = fc.asyncProperty(
      fc.constantFrom(...all),
      parameter,
      headers,
      body,
      async (route, part, head, sent) => {
        const path = route.path.replace(/:\w+(\{[^}]*\}+)?/g, part).replace(/\*/g, part)
        const authorization = head.authorization === 'good' ? `Bearer ${stand.token}` : head.authorization
        const init = {
          method: route.method,
          headers: Object.fromEntries(
            Object.entries({ ...head, authorization, cookie: head.cookie?.replaceAll('good', stand.official) }).filter(
              ([, value]) => value !== undefined,
            ),
          ) as Record<string, string>,
        }
        const plain = route.method === 'GET' || route.method === 'HEAD'
        await mustBeCalm(
          await stand.ask(path.startsWith('/') ? path : `/${path}`, plain ? init : { ...init, body: wellFormed(sent) }),
          `${route.method} ${path} ${sent.slice(0, 200)}`,
        )
      },
    )
    await fc.assert(property, runs(15_000))
    await stand.settled()
    noDefects()
  })

  it('whatever comes in a webhook with the right signature', async () => {
    const id = fc.oneof(fc.uuid(), thai, fc.constant(''))
    const message = fc.oneof(
      fc.record({ type: fc.constant('text'), id, text: thai }),
      fc.record({
        type: fc.constantFrom('image', 'sticker', 'audio', 'video', 'location', 'hologram'),
        id,
        contentProvider: fc.oneof(fc.constant({ type: 'line' }), anything),
      }),
      anything,
    )
    const event = fc.record(
      {
        type: fc.constantFrom(
          'message',
          'follow',
          'unfollow',
          'postback',
          'unsend',
          'join',
          'constructor',
          '__proto__',
        ),
        mode: fc.constantFrom('active', 'active', 'active', 'standby'),
        webhookEventId: id,
        timestamp: fc.oneof(fc.nat(), fc.double(), fc.constant(1e308)),
        source: fc.oneof(
          fc.constant({ type: 'user', userId: channelUser }),
          fc.constant({ type: 'user', userId: channelUser }),
          anything,
        ),
        replyToken: id,
        message,
        postback: fc.record({
          data: fc.oneof(
            thai,
            fc.constantFrom('!help', '!restart', 'termsAccepted@terms', 'restarted@inPerson', '!english'),
          ),
        }),
        unsend: fc.record({ messageId: id }),
      },
      { requiredKeys: ['type', 'mode', 'source'] },
    )
    const body = fc.oneof(
      fc.array(fc.oneof(event, anything), { maxLength: 4 }).map((events) => text({ destination: 'x', events })),
      anything.map(text),
      thai,
    )
    await fc.assert(
      fc.asyncProperty(body, async (sent) => {
        const raw = wellFormed(sent)
        const headers = { 'x-line-signature': signed(raw), 'content-type': 'application/json' }
        await mustBeCalm(await stand.ask('/webhook', { method: 'POST', headers, body: raw }), raw.slice(0, 300))
        await stand.settled()
      }),
      runs(4_000),
    )
    noDefects()
  })

  it('whatever stands where a signature should', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.base64String(), fc.string({ unit: 'grapheme-ascii' })), async (signature) => {
        const answer = await stand.ask('/webhook', {
          method: 'POST',
          headers: { 'x-line-signature': signature.trim() },
          body: '{"events":[]}',
        })
        expect(answer.status).toBe(401)
        await mustBeCalm(answer, signature)
      }),
      runs(2_000),
    )
  })
})

describe('no text makes a parser throw', () => {
  const parsers: Record<string, (value: string) => unknown> = {
    'ID numbers': checkIdNumber,
    PINs: (value) => checkPin(value, jaithip.card),
    'texts in the chat': (value) =>
      understand({ eventId: 'e', lineUserId: channelUser, at: 0, heard: { heard: 'text', text: value } }),
    buttons: readButton,
    keys: readKeyMaterial,
    settings: (value) =>
      readSettings({ PUBLIC_ORIGIN: value, DATABASE_URL: value, OFFICIALS: value, PHOKBAT_KEYS: value }),
    names: (value) =>
      checkCardData({ ...jaithip.card, firstNameThai: value, lastNameThai: value, address: value } as CardDraft, {
        year: 2026,
        month: 11,
        day: 25,
      }),
  }
  it.each(Object.entries(parsers))('%s', (_, parse) => {
    fc.assert(
      fc.property(thai, (value) => {
        tried++
        parse(value)
      }),
      runs(8_000),
    )
  })

  it('webhook events of any shape', () => {
    fc.assert(
      fc.property(
        fc.oneof(anything, fc.anything({ withNullPrototype: true, withBigInt: true, withMap: true })),
        (value) => {
          tried++
          hear(value)
        },
      ),
      runs(15_000),
    )
  })

  it('faces for the QR: any bytes, and real ones cut or changed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.boolean(), (bytes, riff) => {
        tried++
        const head = [...Buffer.from('RIFF'), bytes.length & 255, 0, 0, 0, ...Buffer.from('WEBPVP8 ')]
        faceFromWebp(new Uint8Array(riff ? [...head, ...bytes] : bytes))
      }),
      runs(10_000),
    )
  })
})
