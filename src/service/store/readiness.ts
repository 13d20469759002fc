// Readiness of the store: the database answers and takes writes, its migrations are as new as this code, and its keys
// unwrap.
import { sql } from 'drizzle-orm'
import journal from '../../../migrations/meta/_journal.json' with { type: 'json' }
import type { UnreadyReason } from '../model.ts'
import type { StoreContext } from './ground.ts'
import { person } from './schema.ts'

/** A newer database is fine: migrations only add, so the previous code still runs on it. */
const newest = Math.max(...journal.entries.map(({ when }) => when))

const missingTable = (error: unknown): boolean =>
  error instanceof Error && (/no such table/i.test(error.message) || missingTable(error.cause))

/** Writes one row and removes it in the same transaction: a full or read-only disk shows only in a real write. */
const writable = ({ db }: Pick<StoreContext, 'db'>): Promise<boolean> =>
  db
    .batch([
      db.run(sql`insert into __drizzle_migrations (hash, created_at) values ('write probe', -1)`),
      db.run(sql`delete from __drizzle_migrations where created_at = -1`),
    ])
    .then(
      () => true,
      () => false,
    )

/** The reason why the store is not ready, or undefined. Reads two rows at most and reveals nothing about a person. */
export const createReadiness =
  ({ db, seal }: Pick<StoreContext, 'db' | 'seal'>) =>
  async (): Promise<UnreadyReason | undefined> => {
    try {
      const [applied] = await db.all<{ at: number | null }>(sql`select max(created_at) as at from __drizzle_migrations`)
      if (Number(applied?.at ?? 0) < newest) return 'migration_pending'
      const columns = { id: person.id, wrapped: person.keyWrapped, version: person.keyVersion }
      const [row] = await db.select(columns).from(person).limit(1)
      const unwraps = !row || (await seal.unwrap(row.id, row).then(Boolean, () => false))
      if (!unwraps) return 'keys_do_not_fit'
      return (await writable({ db })) ? undefined : 'database_unwritable'
    } catch (error) {
      return missingTable(error) ? 'migration_pending' : 'database_unreachable'
    }
  }
