// Which phone this is: a key that was made here and cannot be read out, under which it says of each ID token what no other can.

import { base64Of } from './base64.ts'
import type { Shelf } from './draft.ts'

const HMAC = { name: 'HMAC', hash: 'SHA-256' } as const

const keyFrom = async (shelf: Shelf): Promise<CryptoKey> => {
  const known = await shelf.get().catch(() => undefined)
  if (known instanceof CryptoKey) return known
  const key = (await crypto.subtle.generateKey(HMAC, false, ['sign'])) as CryptoKey
  await shelf.put(key)
  return key
}

/** A different word for each token: nothing that could be followed from one visit to the next. 32 bytes as base64url. */
export const openPhone = (shelf: Shelf) => {
  let key: Promise<CryptoKey> | undefined
  return async (idToken: string): Promise<string> => {
    key ??= keyFrom(shelf)
    const word = await crypto.subtle.sign('HMAC', await key, new TextEncoder().encode(idToken))
    return base64Of(new Uint8Array(word)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  }
}
