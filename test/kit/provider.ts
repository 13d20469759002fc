// A fake OpenID provider of an agency on loopback: authorization code with PKCE, ES256 ID tokens under its own key.
import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { requesterOf } from './contract.ts'

const clientId = 'phokbat'
const clientSecret = 'provider-secret'
type LoginGrant = { challenge: string; nonce: string; redirectUri: string; subject: string }

export type Provider = Awaited<ReturnType<typeof startProvider>>

/** Starts the provider. It signs every user in as `provider.signedIn`. `now`: ms since the epoch. */
export const startProvider = async (now: () => number) => {
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const jwk = { ...(await exportJWK(publicKey)), kid: 'provider', alg: 'ES256', use: 'sig' }
  const codes = new Map<string, LoginGrant>()
  const provider = { signedIn: 'officer-7', nonce: (requested: string) => requested, origin: '', close: async () => {} }

  const idToken = ({ nonce, subject }: LoginGrant) =>
    new SignJWT({ nonce: provider.nonce(nonce) })
      .setProtectedHeader({ alg: 'ES256', kid: 'provider' })
      .setIssuer(provider.origin)
      .setSubject(subject)
      .setAudience(clientId)
      .setIssuedAt(Math.floor(now() / 1000))
      .setExpirationTime(Math.floor(now() / 1000) + 300)
      .sign(privateKey)

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', provider.origin)
    const json = (body: object, status = 200) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    }
    if (url.pathname === '/.well-known/openid-configuration')
      return json({
        issuer: provider.origin,
        authorization_endpoint: `${provider.origin}/authorize`,
        token_endpoint: `${provider.origin}/token`,
        jwks_uri: `${provider.origin}/jwks`,
      })
    if (url.pathname === '/jwks') return json({ keys: [jwk] })
    if (url.pathname === '/authorize') {
      const code = randomBytes(16).toString('hex')
      const parameter = (name: string) => url.searchParams.get(name) ?? ''
      const redirectUri = parameter('redirect_uri')
      codes.set(code, {
        challenge: parameter('code_challenge'),
        nonce: parameter('nonce'),
        redirectUri,
        subject: provider.signedIn,
      })
      response.writeHead(302, {
        location: `${redirectUri}?${new URLSearchParams({ code, state: parameter('state') })}`,
      })
      return response.end()
    }
    const form = new URLSearchParams(await text(request))
    const granted = codes.get(form.get('code') ?? '')
    codes.delete(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    const fits =
      granted?.challenge === challenge &&
      granted.redirectUri === form.get('redirect_uri') &&
      form.get('client_secret') === clientSecret
    return granted && fits ? json({ id_token: await idToken(granted) }) : json({ error: 'invalid_grant' }, 400)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  provider.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  provider.close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return provider
}

export const officer = { subject: 'officer-7', name: 'ร.ต.อ. ตัวอย่าง', agency: 'สภ.ตัวอย่าง' }

/** Reviewers: officials who compare faces. */
export const reviewers = [
  { subject: 'reviewer-1', name: 'น.ส. ผู้เทียบ หนึ่ง', agency: 'สำนักทะเบียนตัวอย่าง', reviewer: true },
  { subject: 'reviewer-2', name: 'นาย ผู้เทียบ สอง', agency: 'สำนักทะเบียนตัวอย่าง', reviewer: true },
] as const

/** The settings that name this provider and its registered officials: `officer` and `more`. */
export const settingsFor = (provider: Provider, more: readonly object[] = []): Record<string, string> => ({
  OFFICIALS_OIDC_ISSUER: provider.origin,
  OFFICIALS_OIDC_CLIENT_ID: clientId,
  OFFICIALS_OIDC_CLIENT_SECRET: clientSecret,
  OFFICIALS: JSON.stringify([officer, ...more]),
})

/** A browser for tests: it stores cookies in `jar` and does not follow redirects, except in `signIn`. */
export const browserOf = (origin: string) => {
  const jar = new Map<string, string>()
  const request = async (path: string, init: RequestInit = {}) => {
    const own = path.startsWith('/')
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(own ? origin + path : path, {
      ...init,
      redirect: 'manual',
      headers: {
        ...(own && { origin }),
        ...(own && cookie && { cookie }),
        ...(init.body ? { 'content-type': 'application/json' } : {}),
      },
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = line.match(/^([^=]+)=([^;]*)/) ?? []
      if (value === '' || /max-age=0/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }
  const call = requesterOf(request, '')
  const post = <Path extends string>(path: Path, body?: unknown) => call('POST', path, body)
  const signIn = async () => {
    let response = await request('/official/sign-in')
    const visited: string[] = []
    while (response.status === 302) {
      const to = response.headers.get('location') ?? ''
      const path = to.startsWith(origin) ? to.slice(origin.length) : to
      visited.push(path)
      if (/^\/official(\?|$)/.test(path)) break
      response = await request(path)
    }
    return visited.at(-1)
  }
  return {
    request,
    post,
    signIn,
    jar,
    json: async <Path extends string>(path: Path) => (await call('GET', path)).body,
  }
}
