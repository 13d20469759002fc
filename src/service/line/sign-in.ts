// Who stands behind a LIFF ID token: checked here against LINE's published keys, never by what the phone says of itself.
import { createRemoteJWKSet, errors, jwtVerify } from 'jose'
import { fromBase64, toBase64Url } from '../../core/base64.ts'
import { err, ok } from '../../core/result.ts'
import type { SignIn } from '../deps.ts'

export type SignInSettings = {
  /** `https://api.line.me/oauth2/v2.1/certs` */
  jwksUrl: string
  /** `https://access.line.me` */
  issuer: string
  /** Id of the LINE Login channel that the LIFF app belongs to; not the one of the Messaging API. */
  loginChannelId: string
}

/** Wrong clocks on phones and servers are common; more than this is not. */
const clockToleranceSeconds = 60
const fetchTimeoutMs = 5000

/** The keys could not be had: our trouble, not the token's. */
const isUnreachable = (error: unknown): boolean =>
  !(error instanceof errors.JOSEError) ||
  error instanceof errors.JWKSTimeout ||
  error instanceof errors.JWKSInvalid ||
  error.code === 'ERR_JOSE_GENERIC'

/**
 * What tells this token from every other, however its signature is written: an ES256 signature is (r, s), and (r, −s) is as
 * good, so anybody can spell a token in a second way. What was signed and r are the same in both.
 */
const nameOf = (idToken: string): string => {
  const [header, payload, signature = ''] = idToken.split('.')
  return `${header}.${payload}.${toBase64Url(fromBase64(signature).slice(0, 32))}`
}

/**
 * Checks signature (ES256), issuer, audience and expiry of an ID token as LINE documents them.
 * Errors: `bad_id_token` for anything a forger or an old page could send; `unreachable` when LINE's keys could not be fetched.
 */
export const createSignIn = (settings: SignInSettings): SignIn => {
  const keys = createRemoteJWKSet(new URL(settings.jwksUrl), { timeoutDuration: fetchTimeoutMs })
  return async (idToken, now) => {
    try {
      const { payload } = await jwtVerify(idToken, keys, {
        algorithms: ['ES256'],
        issuer: settings.issuer,
        audience: settings.loginChannelId,
        requiredClaims: ['sub', 'exp', 'iat'],
        clockTolerance: clockToleranceSeconds,
        currentDate: new Date(now),
      })
      if (!/^U[0-9a-f]{32}$/.test(payload.sub ?? '')) return err('bad_id_token')
      const expiresAt = ((payload.exp ?? 0) + clockToleranceSeconds) * 1000
      return ok({ lineUserId: payload.sub!, name: nameOf(idToken), expiresAt })
    } catch (error) {
      return err(isUnreachable(error) ? 'unreachable' : 'bad_id_token')
    }
  }
}
