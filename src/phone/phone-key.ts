// Identifies this phone: computes an HMAC of each ID token with a key that was made here and cannot be exported.

import { toBase64Url } from '../core/base64.ts'
import type { BlobStore } from './draft.ts'

const HMAC = { name: 'HMAC', hash: 'SHA-256' } as const

const keyFrom = async (store: BlobStore): Promise<CryptoKey> => {
  const known = await store.get().catch(() => undefined)
  if (known instanceof CryptoKey) return known
  const key = (await crypto.subtle.generateKey(HMAC, false, ['sign'])) as CryptoKey
  await store.put(key)
  return key
}

/**
 * Returns a function from an ID token to its HMAC-SHA-256 (32 bytes as base64url). The value differs for each token, so
 * it cannot be used to link visits.
 */
export const openPhoneKey = (store: BlobStore) => {
  let key: Promise<CryptoKey> | undefined
  return async (idToken: string): Promise<string> => {
    key ??= keyFrom(store)
    const signature = await crypto.subtle.sign('HMAC', await key, new TextEncoder().encode(idToken))
    return toBase64Url(new Uint8Array(signature))
  }
}
