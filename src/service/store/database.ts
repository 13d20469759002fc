// The type of the database handle.
import type { LibSQLDatabase } from 'drizzle-orm/libsql/driver-core'

/** Drizzle over the libSQL client that the entry point chose: embedded file or HTTP. */
export type Database = LibSQLDatabase<Record<string, never>>
