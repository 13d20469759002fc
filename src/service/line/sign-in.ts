// Verifies a LIFF ID token against LINE's published keys. The phone's own claims about the user are not trusted.
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

/** s. Clocks of phones and servers are often wrong by less than this. */
const clockToleranceSeconds = 60
const fetchTimeoutMs = 5000

/** Whether the keys could not be fetched, so that the token itself was not judged. */
const isUnreachable = (error: unknown): boolean =>
  !(error instanceof errors.JOSEError) ||
  error instanceof errors.JWKSTimeout ||
  error instanceof errors.JWKSInvalid ||
  error.code === 'ERR_JOSE_GENERIC'

/**
 * Identifies a token however its signature is written: an ES256 signature is (r, s), and (r, −s) is equally valid, so
 * anyone can write the same token in a second way. The signed bytes and r are the same in both.
 */
const nameOf = (idToken: string): string => {
  const [header, payload, signature = ''] = idToken.split('.')
  return `${header}.${payload}.${toBase64Url(fromBase64(signature).slice(0, 32))}`
}

/**
 * Checks signature (ES256), issuer, audience and expiry of an ID token, as LINE documents them.
 * Errors: `bad_id_token` for a forged or outdated token; `unreachable` if LINE's keys could not be fetched.
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
