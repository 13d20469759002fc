// Promises that a webhook came from LINE: HMAC-SHA256 over the body as it arrived, checked before anything is parsed.

import { createHmac, timingSafeEqual } from 'node:crypto'
import { fromBase64 } from '../../core/base64.ts'

const bytesOf = (base64: string): Uint8Array | undefined =>
  /^[A-Za-z0-9+/]{43}=$/.test(base64) ? fromBase64(base64) : undefined

/**
 * Whether `signature` (the `x-line-signature` header, base64) belongs to exactly this body under the channel secret.
 * Compared in constant time. A missing or malformed signature and an empty secret are false, never an error.
 * At once rather than by WebCrypto: handing so small a body to another thread costs a webhook more than the sum itself.
 */
export const verifySignature = (channelSecret: string, body: string, signature: string): boolean => {
  const claimed = bytesOf(signature)
  if (!claimed || channelSecret === '') return false
  return timingSafeEqual(createHmac('sha256', channelSecret).update(body).digest(), claimed)
}
