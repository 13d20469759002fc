// Drawers in the phone's IndexedDB; where a browser has none, what is put in lasts as long as the page.
import type { BlobStore } from './draft.ts'

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

const open = async (): Promise<IDBDatabase> => {
  const request = indexedDB.open('phokbat', 1)
  request.onupgradeneeded = () => request.result.createObjectStore('draft')
  return settled(request)
}

const inStore = async <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
  const database = await open()
  try {
    return await settled(work(database.transaction('draft', mode).objectStore('draft')))
  } finally {
    database.close()
  }
}

const drawer = (name: 'card' | 'phone'): BlobStore => {
  let kept: unknown
  return {
    get: async () => kept ?? (await inStore('readonly', (store) => store.get(name))),
    put: async (value) => {
      await inStore('readwrite', (store) => store.put(value, name)).catch(() => {
        kept = value
      })
    },
    clear: async () => {
      kept = undefined
      await inStore('readwrite', (store) => store.delete(name)).catch(() => undefined)
    },
  }
}

/** What was read of the card. */
export const draftStore = drawer('card')
/** The key that tells this phone from every other. */
export const phoneKeyStore = drawer('phone')
