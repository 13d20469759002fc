// Tests what a token tells and how its status is asked: by its digest, or by a pass's own place in the list.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromBase64 } from '../../src/core/base64.ts'
import { faceToWebp } from '../../src/core/card/face-picture.ts'
import { readToken, type Token } from '../../src/core/card/token.ts'
import { statusAt } from '../../src/core/inspection/status-list.ts'
import { scan } from '../../tools/demo/official.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { bunma, jaithip } from '../kit/people/people.ts'
import { browserOf } from '../kit/provider.ts'
import { drawnFace } from '../kit/specimen.ts'
import { bytesInCode, digestOf, statusOfToken } from '../kit/status.ts'
import { issueCard, walkThrough } from '../kit/steps.ts'

let deployment: Deployment
let phone: Awaited<ReturnType<typeof issueCard>>
beforeAll(async () => {
  deployment = await openDeployment()
  phone = await issueCard(deployment, jaithip)
})
afterAll(() => deployment.close())

const origin = () => deployment.service.origin
const shown = async (scope: 'age' | 'name' | 'full' = 'name') =>
  bytesInCode(String((await phone.show(jaithip.pin, scope)).body.code))
/** The signature is for other tests. */
const read = async (bytes: Uint8Array): Promise<Token> => {
  const token = await readToken(bytes, async () => true)
  if (!token.ok) throw new Error(token.reason)
  return token.value
}
const places = async () => {
  await deployment.pass(5000)
  const { lst } = await browserOf(origin()).json('/.well-known/phokbat/status')
  const list = new Blob([fromBase64(lst)]).stream().pipeThrough(new DecompressionStream('deflate'))
  const bytes = new Uint8Array(await new Response(list).arrayBuffer())
  return { at: (index: number) => statusAt(bytes, index), given: bytes.filter((byte) => byte !== 0xff).length }
}
const pass = async (scope: 'age' | 'name' = 'name') => {
  expect((await phone.post('/pass', { pin: jaithip.pin, scope, hours: 24 })).status).toBe(200)
  await deployment.settled()
  const images = deployment.simulator.platform.received('jaithip').filter(({ type }) => type === 'image')
  const { originalContentUrl } = images.at(-1) as { originalContentUrl: string }
  const picture = new Uint8Array(await (await fetch(originalContentUrl)).arrayBuffer())
  return read(bytesInCode((await scan(picture)) ?? ''))
}

describe('tokens of three minutes', () => {
  it('have no place in the list, and their status is asked for by their digest: an answer that no cache keeps', async () => {
    const bytes = await shown()
    expect(await read(bytes)).not.toHaveProperty('statusIndex')
    const answer = await fetch(`${origin()}/api/status`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ shown: await digestOf(bytes), nonce: 'n'.repeat(22) }),
    })
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('content-type')).toBe('application/phokbat-status+jwt')
    expect(await statusOfToken(origin(), bytes)).toBe('valid')
    const forged = bytes.slice()
    forged[40] = (forged[40] ?? 0) ^ 1
    expect(await statusOfToken(origin(), forged)).toBe('unissued')
    expect((await places()).given).toBe(0) // a card has no place either
  })

  it('show a freeze at once, and are good again afterwards', async () => {
    const bytes = await shown()
    await phone.post('/freeze')
    expect(await statusOfToken(origin(), bytes)).toBe('frozen')
    await phone.post('/unfreeze', { pin: jaithip.pin })
    expect(await statusOfToken(origin(), bytes)).toBe('valid')
  })

  it('behind a link are known as well, and their report makes no second entry', async () => {
    const wish = { pin: jaithip.pin, scope: 'name', minutes: 5, once: true, unmasked: false }
    const link = String((await phone.post('/shares', wish)).body.url).split('/s/')[1]
    const opened = await browserOf(origin()).post(`/api/shares/${link}`)
    const bytes = fromBase64(String(opened.body.token)) as Uint8Array<ArrayBuffer>
    expect(await statusOfToken(origin(), bytes)).toBe('valid')
    expect(await read(bytes)).not.toHaveProperty('cardExpiry') // the eve of her birthday, beside masked names
    const entries = (await phone.get('/looks')).body.looks.length
    await browserOf(origin()).post('/api/looks', { shown: await digestOf(bytes) })
    expect((await phone.get('/looks')).body.looks).toHaveLength(entries)
  })

  it('in the scope full are no address, and a pass is never full', async () => {
    expect(String((await phone.show(jaithip.pin, 'full')).body.code)).toMatch(/^PHOKBAT1:[0-9A-Z$*+\-./:]+$/)
    expect(String((await phone.show(jaithip.pin, 'name')).body.code)).toMatch(/^HTTP:.*#/)
    expect((await phone.post('/pass', { pin: jaithip.pin, scope: 'full', hours: 24 })).status).toBe(400)
  })

  it('of the scope age share no id and no place, and tell no date', async () => {
    const [one, two] = [await shown('age'), await shown('age')]
    expect(await read(one)).not.toHaveProperty('cardExpiry')
    expect((await read(one)).id).not.toEqual((await read(two)).id)
    expect(await read(one)).not.toHaveProperty('statusIndex')
  })

  it('of the scope age share no eight bytes with each other but those of the issuer, which another holder’s have too', async () => {
    // Of the same age, with another face: what both share names neither.
    const other = await walkThrough(deployment, bunma, 'selfie')
    const tinyFace = Buffer.from(faceToWebp(await drawnFace())).toString('base64')
    await other.selfie({ tinyFace }, deployment.pass)
    await issueCard(deployment, bunma)
    const another = bytesInCode(String((await other.show(bunma.pin, 'age')).body.code))
    const runs = (bytes: Uint8Array) => new Set(Array.from(bytes.slice(7), (_, i) => bytes.slice(i, i + 8).join()))
    const issuers = runs(another)
    const tokens: Uint8Array[] = []
    for (let i = 0; i < 6; i++) {
      tokens.push(await shown('age'))
      // The next second: the times in a token are whole seconds.
      await deployment.pass(1_000)
    }
    for (const [i, one] of tokens.entries())
      for (const two of tokens.slice(i + 1))
        expect([...runs(one)].filter((run) => runs(two).has(run) && !issuers.has(run))).toEqual([])
    const faces = await Promise.all([...tokens, another].map(async (each) => (await read(each)).claims.face?.join()))
    // The face itself is the same after reading, as each holder’s own.
    expect(new Set(faces).size).toBe(2)
  })
})

describe('a pass', () => {
  it('has a place of its own, which only it has; a place that no pass has is unissued', async () => {
    const [one, two] = [await pass(), await pass('age')]
    const list = await places()
    const [first = 0, second = 0] = [one.statusIndex, two.statusIndex]
    expect(first).not.toBe(second)
    expect([list.at(first), list.at(second)]).toEqual(['valid', 'valid'])
    const neighbours = [first + 1, second + 1].filter((place) => place !== first && place !== second)
    for (const place of neighbours) expect(list.at(place)).toBe('unissued')
    await phone.post('/freeze')
    expect((await places()).at(first)).toBe('frozen')
    await phone.post('/unfreeze', { pin: jaithip.pin })
    expect((await places()).at(first)).toBe('valid')
  })

  it('of an erased holder stays revoked until it has ended', async () => {
    const { statusIndex = 0 } = await pass()
    await phone.post('/erase', { confirmed: true, pin: jaithip.pin })
    expect((await places()).at(statusIndex)).toBe('revoked')
    await deployment.pass(25 * 3_600_000)
    expect((await places()).at(statusIndex)).toBe('unissued')
  })
})
