// Tests that what was put last is what is got, whatever IndexedDB does.
import { describe, expect, test } from 'vitest'
import { blobStoreOf, type InStore, type Work } from '../../src/phone/blob-store.ts'

/** A store that works like IndexedDB's, or fails as long as `down` is true. */
const database = () => {
  const rows = new Map<string, unknown>()
  const state = { down: false, rows }
  const store = {
    get: (name: string) => rows.get(name),
    put: (value: unknown, name: string) => void rows.set(name, value),
    delete: (name: string) => void rows.delete(name),
  } as unknown as IDBObjectStore
  const access: InStore = async <T>(_: IDBTransactionMode, work: Work<T>) => {
    if (state.down) throw new DOMException('Connection to Indexed Database server lost', 'UnknownError')
    return work(store) as unknown as T
  }
  return { state, access }
}

describe('a value on the phone', () => {
  test('that was put while the database was lost is got, and is written at the next access', async () => {
    const { state, access } = database()
    const store = blobStoreOf('card', access)
    state.down = true
    await store.put('front')
    expect(await store.get()).toBe('front')
    state.down = false
    expect(await store.get()).toBe('front')
    expect(state.rows.get('card')).toBe('front')
  })
  test('is the last one put, also after an earlier put was lost', async () => {
    const { state, access } = database()
    const store = blobStoreOf('card', access)
    state.down = true
    await store.put('front')
    state.down = false
    await store.put('front and back')
    expect(await store.get()).toBe('front and back')
    expect(await blobStoreOf('card', access).get()).toBe('front and back')
  })
  test('that was cleared while the database was lost stays away', async () => {
    const { state, access } = database()
    const store = blobStoreOf('card', access)
    await store.put('front')
    state.down = true
    await store.clear()
    expect(await store.get()).toBeUndefined()
    state.down = false
    expect(await store.get()).toBeUndefined()
    expect(state.rows.has('card')).toBe(false)
  })
  test('that another page wrote is read', async () => {
    const { access } = database()
    await blobStoreOf('card', access).put('one')
    const here = blobStoreOf('card', access)
    expect(await here.get()).toBe('one')
    await blobStoreOf('card', access).put('two')
    expect(await here.get()).toBe('two')
  })
})
