// Whether the store can serve: the database answers, is as new as this code, and opens under these keys.
import { sql } from 'drizzle-orm'
import journal from '../../../migrations/meta/_journal.json' with { type: 'json' }
import type { UnreadyReason } from '../model.ts'
import type { StoreContext } from './ground.ts'
import { person } from './schema.ts'

/** A newer database is fine: migrations only add, so that the code before still runs. */
const newest = Math.max(...journal.entries.map(({ when }) => when))

const missingTable = (error: unknown): boolean =>
  error instanceof Error && (/no such table/i.test(error.message) || missingTable(error.cause))

/** Undefined when all is well. Reads two rows at most, and tells nothing about anybody. */
export const createReadiness =
  ({ db, seal }: Pick<StoreContext, 'db' | 'seal'>) =>
  async (): Promise<UnreadyReason | undefined> => {
    try {
      const [applied] = await db.all<{ at: number | null }>(sql`select max(created_at) as at from __drizzle_migrations`)
      if (Number(applied?.at ?? 0) < newest) return 'migration_pending'
      const columns = { id: person.id, wrapped: person.keyWrapped, version: person.keyVersion }
      const [someone] = await db.select(columns).from(person).limit(1)
      const fits = !someone || (await seal.unwrap(someone.id, someone).then(Boolean, () => false))
      return fits ? undefined : 'keys_do_not_fit'
    } catch (error) {
      return missingTable(error) ? 'migration_pending' : 'database_unreachable'
    }
  }
