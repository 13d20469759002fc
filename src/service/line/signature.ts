// Verifies that a webhook came from LINE: HMAC-SHA256 over the body as received, before anything is parsed.

import { createHmac, timingSafeEqual } from 'node:crypto'
import { fromBase64 } from '../../core/base64.ts'

const bytesOf = (base64: string): Uint8Array | undefined =>
  /^[A-Za-z0-9+/]{43}=$/.test(base64) ? fromBase64(base64) : undefined

/**
 * Whether `signature` (the `x-line-signature` header, base64) matches exactly this body under the channel secret.
 * Compares in constant time. Returns false, never throws, for a missing or malformed signature or an empty secret.
 * Synchronous: for so small a body, WebCrypto's thread costs more than the hash itself.
 */
export const verifySignature = (channelSecret: string, body: string, signature: string): boolean => {
  const claimed = bytesOf(signature)
  if (!claimed || channelSecret === '') return false
  return timingSafeEqual(createHmac('sha256', channelSecret).update(body).digest(), claimed)
}
