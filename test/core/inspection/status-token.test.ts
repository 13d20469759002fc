// Tests that another JOSE library reads and writes our signed status list, and that a changed list is refused.
import fc from 'fast-check'
import { compactVerify, importJWK, SignJWT } from 'jose'
import { beforeAll, expect, test } from 'vitest'
import { fromBase64Url, toBase64Url } from '../../../src/core/base64.ts'
import { readStatusToken, type StatusToken, signStatusToken } from '../../../src/core/inspection/status-token.ts'
import { ISSUED_AT, keyPair } from '../../kit/specimen.ts'

const list: StatusToken = {
  issuer: 'demo',
  subject: 'https://card.example/.well-known/phokbat/status.jwt',
  issuedAt: ISSUED_AT,
  ttl: 5,
  lst: 'eNoDAAAAAAE',
}
let keys: Awaited<ReturnType<typeof keyPair>>
let signed: string
beforeAll(async () => {
  keys = await keyPair()
  signed = await signStatusToken(list, keys.kid, keys.sign)
})

test('a signed list is read back by us and by jose', async () => {
  expect(await readStatusToken(signed, keys.verify)).toEqual({ ok: true, value: list })
  const { payload, protectedHeader } = await compactVerify(signed, await importJWK(keys.jwk, 'ES256'))
  expect(protectedHeader).toEqual({ alg: 'ES256', kid: 'demo-1', typ: 'statuslist+jwt' })
  expect(JSON.parse(new TextDecoder().decode(payload))).toEqual({
    iss: 'demo',
    sub: list.subject,
    iat: ISSUED_AT,
    exp: ISSUED_AT + 60,
    ttl: 5,
    status_list: { bits: 2, lst: list.lst },
  })
})
test('a list with any character changed, or signed by another key, is refused', async () => {
  const accepted: number[] = []
  for (let i = 0; i < signed.length; i++) {
    const changed = signed.slice(0, i) + (signed[i] === 'A' ? 'B' : 'A') + signed.slice(i + 1)
    if ((await readStatusToken(changed, keys.verify)).ok) accepted.push(i)
  }
  expect(accepted).toEqual([])
  const stranger = await keyPair()
  const foreign = await signStatusToken(list, keys.kid, stranger.sign)
  expect(await readStatusToken(foreign, keys.verify)).toEqual({ ok: false, reason: 'signature_failed' })
  expect(await readStatusToken(signed, async () => 'unknown_key')).toEqual({ ok: false, reason: 'unknown_key' })
})
test('another type of JWT signed by the same key is not accepted as a status list', async () => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const verify = async (_: string, bytes: Uint8Array<ArrayBuffer>, signature: Uint8Array<ArrayBuffer>) =>
    crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, pair.publicKey, signature, bytes)
  const claims = { iss: 'demo', sub: list.subject, iat: ISSUED_AT, ttl: 5, status_list: { bits: 2, lst: list.lst } }
  const jwt = (typ: string, more: object = {}) =>
    new SignJWT({ ...claims, ...more }).setProtectedHeader({ alg: 'ES256', kid: 'x', typ }).sign(pair.privateKey)
  expect((await readStatusToken(await jwt('statuslist+jwt'), verify)).ok).toBe(true)
  for (const wrong of [await jwt('JWT'), await jwt('statuslist+jwt', { status_list: { bits: 1, lst: 'eNo' } })])
    expect(await readStatusToken(wrong, verify)).toEqual({ ok: false, reason: 'malformed' })
})
test('any text leads to a result and never to an exception', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.array(fc.base64String(), { maxLength: 4 })), async (text) => {
      expect((await readStatusToken([text].flat().join('.'), keys.verify)).ok).toBe(false)
    }),
    { numRuns: 500 },
  )
})
test('base64url: one text for the same bytes, the same as Node writes', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
      expect(fromBase64Url(toBase64Url(bytes))).toEqual({ ok: true, value: bytes })
    }),
  )
  for (const text of ['A', 'AB', 'AAA=', 'A+A/', 'a b', 'กข']) expect(fromBase64Url(text).ok).toBe(false)
})
