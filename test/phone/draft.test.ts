// What waits on the phone is sealed: only the key that the service hands out opens it.
import { expect, test } from 'vitest'
import { type BlobStore, type Draft, openDrafts } from '../../src/phone/draft.ts'

const blobStore = (): BlobStore & { kept?: unknown } => {
  const drawer: BlobStore & { kept?: unknown } = {
    get: async () => drawer.kept,
    put: async (value) => {
      drawer.kept = value
    },
    clear: async () => {
      drawer.kept = undefined
    },
  }
  return drawer
}
const keyOf = (byte: number) => Buffer.alloc(32, byte).toString('base64url')
const draft: Draft = { fields: {}, portrait: 'c29tZWJvZHk=' }

test('a draft comes back as it was put away', async () => {
  const drafts = openDrafts(blobStore(), keyOf(251))
  await drafts.save(draft)
  expect(await drafts.load()).toEqual(draft)
})

test('what lies on the phone does not contain the portrait', async () => {
  const drawer = blobStore()
  await openDrafts(drawer, keyOf(1)).save(draft)
  const { bytes } = drawer.kept as { bytes: ArrayBuffer }
  expect(Buffer.from(bytes).includes('c29tZWJvZHk=')).toBe(false)
})

test('another person on the same phone finds no draft', async () => {
  const drawer = blobStore()
  await openDrafts(drawer, keyOf(1)).save(draft)
  expect(await openDrafts(drawer, keyOf(2)).load()).toBeUndefined()
})

test('a draft that somebody touched is no draft', async () => {
  const drawer = blobStore()
  const drafts = openDrafts(drawer, keyOf(1))
  await drafts.save(draft)
  new Uint8Array((drawer.kept as { bytes: ArrayBuffer }).bytes)[3]! ^= 1
  expect(await drafts.load()).toBeUndefined()
})

test('an empty or unreadable drawer is no draft', async () => {
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
