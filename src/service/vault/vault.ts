// Sealed pictures, each with its row in the database: the bytes lie in that row, or on a shelf that the runtime offers.
import { and, eq, sql } from 'drizzle-orm'
import type { Random, Vault } from '../deps.ts'
import type { PersonId, VaultId } from '../model.ts'
import { newId } from '../platform/ids.ts'
import type { Database } from '../store/database.ts'
import { keyOf, type PersonKeys } from '../store/person-keys.ts'
import { blob } from '../store/schema.ts'

/** Where sealed bytes lie outside the database. It sees ids that say nothing, and bytes that it cannot open. */
export type BlobStore = {
  put: (id: VaultId, sealed: Uint8Array<ArrayBuffer>) => Promise<void>
  get: (id: VaultId) => Promise<Uint8Array<ArrayBuffer> | undefined>
  /** Ids that are not there are no fault. */
  erase: (ids: readonly VaultId[]) => Promise<void>
}

/** The place names person and kind too: a picture given to another person, or another use, does not open. */
const picturePlace = (person: PersonId, kind: string, id: VaultId) => ({
  table: 'blob',
  column: 'sealed',
  row: JSON.stringify([person, kind, id]),
})

/** Without a shelf everything lies in the database: enough for one machine. What lay there before a shelf came stays readable. */
export const createVault = (parts: {
  db: Database
  personKeys: PersonKeys
  random: Random
  blobStore?: BlobStore
}): Vault => {
  const { db, personKeys, random, blobStore } = parts
  return {
    put: async (person, kind, bytes, now) => {
      const key = await keyOf(personKeys, person)
      const id = newId(random)
      const sealed = await key.seal(picturePlace(person, kind, id), new Uint8Array(bytes))
      // The row first: bytes that no row names would never be erased.
      await db.insert(blob).values({ id, person, kind, sealed: blobStore ? null : sealed, createdAt: now })
      await blobStore?.put(id, sealed)
      return id
    },
    get: async (person, id) => {
      const [row] = await db
        .select({ kind: blob.kind, sealed: blob.sealed })
        .from(blob)
        .where(and(eq(blob.id, id), eq(blob.person, person)))
      const sealed = row?.sealed ?? (row && (await blobStore?.get(id)))
      if (!row || !sealed) return undefined
      const key = await keyOf(personKeys, person)
      return key.open(picturePlace(person, row.kind, id), sealed)
    },
    erase: async (ids) => {
      if (ids.length === 0) return
      // The bytes first: while the row stands, what could not be erased is named again.
      await blobStore?.erase(ids)
      // One parameter however many: a database takes only so many.
      await db.delete(blob).where(sql`${blob.id} in (select value from json_each(${JSON.stringify(ids)}))`)
    },
  }
}
