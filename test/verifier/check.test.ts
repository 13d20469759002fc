// Promises that other people's verifiers, which call checkCard alone, come to the verdicts of docs/token.md.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { signStatusAnswer } from '../../src/core/inspection/status-answer.ts'
import { packStatuses } from '../../src/core/inspection/status-list.ts'
import { STATUS_MAX_AGE, signStatusToken } from '../../src/core/inspection/status-token.ts'
import { type CardCheck, checkCard, type IssuerFile, questionFor } from '../../src/verifier/check.ts'
import { statusInList } from '../../src/verifier/status.ts'
import { keyPair } from '../kit/specimen.ts'

type Vector = { name: string; code: string; now: number; verdict: string; asked?: { nonce: string; answer: string } }
const { issuer, status, vectors } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../docs/token-vectors.json'), 'utf8'),
) as { issuer: IssuerFile; status: string; vectors: Vector[] }
const listAt = vectors[0]!.now
const checkOf = ({ code, now, asked }: Vector, more: Partial<CardCheck> = {}) =>
  checkCard({
    fragment: code.replace(/^PHOKBAT1:|^.*#/, ''),
    issuer,
    statusToken: status,
    answered: asked && { question: { shown: '', nonce: asked.nonce }, answer: asked.answer },
    now,
    ...more,
  })
const valid = vectors.find(({ name }) => name === 'a pass of the scope age')!
const short = vectors[0]!

describe('checkCard', () => {
  it('comes to the verdict of every published vector for which the list is fresh', async () => {
    const timely = vectors.filter(({ now }) => Math.abs(now - listAt) <= STATUS_MAX_AGE)
    expect(timely.length).toBeGreaterThan(30)
    for (const vector of timely)
      expect([vector.name, (await checkOf(vector)).verdict]).toEqual([vector.name, vector.verdict])
  })

  it('gives no grade without a list, with a remembered one, or with one that another issuer signed', async () => {
    expect(await checkOf(valid, { statusToken: undefined })).toMatchObject({
      verdict: 'STATUS_UNKNOWN',
      why: 'offline',
    })
    expect(await checkOf(valid, { statusFresh: false })).toMatchObject({
      verdict: 'STATUS_UNKNOWN',
      why: 'offline',
      listAt,
    })
    const stranger = await keyPair('stranger')
    const lst = deflateSync(packStatuses(8192, [])).toString('base64url')
    const list = { issuer: issuer.issuer.id, subject: 'https://card.example', issuedAt: listAt, ttl: 5, lst }
    const forged = await signStatusToken(list, stranger.kid, stranger.sign)
    expect(await checkOf(valid, { statusToken: forged })).toMatchObject({
      verdict: 'STATUS_UNKNOWN',
      why: 'unreadable',
    })
    const { kty, crv, x, y } = stranger.jwk
    const both = { ...issuer, keys: [...issuer.keys, { kid: stranger.kid, kty, crv, x, y }] }
    const other = await signStatusToken({ ...list, issuer: 'other' }, stranger.kid, stranger.sign)
    expect(await checkOf(valid, { issuer: both, statusToken: other })).toMatchObject({ why: 'unreadable' })
  })

  it('gives no grade without an answer about the token, nor with one to another question or by another issuer', async () => {
    const unreadable = { verdict: 'STATUS_UNKNOWN', why: 'unreadable' }
    const { nonce, answer } = short.asked!
    expect(await checkOf(short, { answered: undefined })).toMatchObject({ verdict: 'STATUS_UNKNOWN', why: 'offline' })
    // A remembered list says nothing of a token without a place.
    expect((await checkOf(short, { answered: undefined, statusFresh: true })).verdict).toBe('STATUS_UNKNOWN')
    const replayed = { question: { shown: '', nonce: 'a'.repeat(22) }, answer }
    expect(await checkOf(short, { answered: replayed })).toMatchObject(unreadable)
    const about = { issuer: issuer.issuer.id, digest: 'A'.repeat(43), nonce, issuedAt: listAt, of: 'valid' as const }
    const stranger = await keyPair('stranger')
    const { kty, crv, x, y } = stranger.jwk
    const both = { ...issuer, keys: [...issuer.keys, { kid: stranger.kid, kty, crv, x, y }] }
    const answerBy = async (change: object, of = issuer) => {
      const signed = await signStatusAnswer({ ...about, ...change }, stranger.kid, stranger.sign)
      return checkOf(short, { issuer: of, answered: { question: { shown: '', nonce }, answer: signed } })
    }
    const { shown: digest = '' } = (await questionFor(new URL(short.code).hash)) ?? {}
    expect(await answerBy({ digest })).toMatchObject(unreadable) // a key that nobody published
    expect((await answerBy({ digest }, both)).verdict).toBe(short.verdict)
    expect(await answerBy({}, both)).toMatchObject(unreadable) // about another token
    expect(await answerBy({ digest, issuer: 'other' }, both)).toMatchObject(unreadable)
    expect(await answerBy({ digest, issuedAt: listAt - 61 }, both)).toMatchObject({ why: 'stale' })
    expect(await questionFor(new URL(valid.code).hash)).toBeUndefined() // a pass stands in the list
  })

  it('says that the keys are missing, and not that the card is forged, without fresh keys', async () => {
    const unknown = vectors.find(({ name }) => name === 'another key')!
    expect(await checkOf(valid, { issuer: undefined })).toEqual({ verdict: 'STATUS_UNKNOWN', why: 'no_keys' })
    expect(await checkOf(unknown, { issuerFresh: false })).toEqual({ verdict: 'STATUS_UNKNOWN', why: 'no_keys' })
    expect(await checkOf(unknown)).toEqual({ verdict: 'UNKNOWN_ISSUER' })
  })

  it('takes a published key that is no point of the curve for an unknown one', async () => {
    const broken = { ...issuer, keys: issuer.keys.map((key) => ({ ...key, x: key.y })) }
    expect(await checkOf(valid, { issuer: broken })).toEqual({ verdict: 'UNKNOWN_ISSUER' })
  })
})

describe('statusInList', () => {
  const lst = (bytes: Uint8Array) => deflateSync(bytes).toString('base64url')
  it('finds a card anywhere in a large list', async () => {
    const list = lst(packStatuses(1_000_000, [[999_999, 'frozen']]))
    expect(await statusInList(list, 999_999)).toBe('frozen')
    expect(await statusInList(list, 999_998)).toBe('unissued')
  })
  it('says nothing of a place beyond the list or of bytes that are no list, and of one that no pass has that it is unissued', async () => {
    expect(await statusInList(lst(Uint8Array.of(0)), 4)).toBeUndefined()
    expect(await statusInList(lst(Uint8Array.of(3)), 0)).toBe('unissued')
    expect(await statusInList('AAAA', 0)).toBeUndefined()
    expect(await statusInList('not base64url!', 0)).toBeUndefined()
  })
})
