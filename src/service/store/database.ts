// What every part of the store works on: the database, the sealing, randomness.
import type { LibSQLDatabase } from 'drizzle-orm/libsql/driver-core'
import type { Random } from '../deps.ts'
import type { Seal } from '../keys/seal.ts'
import type { PersonKeys } from './person-keys.ts'

/** Drizzle over whichever libSQL client the entry chose: embedded file or HTTP. */
export type Database = LibSQLDatabase<Record<string, never>>

export type Ground = { db: Database; seal: Seal; personKeys: PersonKeys; random: Random }
