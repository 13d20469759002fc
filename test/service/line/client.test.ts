// The port `Line` over real HTTP against the simulated platform: every outcome is a value that the outbox can act on.
import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Said } from '../../../src/core/chat/said.ts'
import { createLine, type LineSettings } from '../../../src/service/line/client.ts'
import { channel, type ServiceAndSimulator, startServiceAndSimulator, tokenOf } from '../../kit/line-platform.ts'
import { config, face } from './sayings.ts'

let both: ServiceAndSimulator
const logged: [string, unknown][] = []
const settings = (more: Partial<LineSettings> = {}): LineSettings => ({
  accessToken: channel.channelAccessToken,
  apiOrigin: both.simulator.origin,
  dataOrigin: both.simulator.origin,
  ...more,
})
const lineWith = (more: Partial<LineSettings> = {}) =>
  createLine(settings(more), config, (event, details) => void logged.push([event, details]))

beforeAll(async () => {
  both = await startServiceAndSimulator()
})
afterAll(() => both.close())
beforeEach(() => {
  both.platform.reset()
  both.service.heard.length = 0
  logged.length = 0
})

const welcome: Said[] = [{ say: 'welcome' }]
const fatima = () => both.platform.person('fatima')
const replyToken = async () => {
  await fatima().says('hello')
  return tokenOf(both.service.heard.at(-1)!.events[0])
}
const nothing = { ok: true, value: undefined }
const refused = (reason: string) => ({ ok: false, reason })

describe('reply', () => {
  test('a reply arrives as one bubble with small buttons', async () => {
    expect(await lineWith().reply(await replyToken(), welcome, 'en')).toEqual(nothing)
    expect(both.platform.received('fatima')).toHaveLength(1)
    expect(fatima().canTap()).toContain('Start registering')
  })
  test('a token that was used is gone', async () => {
    const token = await replyToken()
    await lineWith().reply(token, welcome, 'en')
    const again = await lineWith().reply(token, welcome, 'en')
    expect(again).toEqual({ ...refused('reply_token_gone'), at: expect.any(Number) })
    expect(both.platform.received('fatima')).toHaveLength(1)
  })
})

describe('push', () => {
  const push = (said = welcome, key = randomUUID() as string, to = fatima().person.userId) =>
    lineWith().push(to, said, 'en', key)
  test('the same retry key sends once', async () => {
    const key = randomUUID()
    expect(await push(welcome, key)).toEqual(nothing)
    expect(await push(welcome, key)).toEqual(refused('already_sent'))
    expect(both.platform.received('fatima')).toHaveLength(1)
  })
  test('what LINE refuses is logged with the path of the fault and nothing personal', async () => {
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
  ] as const)('LINE in trouble (%s) is worth another try: %s', async (trouble, reason) => {
    both.platform.set({ [trouble]: true })
    expect(await push()).toEqual(refused(reason))
  })
  test('a wrong token of ours loses no message', async () => {
    const sent = await lineWith({ accessToken: 'wrong' }).push(fatima().person.userId, welcome, 'en', randomUUID())
    expect(sent).toEqual(refused('turned_away'))
  })
  test('a platform that takes too long is unreachable', async () => {
    both.platform.set({ slowApi: 400 })
    const sent = await lineWith({ timeoutMs: 40 }).push(fatima().person.userId, welcome, 'en', randomUUID())
    expect(sent).toEqual(refused('unreachable'))
    await both.platform.settled()
  })
  test('a platform that is not there is unreachable', async () => {
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

test('the language is English for profiles in English, Thai for all others and whenever LINE does not say', async () => {
  const line = lineWith()
  const of = (id: string) => line.language(both.platform.person(id).person.userId)
  expect(await of('fatima')).toBe('en')
  expect(await of('somchai')).toBe('th')
  expect(await line.language(`U${'0'.repeat(32)}`)).toBe('th')
})

test('the loading dots take any number of seconds, and never an error', async () => {
  for (const seconds of [1, 7, 90]) await lineWith().showLoading(fatima().person.userId, seconds)
  const asked = both.platform.calls
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
    const [event] = both.service.heard.at(-1)!.events
    return event?.type === 'message' ? event.message.id : ''
  }
  test('a JPEG and a PNG come as they were sent', async () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
    for (const bytes of [jpeg(100_000), png])
      expect(await lineWith().photo(await sent(bytes))).toEqual({ ok: true, value: bytes })
  })
  test('bytes that are no picture are refused by their first bytes', async () => {
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
  test('a download cut half-way is unreachable and kills nothing', async () => {
    both.platform.set({ cutContent: true })
    expect(await lineWith().photo(await sent(jpeg(200_000)))).toEqual(refused('unreachable'))
  })
  test('202 is “not ready”, not an empty photo', async () => {
    both.platform.set({ content202First: true })
    const id = await sent(jpeg(100))
    expect(await lineWith().photo(id)).toEqual(refused('not_ready'))
    expect(await lineWith().photo(id)).toMatchObject({ ok: true })
  })
  test('a photo that was taken back is gone', async () => {
    const id = await sent(jpeg(100))
    await fatima().unsends(id)
    expect(await lineWith().photo(id)).toEqual(refused('gone'))
    expect(await lineWith().photo('../../profile/x')).toEqual(refused('gone'))
  })
  test('a stream without an announced length ends at the limit', async () => {
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
