// Tests the phone's signature of an ID token: stable across reloads, and different for each phone and each token.
import { expect, test } from 'vitest'
import type { BlobStore } from '../../src/phone/draft.ts'
import { openPhoneKey } from '../../src/phone/phone-key.ts'

const blobStore = (): BlobStore => {
  let stored: unknown
  return {
    get: async () => stored,
    put: async (value) => {
      stored = value
    },
    clear: async () => {},
  }
}

test('a phone signs a token the same way after a reload, and another token differently', async () => {
  const store = blobStore()
  const signature = await openPhoneKey(store)('token')
  expect(signature).toMatch(/^[\w-]{43}$/)
  expect(await openPhoneKey(store)('token')).toBe(signature)
  expect(await openPhoneKey(store)('another')).not.toBe(signature)
  expect(await openPhoneKey(blobStore())('token')).not.toBe(signature)
})

test('its key cannot be read out, not even by a script in the page', async () => {
  const store = blobStore()
  await openPhoneKey(store)('token')
  await expect(crypto.subtle.exportKey('raw', (await store.get()) as CryptoKey)).rejects.toThrow()
})

test('a stored value that is no key is replaced, and a store that does not open is tolerated', async () => {
  const invalid = blobStore()
  await invalid.put('something else')
  expect(await openPhoneKey(invalid)('token')).toMatch(/^[\w-]{43}$/)
  const closed: BlobStore = { ...blobStore(), get: () => Promise.reject(new Error('no IndexedDB')) }
  expect(await openPhoneKey(closed)('token')).toMatch(/^[\w-]{43}$/)
})
