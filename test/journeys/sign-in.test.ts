// An ID token is exchanged by one phone: it may come back with it, and whoever holds a copy may not.
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { phoneOf } from '../kit/phone.ts'

let deployment: Deployment
beforeAll(async () => {
  deployment = await openDeployment()
})
afterAll(() => deployment.close())

const idToken = () => deployment.simulator.platform.person('jaithip').idToken()
const secretOf = () => randomBytes(32).toString('base64url')
const at = () => deployment.service.origin

/** The order of the curve P-256: for a signature (r, s), (r, n − s) is as good. */
const n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
const respelt = (token: string) => {
  const [header, payload, signature = ''] = token.split('.')
  const bytes = Buffer.from(signature, 'base64url')
  const s = n - BigInt(`0x${bytes.subarray(32).toString('hex')}`)
  const other = Buffer.concat([bytes.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex')])
  return `${header}.${payload}.${other.toString('base64url')}`
}

it('the phone that came first may come back with the same token, as LIFF does after a reload', async () => {
  const [token, secret] = [await idToken(), secretOf()]
  expect((await phoneOf(at(), token, fetch, secret).signIn()).status).toBe(200)
  await deployment.pass(10 * 60_000)
  const again = phoneOf(at(), token, fetch, secret)
  expect((await again.signIn()).status).toBe(200)
  expect((await again.get('/me')).status).toBe(200)
})

it('another phone with a copy is refused, and learns no more than with a forged one', async () => {
  const [token, secret] = [await idToken(), secretOf()]
  await phoneOf(at(), token, fetch, secret).signIn()
  const thief = phoneOf(at(), token)
  expect(await thief.signIn()).toMatchObject({ status: 401, reason: 'id_token_used' })
  expect((await thief.get('/me')).status).toBe(401)
  expect((await phoneOf(at(), token, fetch, secret).signIn()).status).toBe(200)
})

it('of two at once one is signed in', async () => {
  const token = await idToken()
  const answers = await Promise.all([1, 2, 3, 4].map(() => phoneOf(at(), token).signIn()))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401])
})

it('a copy whose signature is spelt in the other way is the same token', async () => {
  const token = await idToken()
  const copy = respelt(token)
  expect(copy).not.toBe(token)
  // As good as the first: before that one is exchanged, it signs in.
  expect((await phoneOf(at(), respelt(await idToken())).signIn()).status).toBe(200)
  await phoneOf(at(), token).signIn()
  expect(await phoneOf(at(), copy).signIn()).toMatchObject({ status: 401, reason: 'id_token_used' })
  expect((await phoneOf(at(), `${token}==`).signIn()).status).toBe(401)
})

it('a caller that names no phone exchanges once', async () => {
  const token = await idToken()
  const exchange = async () =>
    (
      await fetch(`${at()}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ idToken: token }),
      })
    ).status
  expect([await exchange(), await exchange()]).toEqual([200, 401])
})

it('what was exchanged is forgotten once it has ended by itself', async () => {
  const token = await idToken()
  const secret = secretOf()
  await phoneOf(at(), token, fetch, secret).signIn()
  await deployment.pass(2 * 3_600_000)
  await deployment.service.tidy()
  expect((await phoneOf(at(), token, fetch, secret).signIn()).reason).toBe('bad_id_token')
})
