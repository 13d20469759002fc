// The handle of the database, whichever client opened it.
import type { LibSQLDatabase } from 'drizzle-orm/libsql/driver-core'

/** Drizzle over whichever libSQL client the entry chose: embedded file or HTTP. */
export type Database = LibSQLDatabase<Record<string, never>>
