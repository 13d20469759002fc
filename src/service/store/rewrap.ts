// Rotation of the master key: wraps every person's key again, and renews the MACs of rows, in small batches, while the
// service runs.
import { and, type Column, eq, getTableColumns, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Store } from '../ports/store.ts'
import type { StoreContext } from './ground.ts'
import { guardedTables } from './guarded-tables.ts'
import { versionPrefix } from './row-guard.ts'
import { person } from './schema.ts'

type RewrapContext = Pick<StoreContext, 'db' | 'seal' | 'rows'>
type Row = Record<string, unknown> & { mac: string | null }

/** Keys wrapped per call. The rest waits for the next call. */
const BATCH_SIZE = 200
/** Rows per table and call whose MAC an instance wrote under the older key after their person was rewrapped. */
const LATE_ROWS = 500

const columnsOf = (table: SQLiteTable): Record<string, Column> => getTableColumns(table)
const keyColumn = (table: SQLiteTable): [string, Column] =>
  Object.entries(columnsOf(table)).find(([, { primary }]) => primary)!

/** The statements that renew the MACs of these rows; a row that changed meanwhile is left for the next call. */
const renewals = async ({ db, rows }: Pick<RewrapContext, 'db' | 'rows'>, table: SQLiteTable, found: Row[]) => {
  const [name, key] = keyColumn(table)
  const statements = found.map(async (row): Promise<BatchItem<'sqlite'>[]> => {
    const mac = await rows.renewed(table, row)
    if (!mac) return []
    return [
      db
        .update(table)
        .set({ mac })
        .where(and(sql`${key} = ${row[name]}`, rows.unchanged(table, row))),
    ]
  })
  return (await Promise.all(statements)).flat()
}

/**
 * Renews MACs of up to `most` rows of a guarded table that `which` selects. @returns how many it renewed and read: wrong
 * MACs stay as they are.
 */
export const renewMacs = async (
  context: Pick<RewrapContext, 'db' | 'rows'>,
  table: SQLiteTable,
  which: SQL,
  most: number,
) => {
  const found = (await context.db.select().from(table).where(which).limit(most)) as Row[]
  const [first, ...others] = await renewals(context, table, found)
  if (first) await context.db.batch([first, ...others])
  return { renewed: first ? others.length + 1 : 0, read: found.length }
}

/** SQL: the row's MAC is under an older master key than `version`. */
export const underOlderKey = (table: SQLiteTable, version: number): SQL =>
  sql`${columnsOf(table).mac} < ${versionPrefix(version)}`

/** All guarded rows of these people, but for the rows of `person`, which are written with their key. */
const rowsOf = async ({ db, rows, seal }: RewrapContext, people: readonly string[]) => {
  const statements = guardedTables.map(async ({ table }) => {
    const owner = columnsOf(table).person as SQLiteColumn | undefined
    if (!owner) return []
    const which = and(inArray(owner, [...people]), underOlderKey(table, seal.version))
    return renewals({ db, rows }, table, (await db.select().from(table).where(which)) as Row[])
  })
  return (await Promise.all(statements)).flat()
}

/**
 * `Store['rewrap']`. Keys under the older master key stay readable meanwhile. A row that changed meanwhile is left for
 * the next call. Versions only rise: an instance that does not know the new master key yet undoes nothing. The rows of a
 * person go first: after a crash between the two batches the person is found again.
 */
export const createRewrap =
  (context: RewrapContext): Store['rewrap'] =>
  async (most = BATCH_SIZE) => {
    const { db, seal, rows } = context
    const found = await db.select().from(person).where(lt(person.keyVersion, seal.version)).limit(most)
    if (found.length === 0) {
      // Only while an older key is there: without one nothing can be under it, and this reads whole tables.
      if (seal.olderKeys)
        for (const { table } of guardedTables)
          await renewMacs(context, table, underOlderKey(table, seal.version), LATE_ROWS)
      return 0
    }
    const [firstRow, ...otherRows] = await rowsOf(
      context,
      found.map(({ id }) => id),
    )
    if (firstRow) await db.batch([firstRow, ...otherRows])
    const updates = await Promise.all(
      found.map(async (row) => {
        const rewrapped = await seal.rewrap(row.id, { wrapped: row.keyWrapped, version: row.keyVersion })
        const mac = await rows.renewed(person, row)
        const unchanged = and(
          eq(person.id, row.id),
          eq(person.keyVersion, row.keyVersion),
          sql`${person.keyWrapped} = ${row.keyWrapped}`,
        )
        return { set: { keyWrapped: rewrapped.wrapped, keyVersion: rewrapped.version, ...(mac && { mac }) }, unchanged }
      }),
    )
    const [first, ...others] = updates.map(({ set, unchanged }) => db.update(person).set(set).where(unchanged))
    if (first) await db.batch([first, ...others])
    return found.length
  }
