// LINE Login and LIFF: a verifier accepts the ID tokens for the right channel and within the hour only.
import { createHash } from 'node:crypto'
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { LiffContext } from '../../src/simulator/wire.ts'
import { channel, type ServiceAndSimulator, startServiceAndSimulator } from '../kit/line-platform.ts'

let both: ServiceAndSimulator
beforeAll(async () => {
  both = await startServiceAndSimulator()
})
afterAll(() => both.close())
beforeEach(() => both.platform.reset())

const issuer = 'https://access.line.me'
const verify = (token: string, seconds = 0, audience = channel.loginChannelId) =>
  jwtVerify(token, createRemoteJWKSet(new URL(`${both.simulator.origin}/oauth2/v2.1/certs`)), {
    issuer,
    audience,
    algorithms: ['ES256'],
    currentDate: new Date(both.time.now + seconds * 1000),
  })
const context = (query: string, headers = {}) => fetch(`${both.simulator.origin}/liff/context?${query}`, { headers })

describe('LINE Login on a web page', () => {
  const redirectUri = () => `${both.service.origin}/official/callback`
  const challenge = createHash('sha256').update('verifier').digest('base64url')
  const authorize = async (changes: Record<string, string> = {}) => {
    const query = new URLSearchParams({
      client_id: channel.loginChannelId,
      redirect_uri: redirectUri(),
      state: 's',
      nonce: 'n',
      person: 'fatima',
      code_challenge: challenge,
      ...changes,
    })
    return fetch(`${both.simulator.origin}/oauth2/v2.1/authorize?${query}`, { redirect: 'manual' })
  }
  const codeFrom = (response: Response) =>
    new URL(response.headers.get('location') ?? '').searchParams.get('code') ?? ''
  const exchange = (code: string, changes: Record<string, string> = {}) =>
    fetch(`${both.simulator.origin}/oauth2/v2.1/token`, {
      method: 'POST',
      body: new URLSearchParams({
        code,
        redirect_uri: redirectUri(),
        code_verifier: 'verifier',
        client_secret: channel.channelSecret,
        ...changes,
      }),
    })

  it('asks for the person, and redirects back with a code for one ID token with the nonce', async () => {
    expect(await (await authorize({ person: '' })).text()).toContain('ฟาติมา')
    const code = codeFrom(await authorize())
    const { id_token } = (await (await exchange(code)).json()) as { id_token: string }
    expect(decodeJwt(id_token)).toMatchObject({
      iss: both.simulator.origin,
      sub: both.platform.person('fatima').person.userId,
      nonce: 'n',
    })
    expect((await exchange(code)).status).toBe(400)
  })
  it('refuses another site, another channel, another verifier and another secret', async () => {
    expect((await authorize({ redirect_uri: 'https://elsewhere.example/x' })).status).toBe(400)
    expect((await authorize({ client_id: channel.channelId })).status).toBe(400)
    expect((await exchange(codeFrom(await authorize()), { code_verifier: 'guess' })).status).toBe(400)
    expect((await exchange(codeFrom(await authorize()), { client_secret: 'guess' })).status).toBe(400)
  })
})

describe('an ID token', () => {
  it('is ES256, for the login channel, about the person, for one hour', async () => {
    const noi = both.platform.person('noi')
    const token = await noi.idToken()
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256', kid: expect.any(String) })
    const { payload } = await verify(token)
    expect(payload).toMatchObject({ sub: noi.person.userId, name: 'น้อย' })
    expect(payload.exp! - payload.iat!).toBe(3600)
    await expect(verify(token, 3601)).rejects.toThrow(/exp/)
    await expect(verify(token, 0, channel.channelId)).rejects.toThrow(/aud/)
  })
  it('of another simulator is refused', async () => {
    const other = await startServiceAndSimulator()
    await expect(verify(await other.platform.person('noi').idToken())).rejects.toThrow()
    await other.close()
  })
  it('can be verified at LINE’s endpoint', async () => {
    const id_token = await both.platform.person('noi').idToken()
    const ask = (client_id: string) =>
      fetch(`${both.simulator.origin}/oauth2/v2.1/verify`, {
        method: 'POST',
        body: new URLSearchParams({ id_token, client_id }),
      })
    expect(await (await ask(channel.loginChannelId)).json()).toMatchObject({ iss: issuer })
    expect((await ask('1')).status).toBe(400)
  })
})

describe('the context of a mini-app', () => {
  it('says who the person is, and only the mini-app’s origin may read it', async () => {
    const answer = await context(`person=fatima&liffId=${channel.liffId}`, { origin: 'https://evil.example' })
    expect(answer.headers.get('access-control-allow-origin')).toBe(both.service.origin)
    const found = (await answer.json()) as LiffContext
    expect(found).toMatchObject({ person: 'fatima', language: 'en', os: 'ios', camera: 'puppet', offline: false })
    expect((await verify(found.idToken)).payload.sub).toBe(both.platform.person('fatima').person.userId)
  })
  it('is refused for an unknown person or mini-app', async () => {
    expect((await context('person=nobody')).status).toBe(404)
    expect((await context('person=noi&liffId=1-x')).status).toBe(400)
  })
  it('the LIFF script can be imported from another origin', async () => {
    const script = await fetch(`${both.simulator.origin}/liff/sdk.js`)
    expect(script.headers.get('content-type')).toMatch(/javascript/)
    expect(script.headers.get('access-control-allow-origin')).toBe('*')
  })
})
