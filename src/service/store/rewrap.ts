// Rotation of the master key: wraps every person's key again, in small batches, while the service runs.
import { and, eq, lt, sql } from 'drizzle-orm'
import type { Store } from '../ports/store.ts'
import type { StoreContext } from './ground.ts'
import { person } from './schema.ts'

/** Keys wrapped per call. The rest waits for the next call. */
const BATCH_SIZE = 200

/**
 * `Store['rewrap']`. Keys under the older master key stay readable meanwhile. A row that changed meanwhile is left for
 * the next call. Versions only rise: an instance that does not know the new master key yet undoes nothing.
 */
export const createRewrap =
  ({ db, seal }: Pick<StoreContext, 'db' | 'seal'>): Store['rewrap'] =>
  async (most = BATCH_SIZE) => {
    const columns = { id: person.id, wrapped: person.keyWrapped, version: person.keyVersion }
    const rows = await db.select(columns).from(person).where(lt(person.keyVersion, seal.version)).limit(most)
    const updates = await Promise.all(
      rows.map(async ({ id, ...old }) => {
        const rewrapped = await seal.rewrap(id, old)
        const unchanged = and(
          eq(person.id, id),
          eq(person.keyVersion, old.version),
          sql`${person.keyWrapped} = ${old.wrapped}`,
        )
        return { set: { keyWrapped: rewrapped.wrapped, keyVersion: rewrapped.version }, unchanged }
      }),
    )
    const [first, ...others] = updates.map(({ set, unchanged }) => db.update(person).set(set).where(unchanged))
    if (!first) return 0
    await db.batch([first, ...others])
    return rows.length
  }
