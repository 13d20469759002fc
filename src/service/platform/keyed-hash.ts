// Keyed hashes: HMAC-SHA-256.
import { createHmac } from 'node:crypto'
import type { Bytes } from './codec.ts'

/** HMAC-SHA-256, 32 bytes. Synchronous: with WebCrypto every request would queue for its threads. */
export const keyedHash = (key: Uint8Array, bytes: Uint8Array): Bytes =>
  new Uint8Array(createHmac('sha256', key).update(bytes).digest())
