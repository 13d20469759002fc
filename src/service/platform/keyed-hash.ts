// Digests under a key: HMAC-SHA-256.
import { createHmac } from 'node:crypto'
import type { Bytes } from './codec.ts'

/** HMAC-SHA-256, 32 bytes. At once rather than by WebCrypto, for whose threads every request would queue. */
export const keyedHash = (key: Uint8Array, bytes: Uint8Array): Bytes =>
  new Uint8Array(createHmac('sha256', key).update(bytes).digest())
