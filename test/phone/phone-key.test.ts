// Which phone this is: the same after a reload, another for every other phone, and for every ID token something else.
import { expect, test } from 'vitest'
import type { BlobStore } from '../../src/phone/draft.ts'
import { openPhoneKey } from '../../src/phone/phone-key.ts'

const blobStore = (): BlobStore => {
  let kept: unknown
  return {
    get: async () => kept,
    put: async (value) => {
      kept = value
    },
    clear: async () => {},
  }
}

test('a phone says the same of a token after a reload, and of another token something else', async () => {
  const drawer = blobStore()
  const word = await openPhoneKey(drawer)('token')
  expect(word).toMatch(/^[\w-]{43}$/)
  expect(await openPhoneKey(drawer)('token')).toBe(word)
  expect(await openPhoneKey(drawer)('another')).not.toBe(word)
  expect(await openPhoneKey(blobStore())('token')).not.toBe(word)
})

test('its key cannot be read out, not even by a script in the page', async () => {
  const drawer = blobStore()
  await openPhoneKey(drawer)('token')
  await expect(crypto.subtle.exportKey('raw', (await drawer.get()) as CryptoKey)).rejects.toThrow()
})

test('what lies in the drawer and is no key is replaced; a drawer that does not open is no obstacle', async () => {
  const odd = blobStore()
  await odd.put('something else')
  expect(await openPhoneKey(odd)('token')).toMatch(/^[\w-]{43}$/)
  const shut: BlobStore = { ...blobStore(), get: () => Promise.reject(new Error('no IndexedDB')) }
  expect(await openPhoneKey(shut)('token')).toMatch(/^[\w-]{43}$/)
})
