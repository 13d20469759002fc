// One person's key, fetched once and kept for a while: a move has to seal before its one round trip.
import { eq } from 'drizzle-orm'
import type { PersonKey, Seal } from '../keys/seal.ts'
import type { PersonId } from '../model.ts'
import type { Database } from './database.ts'
import { person } from './schema.ts'

/** Undefined for somebody we do not know. `forget`: the person is gone, and the key kept in memory goes too. */
export type PersonKeys = ((id: PersonId) => Promise<PersonKey | undefined>) & { forget: (id: PersonId) => void }

/**
 * Unwrapped keys held in memory at most, some kilobytes each; the oldest goes first. As many as are on their way at once in a
 * rush: what is held beyond that is memory that only grows. They cannot be exported.
 */
const KEPT = 1_000

export const createPersonKeys = ({ db, seal }: { db: Database; seal: Seal }): PersonKeys => {
  // Promises, so that a request which needs the key in several places at once asks for it once.
  const kept = new Map<PersonId, ReturnType<PersonKeys>>()
  const fetched = async (id: PersonId): ReturnType<PersonKeys> => {
    const columns = { wrapped: person.keyWrapped, version: person.keyVersion }
    const [row] = await db.select(columns).from(person).where(eq(person.id, id))
    return row && seal.unwrap(id, row)
  }
  const keyFor = (id: PersonId) => {
    const known = kept.get(id)
    if (known) return known
    const key = fetched(id)
    const forget = () => void kept.delete(id)
    key.then((found) => found ?? forget(), forget)
    const oldest = kept.keys().next()
    if (kept.size >= KEPT && !oldest.done) kept.delete(oldest.value)
    kept.set(id, key)
    return key
  }
  return Object.assign(keyFor, { forget: (id: PersonId) => void kept.delete(id) })
}

/** For callers whose person must exist: anything else is a bug. */
export const keyOf = async (keys: PersonKeys, id: PersonId): Promise<PersonKey> => {
  const key = await keys(id)
  if (!key) throw new Error('no such person')
  return key
}
