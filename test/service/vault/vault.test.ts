import fc from 'fast-check'
import { Miniflare } from 'miniflare'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { blob } from '../../../src/service/store/schema.ts'
import { type Bucket, createR2BlobStore } from '../../../src/service/vault/r2.ts'
import { material, now, openStore, partsOn, temporaryFile } from '../../kit/store.ts'

const workerd = new Miniflare({ modules: true, script: 'export default {}', cf: false, r2Buckets: ['VAULT'] })
let bucket: Bucket & { list: () => Promise<{ objects: { key: string }[] }> }
beforeAll(async () => {
  bucket = (await workerd.getR2Bucket('VAULT')) as unknown as typeof bucket
})
afterAll(() => workerd.dispose())

describe.each(['the database', 'R2'])('the vault, in %s', (place) => {
  const withPerson = async () => {
    const parts = await openStore(':memory:', place === 'R2' ? createR2BlobStore(bucket) : undefined)
    const { id } = await parts.store.people.findOrCreate('U1', 'th', now)
    return { ...parts, id }
  }

  it('returns the bytes that were put into it', async () => {
    const { vault, id } = await withPerson()
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (bytes) => {
        const stored = await vault.put(id, 'photo', bytes, now)
        expect(await vault.get(id, stored)).toEqual(bytes)
      }),
      { numRuns: 50 },
    )
  })

  it('stores a picture that is a view of a larger buffer', async () => {
    const { vault, id } = await withPerson()
    const view = new Uint8Array([1, 2, 3, 4, 5]).subarray(1, 3)
    expect(await vault.get(id, await vault.put(id, 'portrait', view, now))).toEqual(new Uint8Array([2, 3]))
  })

  it('does not return the picture of another person', async () => {
    const { vault, store, id } = await withPerson()
    const other = await store.people.findOrCreate('U2', 'th', now)
    const stored = await vault.put(id, 'portrait', new Uint8Array([1]), now)
    expect(await vault.get(other.id, stored)).toBeUndefined()
    expect(await vault.get(id, 'no such picture')).toBeUndefined()
  })

  it('keeps nothing of an erased picture', async () => {
    const { vault, db, id } = await withPerson()
    const stored = await Promise.all([1, 2, 3].map((byte) => vault.put(id, 'photo', new Uint8Array([byte]), now)))
    await vault.erase(stored.slice(0, 2))
    await vault.erase([])
    expect(await db.select({ id: blob.id }).from(blob)).toEqual([{ id: stored[2] }])
    expect(await vault.get(id, stored[0]!)).toBeUndefined()
    const { objects } = await bucket.list()
    expect(objects.filter(({ key }) => stored.slice(0, 2).some((id) => key.endsWith(id)))).toEqual([])
  })

  it('erases more pictures at once than one call of the database or of R2 accepts', async () => {
    const { vault, db, id } = await withPerson()
    const stored = await vault.put(id, 'photo', new Uint8Array([1]), now)
    const many = place === 'R2' ? 2500 : 40_000
    await vault.erase([...Array.from({ length: many }, (_, i) => `none-${i}`), stored])
    expect(await db.$count(blob)).toBe(0)
  })
})

describe('R2', () => {
  it('contains only ciphertext under random names, and the database contains no bytes', async () => {
    const { vault, store, db } = await openStore(':memory:', createR2BlobStore(bucket))
    const { id } = await store.people.findOrCreate('U1', 'th', now)
    const stored = await vault.put(id, 'portrait', new TextEncoder().encode('a face, say'), now)
    const object = await (await bucket.get(`picture/${stored}`))?.arrayBuffer()
    expect(Buffer.from(object ?? new ArrayBuffer(0)).toString('latin1')).not.toContain('a face')
    expect(object?.byteLength).toBeGreaterThan('a face, say'.length)
    expect(await db.select({ sealed: blob.sealed }).from(blob)).toEqual([{ sealed: null }])
  })

  it('can be added to a service with pictures in its database, which stay readable', async () => {
    const file = `file:${temporaryFile()}`
    const before = await openStore(file)
    const { id } = await before.store.people.findOrCreate('U1', 'th', now)
    const stored = await before.vault.put(id, 'portrait', new Uint8Array([7]), now)
    const after = partsOn(file, material, createR2BlobStore(bucket))
    expect(await after.vault.get(id, stored)).toEqual(new Uint8Array([7]))
    after.client.close()
  })

  it('keeps the row if the bytes could not be deleted, so that the sweep lists them again', async () => {
    const blobStore = createR2BlobStore({
      ...bucket,
      put: (...given) => bucket.put(...given),
      delete: async () => Promise.reject(new Error('down')),
    })
    const { vault, store, db } = await openStore(':memory:', blobStore)
    const { id } = await store.people.findOrCreate('U1', 'th', now)
    const stored = await vault.put(id, 'photo', new Uint8Array([1]), now)
    await expect(vault.erase([stored])).rejects.toThrow('down')
    expect(await db.$count(blob)).toBe(1)
  })
})

describe('the vault, in a bucket that refuses', () => {
  const refused = new Error('R2 is away')
  const away: Bucket = {
    put: () => Promise.reject(refused),
    get: (key) => bucket.get(key),
    delete: (keys) => bucket.delete(keys),
  }

  it('acknowledges no picture that the bucket did not take, and has none to return', async () => {
    const { store, db, vault } = await openStore(':memory:', createR2BlobStore(away))
    const { id } = await store.people.findOrCreate('U1', 'th', now)
    await expect(vault.put(id, 'photo', new Uint8Array([1]), now)).rejects.toThrow('R2 is away')
    // The row stays: the sweep finds by it what the bucket may have taken after all.
    const [row] = await db.select({ id: blob.id }).from(blob)
    expect(await vault.get(id, row!.id)).toBeUndefined()
  })
})
