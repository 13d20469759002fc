// Caches each person's data key in memory: a transition must seal before its single round trip.
import { eq } from 'drizzle-orm'
import type { PersonKey, Seal } from '../keys/seal.ts'
import type { PersonId } from '../model.ts'
import type { Database } from './database.ts'
import { person } from './schema.ts'

/** Undefined for an unknown person. `forget` drops the key of an erased person from memory. */
export type PersonKeys = ((id: PersonId) => Promise<PersonKey | undefined>) & { forget: (id: PersonId) => void }

/**
 * Unwrapped keys in the cache at most, some kilobytes each; the oldest is dropped first. The limit matches the people
 * in action at once during a rush; more keys would only use memory. The keys cannot be exported.
 */
const MAX_CACHED = 1_000

export const createPersonKeys = ({ db, seal }: { db: Database; seal: Seal }): PersonKeys => {
  // The cache holds promises, so that a request which needs a key in several places fetches it once.
  const cache = new Map<PersonId, ReturnType<PersonKeys>>()
  const fetchKey = async (id: PersonId): ReturnType<PersonKeys> => {
    const columns = { wrapped: person.keyWrapped, version: person.keyVersion }
    const [row] = await db.select(columns).from(person).where(eq(person.id, id))
    return row && seal.unwrap(id, row)
  }
  const keyFor = (id: PersonId) => {
    const cached = cache.get(id)
    if (cached) return cached
    const key = fetchKey(id)
    const forget = () => void cache.delete(id)
    key.then((found) => found ?? forget(), forget)
    const oldest = cache.keys().next()
    if (cache.size >= MAX_CACHED && !oldest.done) cache.delete(oldest.value)
    cache.set(id, key)
    return key
  }
  return Object.assign(keyFor, { forget: (id: PersonId) => void cache.delete(id) })
}

/** The key of a person who must exist. Throws otherwise, because that is a bug. */
export const keyOf = async (keys: PersonKeys, id: PersonId): Promise<PersonKey> => {
  const key = await keys(id)
  if (!key) throw new Error('no such person')
  return key
}
