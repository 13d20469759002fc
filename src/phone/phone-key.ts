// Which phone this is: a key that was made here and cannot be read out, under which it says of each ID token what no other can.

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

/** A different word for each token: nothing that could be followed from one visit to the next. 32 bytes as base64url. */
export const openPhoneKey = (store: BlobStore) => {
  let key: Promise<CryptoKey> | undefined
  return async (idToken: string): Promise<string> => {
    key ??= keyFrom(store)
    const word = await crypto.subtle.sign('HMAC', await key, new TextEncoder().encode(idToken))
    return toBase64Url(new Uint8Array(word))
  }
}
