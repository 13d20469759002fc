// Tests that the draft on the phone is encrypted: only the key from the service decrypts it.
import { expect, test } from 'vitest'
import { type BlobStore, type Draft, openDrafts } from '../../src/phone/draft.ts'

const blobStore = (): BlobStore & { content?: unknown } => {
  const store: BlobStore & { content?: unknown } = {
    get: async () => store.content,
    put: async (value) => {
      store.content = value
    },
    clear: async () => {
      store.content = undefined
    },
  }
  return store
}
const keyOf = (byte: number) => Buffer.alloc(32, byte).toString('base64url')
const draft: Draft = { fields: {}, portrait: 'c29tZWJvZHk=' }

test('a draft is loaded as it was saved', async () => {
  const drafts = openDrafts(blobStore(), keyOf(251))
  await drafts.save(draft)
  expect(await drafts.load()).toEqual(draft)
})

test('the stored bytes do not contain the portrait', async () => {
  const store = blobStore()
  await openDrafts(store, keyOf(1)).save(draft)
  const { bytes } = store.content as { bytes: ArrayBuffer }
  expect(Buffer.from(bytes).includes('c29tZWJvZHk=')).toBe(false)
})

test('another person on the same phone finds no draft', async () => {
  const store = blobStore()
  await openDrafts(store, keyOf(1)).save(draft)
  expect(await openDrafts(store, keyOf(2)).load()).toBeUndefined()
})

test('an altered draft is no draft', async () => {
  const store = blobStore()
  const drafts = openDrafts(store, keyOf(1))
  await drafts.save(draft)
  new Uint8Array((store.content as { bytes: ArrayBuffer }).bytes)[3]! ^= 1
  expect(await drafts.load()).toBeUndefined()
})

test('an empty or unreadable store holds no draft', async () => {
  expect(await openDrafts(blobStore(), keyOf(1)).load()).toBeUndefined()
  const broken = { ...blobStore(), get: () => Promise.reject(new Error('no storage')) }
  expect(await openDrafts(broken, keyOf(1)).load()).toBeUndefined()
})

test('an erased draft is gone', async () => {
  const drafts = openDrafts(blobStore(), keyOf(1))
  await drafts.save(draft)
  await drafts.erase()
  expect(await drafts.load()).toBeUndefined()
})
