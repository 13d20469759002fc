// What every part of the store needs: the database, sealing and randomness.
import type { Random } from '../deps.ts'
import type { Seal } from '../keys/seal.ts'
import type { Database } from './database.ts'
import type { PersonKeys } from './person-keys.ts'

export type StoreContext = { db: Database; seal: Seal; personKeys: PersonKeys; random: Random }
