// Promises that no input makes the service or a parser fail.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CardDraft, checkCardData } from '../../src/core/card/card.ts'
import { faceFromWebp } from '../../src/core/card/face-picture.ts'
import { stripJpegMetadata } from '../../src/core/card/jpeg.ts'
import { parseLaserCode } from '../../src/core/card/laser-code.ts'
import { parseEnglishDate, parseThaiDate } from '../../src/core/card/thai-date.ts'
import { checkIdNumber } from '../../src/core/card/thai-id.ts'
import { readToken, tokenFromFragment } from '../../src/core/card/token.ts'
import { buttonData, readButton } from '../../src/core/chat/button.ts'
import { understand } from '../../src/core/chat/meant.ts'
import { readStatusToken } from '../../src/core/inspection/status-token.ts'
import { checkPin } from '../../src/core/pin/rules.ts'
import { readKeyMaterial } from '../../src/service/keys/material.ts'
import { hear } from '../../src/service/line/hear.ts'
import { readSettings } from '../../src/service/settings/read.ts'
import { jaithip } from '../kit/people/people.ts'
import { mustBeCalm } from './fuzz/calm.ts'
import { anything, json, pictures, realWebp, thai, wellFormed } from './fuzz/nonsense.ts'
import { openStand, routes, type Stand, userOf } from './fuzz/stand.ts'

/** `FUZZ=10` runs ten times as many cases. `FUZZ_SEED` repeats a run. */
const scale = Number(process.env.FUZZ ?? 1)
const seed = Number(process.env.FUZZ_SEED ?? 20261125)
const runs = (n: number) => ({ numRuns: Math.round(n * scale), seed })
let tried = 0

let stand: Stand
beforeAll(async () => {
  stand = await openStand()
})
afterAll(() => {
  stand.close()
  console.log(`${tried} cases, seed ${seed}`)
  expect(tried).toBeGreaterThanOrEqual(100_000 * scale)
})

const calm = (answer: Response, about: string) => {
  tried++
  return mustBeCalm(answer, about)
}
const begins = (bytes: Uint8Array, with_: string) => Buffer.from(bytes).toString('latin1').startsWith(with_)
const noDefects = async () => {
  await stand.settled()
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
    const token = fc.oneof(fc.constant('good'), fc.base64String({ maxLength: 60 }))
    const kinds = fc.constantFrom(
      'application/json',
      'text/plain',
      'multipart/form-data',
      'application/json; charset=x',
    )
    const caller = fc.record({ citizen: fc.option(token), official: fc.option(token), type: kinds })
    const names = fc.constantFrom(
      ...'pin data accepted given reason nonce frames idToken scope shown language minutes hours why version'.split(
        ' ',
      ),
      ...'corrected ticket portrait tinyFace match picture once unmasked'.split(' '),
    )
    const body = fc.oneof(
      ...[anything.map(json), fc.dictionary(names, anything).map(json), thai],
      fc.constantFrom('[['.repeat(9000), json({ data: jaithip.card, corrected: [] }), ''),
    )
    const property = fc.asyncProperty(
      ...([fc.constantFrom(...all), parameter, caller, body] as const),
      async ({ method, path: pattern }, part, { citizen, official, type }, sent) => {
        const path = `/${pattern.replace(/:\w+(\{[^}]*\}+)?/g, part).replace(/\*/g, part)}`.replace('//', '/')
        const bearer = citizen === 'good' ? stand.token : citizen
        const cookie = official === 'good' ? stand.official : official
        const headers = {
          'content-type': type,
          ...(bearer && { authorization: `Bearer ${bearer}` }),
          ...(cookie && { cookie: `phokbat_official=${cookie}; phokbat_sign_in=${cookie}` }),
        }
        const about = `${method} ${path} ${sent.slice(0, 200)}`
        const init = { method, headers, ...(/GET|HEAD/.test(method) ? {} : { body: wellFormed(sent) }) }
        await calm(await stand.ask(path, init), about)
      },
    )
    await fc.assert(property, runs(3_500))
    await noDefects()
  })

  it('whatever comes in a webhook with the right signature', async () => {
    const id = fc.oneof(fc.uuid(), thai, fc.constant(''))
    const kinds = fc.constantFrom('image', 'sticker', 'audio', 'video', 'location', 'hologram')
    const message = fc.oneof(
      fc.record({ type: fc.constant('text'), id, text: thai }),
      fc.record({ type: kinds, id, contentProvider: fc.oneof(fc.constant({ type: 'line' }), anything) }),
      anything,
    )
    const taps = fc.constantFrom(
      '!help',
      '!restart',
      buttonData({ event: 'termsAccepted', at: 'terms' }),
      'restarted@inPerson',
      '!english',
    )
    const fields = {
      type: fc.constantFrom(...'message follow unfollow postback unsend join constructor __proto__'.split(' ')),
      mode: fc.constantFrom('active', 'active', 'active', 'standby'),
      webhookEventId: id,
      timestamp: fc.oneof(fc.nat(), fc.double(), fc.constant(1e308)),
      source: fc.oneof(
        fc.constantFrom(...'ab').map((a) => ({ type: 'user', userId: userOf(a) })),
        anything,
      ),
      replyToken: id,
      message,
      postback: fc.record({ data: fc.oneof(thai, taps) }),
      unsend: fc.record({ messageId: id }),
    }
    const event = fc.record(fields, { requiredKeys: ['type', 'mode', 'source'] })
    const events = fc.array(fc.oneof(event, event, anything), { maxLength: 4 })
    const body = fc.oneof(
      { weight: 4, arbitrary: events.map((list) => json({ destination: 'x', events: list })) },
      { weight: 1, arbitrary: anything.map(json) },
      { weight: 1, arbitrary: thai },
    )
    const property = fc.asyncProperty(body, async (sent) => {
      const raw = wellFormed(sent)
      await calm(await stand.webhook(raw), raw.slice(0, 300))
      await stand.settled()
    })
    await fc.assert(property, runs(1_200))
    await noDefects()
  })

  it('whatever stands where a signature should', async () => {
    const signature = fc.oneof(fc.base64String(), fc.string({ unit: 'grapheme-ascii' }))
    const property = fc.asyncProperty(signature, async (text) => {
      const headers = { 'x-line-signature': text.trim() }
      const answer = await stand.ask('/webhook', { method: 'POST', headers, body: '{"events":[]}' })
      expect(answer.status).toBe(401)
      await calm(answer, text)
    })
    await fc.assert(property, runs(800))
  })

  it('whatever is sent as a selfie: what is no picture is refused, what is more than one is cut down to it', async () => {
    const walked = async () => {
      const phone = stand.phone('c')
      // Moves to a new day, because face tries are counted per day.
      await stand.pass(25 * 3_600_000)
      await phone.signIn()
      await phone.post('/restart')
      for (const step of [phone.terms, phone.face, phone.front, phone.back]) await step()
      expect((await phone.data(jaithip)).view.step).toBe('selfie')
      return phone
    }
    let phone = await walked()
    const property = fc.asyncProperty(pictures, async (picture) => {
      tried++
      const { status, reason, view } = await phone.selfie({ picture }, stand.pass)
      if (!stripJpegMetadata(picture).ok) expect([status, reason]).toEqual([422, 'challenge_mismatch'])
      else expect(view.step).toBe('setPin')
      if ((await phone.get('/me')).view.step !== 'selfie') phone = await walked()
    })
    await fc.assert(property, runs(150))
    await noDefects()
  })

  it('whatever LINE hands out as a photo: what does not begin as a picture is not kept', async () => {
    const phone = stand.phone('d')
    await phone.signIn()
    for (const step of [phone.terms, phone.face]) await step()
    let sent = 0
    const property = fc.asyncProperty(pictures, async (picture) => {
      stand.handOut(picture)
      const source = { type: 'user', userId: userOf('d') }
      const message = { type: 'image', id: `photo-${sent++}`, contentProvider: { type: 'line' } }
      // Later than any clock of this run: LINE’s redeliveries of a week ago are refused.
      const event = {
        type: 'message',
        mode: 'active',
        webhookEventId: `image-${sent}`,
        timestamp: 4e12,
        source,
        message,
      }
      await calm(await stand.webhook(json({ events: [event] })), `${picture.length} bytes`)
      await stand.settled()
      const { photos } = (await phone.get('/me')).view
      expect(photos).toHaveLength(begins(picture, '\xff\xd8\xff') || begins(picture, '\x89PNG\r\n\x1a\n') ? 1 : 0)
      for (const { id } of photos) await phone.delete(`/photos/${id}`)
    })
    await fc.assert(property, runs(150))
    await noDefects()
  })
})

describe('no text makes a parser throw', () => {
  const day = { year: 2026, month: 11, day: 25 }
  const parsers: Record<string, (value: string) => unknown> = {
    'ID numbers': checkIdNumber,
    'laser codes': parseLaserCode,
    dates: (value) => [parseThaiDate(value), parseEnglishDate(value)],
    PINs: (value) => checkPin(value, jaithip.card),
    'texts in the chat': (text) =>
      understand({ eventId: 'e', lineUserId: userOf('a'), at: 0, heard: { heard: 'text', text } }),
    buttons: readButton,
    keys: readKeyMaterial,
    settings: (value) =>
      readSettings({ PUBLIC_ORIGIN: value, DATABASE_URL: value, OFFICIALS: value, PHOKBAT_KEYS: value }),
    names: (value) =>
      checkCardData({ ...jaithip.card, firstNameThai: value, lastNameThai: value, address: value } as CardDraft, day),
    'codes of a card': tokenFromFragment,
  }
  it.each(Object.entries(parsers))('%s', (_, parse) => {
    const property = fc.property(thai, (value) => {
      tried++
      parse(value)
    })
    fc.assert(property, runs(7_000))
  })

  it('webhook events of any shape', () => {
    const event = fc.oneof(anything, fc.anything({ withNullPrototype: true, withBigInt: true, withMap: true }))
    const property = fc.property(event, (value) => {
      tried++
      hear(value)
    })
    fc.assert(property, runs(13_000))
  })

  it('tokens and status lists, of any bytes', async () => {
    const verify = async () => true
    const property = fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), thai, async (bytes, text) => {
      tried++
      await readToken(bytes, verify)
      await readStatusToken(text, verify)
    })
    await fc.assert(property, runs(5_000))
  })

  it('pictures: faces for the QR and JPEGs, real ones cut or changed', () => {
    const riff = fc
      .uint8Array({ maxLength: 600 })
      .map((bytes) => Uint8Array.from([...realWebp.subarray(0, 16), ...bytes]))
    const property = fc.property(fc.oneof(pictures, riff), (bytes) => {
      tried++
      faceFromWebp(bytes)
      const bare = stripJpegMetadata(bytes)
      if (bare.ok) expect(stripJpegMetadata(bare.value)).toEqual(bare)
    })
    fc.assert(property, runs(8_000))
  })
})
