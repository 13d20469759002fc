// Which phone this is: the same after a reload, another for every other phone, and for every ID token something else.
import { expect, test } from 'vitest'
import type { Shelf } from '../../src/phone/draft.ts'
import { openPhone } from '../../src/phone/phone.ts'

const shelf = (): Shelf => {
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
  const drawer = shelf()
  const word = await openPhone(drawer)('token')
  expect(word).toMatch(/^[\w-]{43}$/)
  expect(await openPhone(drawer)('token')).toBe(word)
  expect(await openPhone(drawer)('another')).not.toBe(word)
  expect(await openPhone(shelf())('token')).not.toBe(word)
})

test('its key cannot be read out, not even by a script in the page', async () => {
  const drawer = shelf()
  await openPhone(drawer)('token')
  await expect(crypto.subtle.exportKey('raw', (await drawer.get()) as CryptoKey)).rejects.toThrow()
})

test('what lies in the drawer and is no key is replaced; a drawer that does not open is no obstacle', async () => {
  const odd = shelf()
  await odd.put('something else')
  expect(await openPhone(odd)('token')).toMatch(/^[\w-]{43}$/)
  const shut: Shelf = { ...shelf(), get: () => Promise.reject(new Error('no IndexedDB')) }
  expect(await openPhone(shut)('token')).toMatch(/^[\w-]{43}$/)
})
