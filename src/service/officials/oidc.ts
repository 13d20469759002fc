// Officials' sign-in with OpenID Connect (authorization code with PKCE) at LINE Login or the agency's own provider.
// Only listed officials are admitted.
import { createRemoteJWKSet, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose'
import * as v from 'valibot'
import { toBase64Url } from '../../core/base64.ts'
import { err, ok } from '../../core/result.ts'
import type { Officials, Random } from '../deps.ts'
import { equalInConstantTime, sha256 } from '../platform/codec.ts'
import type { SignedInOfficial, Viewer } from '../ports/presentation.ts'

/** A registered official. `subject`: the provider's id of the account (for LINE the user id). */
export type RegisteredOfficial = Viewer & { subject: string; reviewer?: boolean; line?: string }
export type OidcSettings = {
  issuer: string
  clientId: string
  clientSecret: string
  listed: readonly RegisteredOfficial[]
}

const fromList = ({ name, agency, reviewer, subject, line }: RegisteredOfficial): SignedInOfficial => ({
  subject,
  name,
  agency,
  ...(reviewer && { reviewer: { subject, line: line ?? subject } }),
})

const timeoutMs = 8000
const clockToleranceSeconds = 60
/** LINE signs the ID tokens of web sign-ins with the channel secret; other providers sign with published keys. */
const lineIssuer = 'https://access.line.me'

const discovery = v.object({
  issuer: v.string(),
  authorization_endpoint: v.string(),
  token_endpoint: v.string(),
  jwks_uri: v.string(),
})
const flowShape = v.tuple([v.string(), v.string(), v.string()])

const fetchJson = async (url: string, init: RequestInit = {}): Promise<unknown> => {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) })
    return response.ok ? await response.json() : undefined
  } catch {
    return undefined
  }
}

export const createOfficials = (settings: OidcSettings, random: Random): Officials => {
  const { issuer, clientId, clientSecret, listed } = settings
  const provider = async () => {
    const read = v.safeParse(discovery, await fetchJson(`${issuer}/.well-known/openid-configuration`))
    return read.success && read.output.issuer === issuer ? read.output : undefined
  }

  const find = (wanted: string) => {
    const official = listed.find(({ subject }) => subject === wanted)
    return official && fromList(official)
  }

  const claimsIn = async (idToken: string, jwks: string, now: number): Promise<JWTPayload | undefined> => {
    const rules = {
      issuer,
      audience: clientId,
      requiredClaims: ['sub', 'exp', 'iat', 'nonce'],
      clockTolerance: clockToleranceSeconds,
      currentDate: new Date(now),
    }
    try {
      const { alg } = decodeProtectedHeader(idToken)
      if (alg === 'HS256' && issuer === lineIssuer) {
        const secret = new TextEncoder().encode(clientSecret)
        return (await jwtVerify(idToken, secret, { ...rules, algorithms: ['HS256'] })).payload
      }
      const keys = createRemoteJWKSet(new URL(jwks), { timeoutDuration: timeoutMs })
      return (await jwtVerify(idToken, keys, { ...rules, algorithms: ['ES256', 'RS256', 'PS256'] })).payload
    } catch {
      return undefined
    }
  }

  return {
    begin: async (redirectUri) => {
      const endpoints = await provider()
      if (!endpoints) return err('unreachable')
      const [state, nonce, verifier] = [random(24), random(24), random(32)].map(toBase64Url)
      const url = new URL(endpoints.authorization_endpoint)
      const query = {
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: 'openid profile',
        state,
        nonce,
        code_challenge: await sha256(verifier!),
        code_challenge_method: 'S256',
      }
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value!)
      return ok({ url: url.href, flow: [state, nonce, verifier].join('.') })
    },
    finish: async ({ code, state, flow }, redirectUri, now) => {
      const parts = v.safeParse(flowShape, flow.split('.'))
      if (!parts.success || code === '') return err('refused')
      const [ownState, nonce, verifier] = parts.output
      if (!equalInConstantTime(ownState, state)) return err('refused')
      const endpoints = await provider()
      if (!endpoints) return err('unreachable')
      const body = new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
        client_id: clientId,
        client_secret: clientSecret,
      })
      const answer = v.safeParse(
        v.object({ id_token: v.string() }),
        await fetchJson(endpoints.token_endpoint, { method: 'POST', body }),
      )
      const claims = answer.success && (await claimsIn(answer.output.id_token, endpoints.jwks_uri, now))
      if (!claims || typeof claims.nonce !== 'string' || !equalInConstantTime(claims.nonce, nonce))
        return err('refused')
      return claims.sub && find(claims.sub) ? ok(claims.sub) : err('not_registered')
    },
    find,
  }
}
