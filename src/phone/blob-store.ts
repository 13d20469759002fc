// Named values in the phone's IndexedDB. If the browser refuses it, values stay in memory while the page is open.
import type { BlobStore } from './draft.ts'

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

const inStore = async <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
  const database = await open()
  try {
    return await promiseOf(work(database.transaction('draft', mode).objectStore('draft')))
  } finally {
    database.close()
  }
}

const storeOf = (name: 'card' | 'phone'): BlobStore => {
  let inMemory: unknown
  return {
    get: async () => inMemory ?? (await inStore('readonly', (store) => store.get(name))),
    put: async (value) => {
      await inStore('readwrite', (store) => store.put(value, name)).catch(() => {
        inMemory = value
      })
    },
    clear: async () => {
      inMemory = undefined
      await inStore('readwrite', (store) => store.delete(name)).catch(() => undefined)
    },
  }
}

/** The encrypted draft of the card's data. */
export const draftStore = storeOf('card')
/** The HMAC key that identifies this phone. */
export const phoneKeyStore = storeOf('phone')
