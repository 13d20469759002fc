// A new master key takes over: every person's key is wrapped anew, a handful at a time, while the service runs.
import { and, eq, lt, sql } from 'drizzle-orm'
import type { Store } from '../ports/store.ts'
import type { StoreContext } from './ground.ts'
import { person } from './schema.ts'

/** Wrapped anew in one write; what is not reached waits for the next. */
const HANDFUL = 200

/**
 * `Store['rewrap']`. What was wrapped under the older key opens all along; a row that changed meanwhile is left for the next
 * time. Only upwards: an instance that does not know the new key yet undoes nothing.
 */
export const createRewrap =
  ({ db, seal }: Pick<StoreContext, 'db' | 'seal'>): Store['rewrap'] =>
  async (most = HANDFUL) => {
    const columns = { id: person.id, wrapped: person.keyWrapped, version: person.keyVersion }
    const rows = await db.select(columns).from(person).where(lt(person.keyVersion, seal.version)).limit(most)
    const updates = await Promise.all(
      rows.map(async ({ id, ...old }) => {
        const fresh = await seal.rewrap(id, old)
        const same = and(
          eq(person.id, id),
          eq(person.keyVersion, old.version),
          sql`${person.keyWrapped} = ${old.wrapped}`,
        )
        return { set: { keyWrapped: fresh.wrapped, keyVersion: fresh.version }, same }
      }),
    )
    const [first, ...others] = updates.map(({ set, same }) => db.update(person).set(set).where(same))
    if (!first) return 0
    await db.batch([first, ...others])
    return rows.length
  }
