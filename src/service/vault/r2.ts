// Stores sealed pictures in an R2 bucket: seven terabytes of pictures do not fit into SQL.
import type { BlobStore } from './vault.ts'

/** The part of Cloudflare's `R2Bucket` that the service uses. */
export type Bucket = {
  put: (key: string, bytes: Uint8Array<ArrayBuffer>) => Promise<unknown>
  get: (key: string) => Promise<{ arrayBuffer: () => Promise<ArrayBuffer> } | null>
  delete: (keys: string[]) => Promise<void>
}

/** R2's limit of objects per delete call. */
const maxDeletes = 1000

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
    for (let start = 0; start < ids.length; start += maxDeletes)
      await bucket.delete(ids.slice(start, start + maxDeletes).map(keyFor))
  },
})
