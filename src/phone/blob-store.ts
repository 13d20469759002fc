// Named values in the phone's IndexedDB. Where the browser refuses, loses or never answers, values stay in memory while
// the page is open, and are written again at the next access.
import type { BlobStore } from './draft.ts'
import { limits, TimedOut } from './waiting/limits.ts'

const promiseOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

const open = async (): Promise<IDBDatabase> => {
  const request = indexedDB.open('phokbat', 1)
  request.onupgradeneeded = () => request.result.createObjectStore('draft')
  return promiseOf(request)
}

export type Work<T> = (store: IDBObjectStore) => IDBRequest<T>
export type InStore = <T>(mode: IDBTransactionMode, work: Work<T>) => Promise<T>

/** One transaction, within the limit of storage. An access that was given up does nothing when its turn comes late. */
const inStore: InStore = (mode, work) =>
  new Promise((resolve, reject) => {
    let gaveUp = false
    const timer = setTimeout(() => {
      gaveUp = true
      reject(new TimedOut())
    }, limits.storage)
    const access = async () => {
      const database = await open()
      try {
        if (gaveUp) return
        resolve(await promiseOf(work(database.transaction('draft', mode).objectStore('draft'))))
      } finally {
        database.close()
      }
    }
    access()
      .catch(reject)
      .finally(() => clearTimeout(timer))
  })

/** A value that is not yet in IndexedDB; `value` undefined: what is there has to be deleted. */
type Unwritten = { value: unknown }

/**
 * The value under `name`. A read returns what was written last, wherever it lies. `access`: one transaction; tests pass
 * one that fails.
 */
export const blobStoreOf = (name: 'card' | 'phone', access: InStore = inStore): BlobStore => {
  let unwritten: Unwritten | undefined
  const write = async (change: Unwritten): Promise<void> => {
    unwritten = change
    try {
      const { value } = change
      await (value === undefined
        ? access('readwrite', (store) => store.delete(name))
        : access('readwrite', (store) => store.put(value, name)))
      if (unwritten === change) unwritten = undefined
    } catch {
      // It stays in memory, and the next access writes it.
    }
  }
  return {
    get: async () => {
      if (!unwritten) return access('readonly', (store) => store.get(name))
      const { value } = unwritten
      await write(unwritten)
      return value
    },
    put: (value) => write({ value }),
    clear: () => write({ value: undefined }),
  }
}

/** The encrypted draft of the card's data. */
export const draftStore = blobStoreOf('card')
/** The HMAC key that identifies this phone. */
export const phoneKeyStore = blobStoreOf('phone')
