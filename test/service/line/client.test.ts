// The port `Line` over real HTTP against the simulated platform: every outcome is a value that the outbox can handle.
import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Said } from '../../../src/core/chat/said.ts'
import { createLine, type LineSettings } from '../../../src/service/line/client.ts'
import { channel, type ServiceAndSimulator, startServiceAndSimulator, tokenOf } from '../../kit/line-platform.ts'
import { config, face } from '../../kit/sayings.ts'

let running: ServiceAndSimulator
const logged: [string, unknown][] = []
const settings = (more: Partial<LineSettings> = {}): LineSettings => ({
  accessToken: channel.channelAccessToken,
  apiOrigin: running.simulator.origin,
  dataOrigin: running.simulator.origin,
  ...more,
})
const lineWith = (more: Partial<LineSettings> = {}) =>
  createLine(settings(more), config, (event, details) => void logged.push([event, details]))

beforeAll(async () => {
  running = await startServiceAndSimulator()
})
afterAll(() => running.close())
beforeEach(() => {
  running.platform.reset()
  running.service.heard.length = 0
  logged.length = 0
})

const welcome: Said[] = [{ say: 'welcome' }]
const fatima = () => running.platform.person('fatima')
const replyToken = async () => {
  await fatima().says('hello')
  return tokenOf(running.service.heard.at(-1)!.events[0])
}
const nothing = { ok: true, value: undefined }
const refused = (reason: string) => ({ ok: false, reason })

describe('reply', () => {
  test('a reply arrives as one bubble with quick replies', async () => {
    expect(await lineWith().reply(await replyToken(), welcome, 'en')).toEqual(nothing)
    expect(running.platform.received('fatima')).toHaveLength(1)
    expect(fatima().canTap()).toContain('Start registering')
  })
  test('a used reply token is gone', async () => {
    const token = await replyToken()
    await lineWith().reply(token, welcome, 'en')
    const again = await lineWith().reply(token, welcome, 'en')
    expect(again).toEqual({ ...refused('reply_token_gone'), at: expect.any(Number) })
    expect(running.platform.received('fatima')).toHaveLength(1)
  })
})

describe('push', () => {
  const push = (said = welcome, key = randomUUID() as string, to = fatima().person.userId) =>
    lineWith().push(to, said, 'en', key)
  test('the same retry key sends once', async () => {
    const key = randomUUID()
    expect(await push(welcome, key)).toEqual(nothing)
    expect(await push(welcome, key)).toEqual(refused('already_sent'))
    expect(running.platform.received('fatima')).toHaveLength(1)
  })
  test('a refusal by LINE is logged with the property at fault and without personal data', async () => {
    const card = { ...face, portraitUrl: 'http://insecure.example/portrait.jpg' }
    expect(await push([{ say: 'card', card }])).toEqual(refused('refused'))
    expect(logged).toEqual([
      [
        'line_refused',
        expect.objectContaining({ call: 'push', status: 400, property: expect.stringMatching(/^messages\[1\].*url$/) }),
      ],
    ])
    expect(JSON.stringify(logged)).not.toMatch(/ใจทิพย์|Jaithip|U[0-9a-f]{32}|insecure/)
  })
  test.each([
    ['api500', 'unreachable'],
    ['api429', 'turned_away'],
  ] as const)('an error of LINE (%s) is worth another attempt: %s', async (trouble, reason) => {
    running.platform.set({ [trouble]: true })
    expect(await push()).toEqual(refused(reason))
  })
  test('a wrong access token loses no message', async () => {
    const sent = await lineWith({ accessToken: 'wrong' }).push(fatima().person.userId, welcome, 'en', randomUUID())
    expect(sent).toEqual(refused('turned_away'))
  })
  test('a slow platform counts as unreachable', async () => {
    running.platform.set({ slowApi: 400 })
    const sent = await lineWith({ timeoutMs: 40 }).push(fatima().person.userId, welcome, 'en', randomUUID())
    expect(sent).toEqual(refused('unreachable'))
    await running.platform.settled()
  })
  test('a platform that refuses connections counts as unreachable', async () => {
    const sent = await lineWith({ apiOrigin: 'http://127.0.0.1:9' }).push(
      fatima().person.userId,
      welcome,
      'en',
      randomUUID(),
    )
    expect(sent).toEqual(refused('unreachable'))
  })
})

test('an address with a path is refused at once: the SDK would drop the path silently', () => {
  expect(() => lineWith({ apiOrigin: 'https://api.example/line' })).toThrow()
})

test('the language is English for English profiles, Thai for all others and if LINE does not tell', async () => {
  const line = lineWith()
  const of = (id: string) => line.language(running.platform.person(id).person.userId)
  expect(await of('fatima')).toBe('en')
  expect(await of('somchai')).toBe('th')
  expect(await line.language(`U${'0'.repeat(32)}`)).toBe('th')
})

test('the loading animation accepts any number of seconds and does not throw', async () => {
  for (const seconds of [1, 7, 90]) await lineWith().showLoading(fatima().person.userId, seconds)
  const asked = running.platform.calls
    .filter(({ name }) => name === 'loading')
    .map(({ status, request }) => [status, request])
  expect(asked.map(([status]) => status)).toEqual([202, 202, 202])
  expect(JSON.stringify(asked)).toContain('"loadingSeconds":5')
  await lineWith({ apiOrigin: 'http://127.0.0.1:9' }).showLoading(fatima().person.userId, 5)
})

describe('photos', () => {
  const jpeg = (bytes: number) => new Uint8Array(bytes).fill(7).map((byte, i) => [0xff, 0xd8, 0xff][i] ?? byte)
  const sent = async (bytes: Uint8Array<ArrayBuffer>) => {
    await fatima().sendsPhoto(bytes)
    const [event] = running.service.heard.at(-1)!.events
    return event?.type === 'message' ? event.message.id : ''
  }
  test('a JPEG and a PNG arrive unchanged', async () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
    for (const bytes of [jpeg(100_000), png])
      expect(await lineWith().photo(await sent(bytes))).toEqual({ ok: true, value: bytes })
  })
  test('bytes that are not a picture are refused by their first bytes', async () => {
    for (const bytes of [
      new Uint8Array([0x47, 0x49, 0x46, 0x38]),
      new TextEncoder().encode('<svg/>'),
      new Uint8Array([0xff]),
    ])
      expect(await lineWith().photo(await sent(bytes))).toEqual(refused('not_a_picture'))
  })
  test('10 MB is enough; one byte more is too large', async () => {
    expect(await lineWith().photo(await sent(jpeg(10 * 1024 * 1024)))).toMatchObject({ ok: true })
    expect(await lineWith().photo(await sent(jpeg(10 * 1024 * 1024 + 1)))).toEqual(refused('too_large'))
  })
  test('an interrupted download counts as unreachable and does not crash the process', async () => {
    running.platform.set({ cutContent: true })
    expect(await lineWith().photo(await sent(jpeg(200_000)))).toEqual(refused('unreachable'))
  })
  test('202 is “not ready”, not an empty photo', async () => {
    running.platform.set({ content202First: true })
    const id = await sent(jpeg(100))
    expect(await lineWith().photo(id)).toEqual(refused('not_ready'))
    expect(await lineWith().photo(id)).toMatchObject({ ok: true })
  })
  test('an unsent photo is gone', async () => {
    const id = await sent(jpeg(100))
    await fatima().unsends(id)
    expect(await lineWith().photo(id)).toEqual(refused('gone'))
    expect(await lineWith().photo('../../profile/x')).toEqual(refused('gone'))
  })
  test('a stream without a length header is stopped at the limit', async () => {
    let written = 0
    const endless: Server = createServer((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(jpeg(1 << 20))) written += 1
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => endless.once('listening', resolve))
    const dataOrigin = `http://127.0.0.1:${(endless.address() as AddressInfo).port}`
    expect(await lineWith({ dataOrigin }).photo('1')).toEqual(refused('too_large'))
    endless.closeAllConnections()
    await new Promise((resolve) => endless.close(resolve))
    expect(written).toBeLessThan(64)
  })
})
