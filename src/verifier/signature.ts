// Checks ES256 signatures with WebCrypto and the issuer's published keys: in browsers, on phones, in Node 20 and on the edge.
import type { Verify } from '../core/card/token.ts'

/** One key of `issuer.json`: a JWK on P-256 with a `kid`. Other members are ignored. */
export type PublishedKey = { kid: string; kty?: string; crv?: string; x?: string; y?: string }

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }

/**
 * Returns the `Verify` for `readToken` and `readStatusToken`. A key that is missing or not on the curve is
 * `unknown_key`.
 */
export const verifierOf =
  (keys: readonly PublishedKey[]): Verify =>
  async (kid, bytes, signature) => {
    const jwk = keys.find((key) => key?.kid === kid && key.kty === 'EC' && key.crv === 'P-256')
    if (!jwk) return 'unknown_key'
    const { x, y } = jwk
    const key = await crypto.subtle
      .importKey('jwk', { kty: 'EC', crv: 'P-256', x, y }, algorithm, false, ['verify'])
      .catch(() => undefined)
    if (!key) return 'unknown_key'
    return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, bytes)
  }
