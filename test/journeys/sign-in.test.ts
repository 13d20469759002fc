// Tests that only one phone can exchange an ID token: that phone may return with it, a holder of a copy may not.
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

/** Order of the curve P-256: for a signature (r, s), (r, n − s) is valid too. */
const n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
const withOtherSignature = (token: string) => {
  const [header, payload, signature = ''] = token.split('.')
  const bytes = Buffer.from(signature, 'base64url')
  const s = n - BigInt(`0x${bytes.subarray(32).toString('hex')}`)
  const other = Buffer.concat([bytes.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex')])
  return `${header}.${payload}.${other.toString('base64url')}`
}

it('the first phone may return with the same token, as LIFF does after a reload', async () => {
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

it('of several phones at once one is signed in', async () => {
  const token = await idToken()
  const answers = await Promise.all([1, 2, 3, 4].map(() => phoneOf(at(), token).signIn()))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401])
})

it('a copy with the other valid form of its signature counts as the same token', async () => {
  const token = await idToken()
  const copy = withOtherSignature(token)
  expect(copy).not.toBe(token)
  // The other form signs in as well, as long as the token was not exchanged before.
  expect((await phoneOf(at(), withOtherSignature(await idToken())).signIn()).status).toBe(200)
  await phoneOf(at(), token).signIn()
  expect(await phoneOf(at(), copy).signIn()).toMatchObject({ status: 401, reason: 'id_token_used' })
  expect((await phoneOf(at(), `${token}==`).signIn()).status).toBe(401)
})

it('a caller without a phone secret can exchange a token once', async () => {
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

it('an exchanged token is forgotten once it has expired', async () => {
  const token = await idToken()
  const secret = secretOf()
  await phoneOf(at(), token, fetch, secret).signIn()
  await deployment.pass(2 * 3_600_000)
  await deployment.service.tidy()
  expect((await phoneOf(at(), token, fetch, secret).signIn()).reason).toBe('bad_id_token')
})
