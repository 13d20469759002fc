// Promises, by trying all of it: no change of a token, no replay, no nonsense comes out with a grade, throws, or helps the forger.
import { beforeAll, describe, expect, test } from 'vitest'
import { readScannedText } from '../../src/checker/presented.ts'
import { bangkokDay } from '../../src/core/card/thai-date.ts'
import {
  readToken,
  signToken,
  type Token,
  tokenFromFragment,
  tokenUrl,
  type Verify,
} from '../../src/core/card/token.ts'
import { packStatuses, statusAt } from '../../src/core/inspection/status-list.ts'
import { type Inspection, inspect, type Verdict } from '../../src/core/inspection/verdict.ts'
import { drawnFace, ISSUED_AT, keyPair, specimenToken } from '../kit/specimen.ts'
import { digestOf } from '../kit/status.ts'

let face: Uint8Array
let keys: Awaited<ReturnType<typeof keyPair>>
let bytes: Uint8Array<ArrayBuffer>
beforeAll(async () => {
  face = await drawnFace()
  keys = await keyPair()
  bytes = await signToken(specimenToken(face), keys.kid, keys.sign)
})

const now = ISSUED_AT + 20
type Circumstances = Partial<Pick<Inspection, 'status' | 'issuer' | 'now'>> & { verify?: Verify }
const online = (at: number): Inspection['status'] => ({ of: 'valid', issuedAt: at, fresh: true })

/**
 * Returns the checker's verdict on bytes, with fresh keys, a fresh list and a right clock unless `circumstances`
 * changes them.
 */
const verdictOn = async (presented: Uint8Array, circumstances: Circumstances = {}): Promise<Verdict> => {
  const at = circumstances.now ?? now
  return inspect({
    presented: await readToken(presented, circumstances.verify ?? keys.verify),
    issuer: { id: 'demo', fresh: true },
    status: online(at),
    ...circumstances,
    now: at,
    today: bangkokDay(at * 1000),
  })
}
const verdictOnFragment = async (fragment: string): Promise<Verdict> => {
  const token = tokenFromFragment(fragment)
  return token.ok ? verdictOn(token.value) : { verdict: 'ALTERED', why: 'unreadable' }
}
const signed = (change: Partial<Token>, signer = keys) =>
  signToken(specimenToken(face, change), signer.kid, signer.sign)

/** A seeded generator (mulberry32), so that a failure can be repeated. */
const chance = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}
const tally = (verdicts: readonly Verdict[]) => {
  const counts: Record<string, number> = {}
  for (const { verdict } of verdicts) counts[verdict] = (counts[verdict] ?? 0) + 1
  return counts
}

test('every single-byte change, each of the 255 at each place: never a grade, and nothing of the card is shown', async () => {
  const wrong: string[] = []
  let tried = 0
  for (let at = 0; at < bytes.length; at++) {
    const original = bytes[at]!
    const verdicts = await Promise.all(
      Array.from({ length: 255 }, (_, i) => {
        const changed = bytes.slice()
        changed[at] = original ^ (i + 1)
        return verdictOn(changed)
      }),
    )
    tried += verdicts.length
    for (const verdict of verdicts)
      if (!/^(ALTERED|UNKNOWN_ISSUER)$/.test(verdict.verdict) || 'seen' in verdict)
        wrong.push(`${at} ${verdict.verdict}`)
  }
  expect(wrong).toEqual([])
  expect(tried).toBe(bytes.length * 255)
  expect((await verdictOn(bytes)).verdict).toBe('CHECKED')
})

test('100,000 malformed and oversized fragments: a verdict each, never an exception, never a grade', async () => {
  const random = chance(20261123)
  const below = (n: number) => Math.floor(random() * n)
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*+-./:'
  const genuine = new URL(tokenUrl('https://card.example', bytes)).hash.slice(1)
  const text = (length: number, from: string) => Array.from({ length }, () => from[below(from.length)]).join('')
  const kinds: (() => string)[] = [
    () => text(below(200), alphabet),
    () => text(below(60), `${alphabet}abc%&= ก\u0000😀#?`),
    () => genuine.slice(0, below(genuine.length)),
    () => genuine.slice(below(genuine.length)),
    () => genuine + text(1 + below(40), alphabet),
    () => {
      const at = below(genuine.length)
      return genuine.slice(0, at) + text(1 + below(4), alphabet) + genuine.slice(at)
    },
    () => {
      const [from, length] = [below(genuine.length), 1 + below(60)]
      return genuine.slice(0, from) + text(length, alphabet) + genuine.slice(from + length)
    },
    () => {
      const [a, b] = [below(genuine.length), below(genuine.length)]
      return genuine.slice(0, Math.max(a, b)) + genuine.slice(Math.min(a, b))
    },
  ]
  const verdicts: Verdict[] = []
  for (let i = 0; i < 100_000; i += 500) {
    const fragments = Array.from({ length: 500 }, (_, j) => kinds[(i + j) % kinds.length]!())
    verdicts.push(...(await Promise.all(fragments.filter((fragment) => fragment !== genuine).map(verdictOnFragment))))
  }
  for (const size of [4_000, 100_000, 5_000_000]) verdicts.push(await verdictOnFragment('9'.repeat(size)))
  expect(Object.keys(tally(verdicts)).sort()).toEqual(['ALTERED', 'UNKNOWN_ISSUER'])
  expect(verdicts.length).toBeGreaterThan(99_900)
  expect(verdicts.some((verdict) => 'seen' in verdict)).toBe(false)
})

test('20,000 nonsense payloads that the issuer really signed: malformed, never an exception', async () => {
  const random = chance(7)
  const payloadStart = Buffer.from(bytes).indexOf(Buffer.from('a5', 'hex'), 20)
  const accept: Verify = async () => true
  const verdicts: Verdict[] = []
  for (let i = 0; i < 20_000; i++) {
    const changed = bytes.slice()
    for (let n = 0; n <= i % 3; n++)
      changed[payloadStart + Math.floor(random() * (bytes.length - payloadStart - 66))] = Math.floor(random() * 256)
    verdicts.push(await verdictOn(changed, { verify: accept }))
  }
  expect(verdicts.filter(({ verdict }) => verdict === 'ALTERED').length).toBeGreaterThan(1000)
})

describe('what is genuine and yet must not pass', () => {
  test('the forger learns no more than "altered", whatever was wrong', async () => {
    const changed = bytes.slice()
    changed[bytes.length - 1] = bytes.at(-1)! ^ 1
    const inPayload = bytes.slice()
    inPayload[200] = bytes[200]! ^ 1
    for (const forged of [changed, inPayload])
      expect(await verdictOn(forged)).toEqual({ verdict: 'ALTERED', why: 'signature' })
    for (const broken of [bytes.slice(1), bytes.slice(0, -1), new Uint8Array()])
      expect(await verdictOn(broken)).toEqual({ verdict: 'ALTERED', why: 'unreadable' })
  })
  test('a foreign issuer: another key, the same key under another name, our key for another issuer', async () => {
    const stranger = await keyPair('stranger')
    expect(await verdictOn(await signed({}, stranger))).toEqual({ verdict: 'UNKNOWN_ISSUER' })
    expect(await verdictOn(await signed({}, { ...stranger, kid: keys.kid }))).toEqual({
      verdict: 'ALTERED',
      why: 'signature',
    })
    expect(await verdictOn(await signed({ issuer: 'somebody' }))).toEqual({ verdict: 'UNKNOWN_ISSUER' })
  })
  test('the clock, a second at a time around every limit', async () => {
    const at = async (seconds: number) => (await verdictOn(bytes, { now: seconds })).verdict
    expect(await at(ISSUED_AT - 61)).toBe('STATUS_UNKNOWN')
    expect(await at(ISSUED_AT - 60)).toBe('CHECKED')
    expect(await at(ISSUED_AT + 179)).toBe('CHECKED')
    expect(await at(ISSUED_AT + 180)).toBe('QR_TIMED_OUT')
    expect(await at(ISSUED_AT + 10 * 365 * 86_400)).toBe('EXPIRED')
    for (const skew of [-61, 61]) {
      const status = { of: 'valid', issuedAt: now + skew, fresh: true } as const
      expect((await verdictOn(bytes, { status })).verdict).toBe('STATUS_UNKNOWN')
    }
  })
  test('a token from the future is not green, and one signed to live for years is not read', async () => {
    const day = 86_400
    const later = await signed({ issuedAt: ISSUED_AT + day, expiresAt: ISSUED_AT + day + 180 })
    expect(await verdictOn(later)).toMatchObject({ verdict: 'STATUS_UNKNOWN', why: 'clock' })
    const eternal = await signed({ expiresAt: ISSUED_AT + 365 * day })
    expect(await verdictOn(eternal)).toEqual({ verdict: 'ALTERED', why: 'unreadable' })
  })
  test('the same token again after the card was frozen or revoked, online and from a remembered list', async () => {
    const index = 4711
    const pass = await signed({ statusIndex: index, expiresAt: ISSUED_AT + 86_400 })
    for (const [status, name] of [
      ['frozen', 'FROZEN'],
      ['revoked', 'REVOKED'],
    ] as const) {
      const list = packStatuses(2 ** 16, [[index, status]])
      const of = statusAt(list, index)!
      for (const fresh of [true, false])
        expect(await verdictOn(pass, { status: { of, issuedAt: fresh ? now : now - 9999, fresh } })).toEqual({
          verdict: name,
        })
      for (const neighbour of [index - 1, index + 1]) expect(statusAt(list, neighbour)).toBe('unissued')
    }
  })
  test('signed with a stolen key, for a place or a digest that the issuer never gave: no grade, online and offline', async () => {
    const list = packStatuses(2 ** 16, [[4711, 'valid']])
    const forged = await signed({ statusIndex: 4712, expiresAt: ISSUED_AT + 86_400 })
    const status = { of: statusAt(list, 4712)!, issuedAt: now, fresh: true }
    expect(await verdictOn(forged, { status })).toMatchObject({ verdict: 'STATUS_UNKNOWN', why: 'unissued' })
    const unknown = { of: 'unissued', issuedAt: now, fresh: true } as const
    expect(await verdictOn(bytes, { status: unknown })).toMatchObject({ verdict: 'STATUS_UNKNOWN', why: 'unissued' })
    // A list from before the pass was made says nothing of it.
    const before = { of: 'unissued', issuedAt: ISSUED_AT, fresh: true } as const
    expect(await verdictOn(bytes, { status: before })).toMatchObject({ verdict: 'STATUS_UNKNOWN', why: 'stale' })
  })
  test('the other signature over the same bytes (r, n − s) is altered', async () => {
    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
    const s = BigInt(`0x${Buffer.from(bytes.slice(-32)).toString('hex')}`)
    const other = Uint8Array.from([
      ...bytes.slice(0, -32),
      ...Buffer.from((order - s).toString(16).padStart(64, '0'), 'hex'),
    ])
    expect(await verdictOn(bytes)).toMatchObject({ verdict: 'CHECKED' })
    expect(await verdictOn(other)).toEqual({ verdict: 'ALTERED', why: 'signature' })
    expect(await digestOf(other)).toBe(await digestOf(bytes))
  })
  test('a card behind an address that is not ours is never read', () => {
    for (const host of ['card.example.evil.example', 'card.example:8443', 'card-example.example']) {
      const url = tokenUrl(`https://${host}`, bytes)
      expect(readScannedText(url, 'card.example')).toEqual({
        kind: 'card',
        presented: { ok: false, reason: 'unknown_key' },
      })
    }
    expect(readScannedText(tokenUrl('https://card.example', bytes), 'card.example')).toEqual({
      kind: 'card',
      presented: { ok: true, value: bytes },
    })
    for (const other of ['javascript:alert(1)//V#A', 'HTTPS://CARD.EXAMPLE/', 'https://card.example/app#A', '', 'ก'])
      expect(readScannedText(other, 'card.example')).toEqual({ kind: 'other' })
    const link = `/s/${'a'.repeat(22)}`
    expect(readScannedText(`https://card.example${link}`, 'card.example')).toEqual({ kind: 'link', path: link })
    expect(readScannedText(`https://evil.example${link}`, 'card.example')).toEqual({ kind: 'other' })
  })
  test('without a connection nothing is ever green', async () => {
    for (const status of ['unreachable', 'unreadable', { of: 'valid', issuedAt: now, fresh: false } as const] as const)
      expect((await verdictOn(bytes, { status })).verdict).toBe('STATUS_UNKNOWN')
    const noKeys = { verify: async () => 'unknown_key' as const, issuer: undefined }
    expect(await verdictOn(bytes, noKeys)).toEqual({ verdict: 'STATUS_UNKNOWN', why: 'no_keys' })
  })
})
