// An ID token signs a user in only if LINE signed it for this channel.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSignIn } from '../../../src/service/line/sign-in.ts'
import { channel, type ServiceAndSimulator, startServiceAndSimulator } from '../../kit/line-platform.ts'

const issuer = 'https://access.line.me'
const lineUserId = `U${'0a'.repeat(16)}`
const now = Date.UTC(2026, 10, 23, 3)
const { publicKey, privateKey } = await generateKeyPair('ES256')
const otherKeys = await generateKeyPair('ES256')
const rsa = await generateKeyPair('RS256')

let both: ServiceAndSimulator
let server: Server
let jwksUrl = ''
let body = ''
beforeAll(async () => {
  both = await startServiceAndSimulator()
  const es256 = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }
  const rs256 = { ...(await exportJWK(rsa.publicKey)), kid: 'k3', alg: 'RS256', use: 'sig' }
  body = JSON.stringify({ keys: [es256, rs256] })
  server = createServer((request, response) => {
    response.statusCode = request.url === '/certs' ? 200 : 503
    response.end(request.url === '/certs' ? body : 'down')
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/certs`
})
afterAll(async () => {
  await both.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

type Change = { iss?: string; aud?: string; sub?: string; exp?: number; key?: CryptoKey; alg?: string; kid?: string }
const token = ({
  iss = issuer,
  aud = channel.loginChannelId,
  sub = lineUserId,
  exp = 3600,
  key = privateKey,
  kid = 'k1',
  alg = 'ES256',
}: Change = {}) =>
  new SignJWT({ name: 'ใจทิพย์' })
    .setProtectedHeader({ alg, kid })
    .setIssuer(iss)
    .setAudience(aud)
    .setSubject(sub)
    .setIssuedAt(now / 1000)
    .setExpirationTime(now / 1000 + exp)
    .sign(key)
const signIn = (idToken: string, at = now, url = jwksUrl) =>
  createSignIn({ jwksUrl: url, issuer, loginChannelId: channel.loginChannelId })(idToken, at)
const bad = { ok: false, reason: 'bad_id_token' }

test('a token of the platform signs its user in', async () => {
  const url = `${both.simulator.origin}/oauth2/v2.1/certs`
  const { person, idToken } = both.platform.person('jaithip')
  expect(await signIn(await idToken(), both.time.now, url)).toMatchObject({
    ok: true,
    value: { lineUserId: person.userId },
  })
})
test('a clock that is a minute off is tolerated, two minutes are not', async () => {
  expect(await signIn(await token(), now + 3_600_000 + 59_000)).toMatchObject({ ok: true })
  expect(await signIn(await token(), now + 3_600_000 + 120_000)).toEqual(bad)
})
const forgeries: [string, Change][] = [
  ['of another channel', { aud: '2000000001' }],
  ['of another issuer', { iss: 'https://access.line.example' }],
  ['signed with another key under a known key id', { key: otherKeys.privateKey }],
  ['under an unknown key id', { kid: 'k2' }],
  ['for a subject that is no LINE user', { sub: 'admin' }],
  ['that has expired', { exp: -3600 }],
  ['under another algorithm, though its key is published', { alg: 'RS256', kid: 'k3', key: rsa.privateKey }],
]
test.each(forgeries)('a token %s is refused', async (_, change) =>
  expect(await signIn(await token(change))).toEqual(bad),
)

test('a token that names a symmetric or no algorithm is refused', async () => {
  const claims = { iss: issuer, aud: channel.loginChannelId, sub: lineUserId, iat: now / 1000, exp: now / 1000 + 3600 }
  const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  expect(await signIn(`${base64({ alg: 'none' })}.${base64(claims)}.`)).toEqual(bad)
  const secret = new TextEncoder().encode(JSON.stringify(await exportJWK(publicKey)))
  const hs256 = new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'k1' }).sign(secret)
  expect(await signIn(await hs256)).toEqual(bad)
})
test.each(['', 'x', 'a.b.c', '..', 'e30.e30.e30', '🙂'.repeat(1000)])(
  'text that is not a token is refused: %#',
  async (text) => expect(await signIn(text)).toEqual(bad),
)
test('any changed character makes the token invalid', async () => {
  const good = await token()
  for (let i = 0; i < good.length; i += 7) {
    const other = good[i] === 'A' ? 'B' : 'A'
    // The last letters of a part may carry bits that base64url ignores.
    if (good[i + 1] === '.' || i >= good.length - 2 || good[i] === '.') continue
    expect(await signIn(good.slice(0, i) + other + good.slice(i + 1))).toEqual(bad)
  }
})
test('without LINE’s keys the result is `unreachable`, not a refusal', async () => {
  const good = await token()
  expect(await signIn(good, now, jwksUrl.replace('/certs', '/down'))).toEqual({ ok: false, reason: 'unreachable' })
  expect(await signIn(good, now, 'http://127.0.0.1:9/certs')).toEqual({ ok: false, reason: 'unreachable' })
})
