// The vault: sealed pictures, each with a row in the database. The bytes are
// in that row or in a blob store of the runtime.
import { and, eq, sql } from 'drizzle-orm'
import type { Random, Vault } from '../deps.ts'
import type { PersonId, VaultId } from '../model.ts'
import { newId } from '../platform/ids.ts'
import type { Database } from '../store/database.ts'
import { keyOf, type PersonKeys } from '../store/person-keys.ts'
import { blob } from '../store/schema.ts'

/** A store of sealed bytes outside the database. It sees random ids, and bytes that it cannot open. */
export type BlobStore = {
  put: (id: VaultId, sealed: Uint8Array<ArrayBuffer>) => Promise<void>
  get: (id: VaultId) => Promise<Uint8Array<ArrayBuffer> | undefined>
  /** Unknown ids are ignored. */
  erase: (ids: readonly VaultId[]) => Promise<void>
}

/** The place includes person and kind: a picture assigned to another person or another use does not open. */
const picturePlace = (person: PersonId, kind: string, id: VaultId) => ({
  table: 'blob',
  column: 'sealed',
  row: JSON.stringify([person, kind, id]),
})

/**
 * Without a blob store everything is in the database, which is enough for one machine. Pictures from before a blob
 * store was added stay readable.
 */
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
      // The row is written first: bytes without a row would never be deleted.
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
      // The bytes are deleted first: while the row exists, the sweep lists the picture again.
      await blobStore?.erase(ids)
      // One parameter for any number of ids, because a database limits the parameters of a statement.
      await db.delete(blob).where(sql`${blob.id} in (select value from json_each(${JSON.stringify(ids)}))`)
    },
  }
}
