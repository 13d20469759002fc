// Sealed pictures in an R2 bucket: seven terabytes of them would not fit into SQL.
import type { BlobStore } from './vault.ts'

/** What we use of Cloudflare's `R2Bucket`. */
export type Bucket = {
  put: (key: string, bytes: Uint8Array<ArrayBuffer>) => Promise<unknown>
  get: (key: string) => Promise<{ arrayBuffer: () => Promise<ArrayBuffer> } | null>
  delete: (keys: string[]) => Promise<void>
}

/** R2 deletes at most so many objects in one call. */
const atOnce = 1000

const keyFor = (id: string) => `picture/${id}`

export const createR2BlobStore = (bucket: Bucket): BlobStore => ({
  put: async (id, sealed) => {
    await bucket.put(keyFor(id), sealed)
  },
  get: async (id) => {
    const object = await bucket.get(keyFor(id))
    return object ? new Uint8Array(await object.arrayBuffer()) : undefined
  },
  erase: async (ids) => {
    for (let from = 0; from < ids.length; from += atOnce)
      await bucket.delete(ids.slice(from, from + atOnce).map(keyFor))
  },
})
