// What every part of the store needs: the database, sealing, MACs of rows, and randomness.
import type { Random } from '../deps.ts'
import type { Seal } from '../keys/seal.ts'
import type { Database } from './database.ts'
import type { PersonKeys } from './person-keys.ts'
import type { RowGuard } from './row-guard.ts'

export type StoreContext = { db: Database; seal: Seal; personKeys: PersonKeys; random: Random; rows: RowGuard }
