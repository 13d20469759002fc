// An insert that takes effect only where a condition holds: the building block of conditional batches.
import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database } from './database.ts'

/** `INSERT … SELECT values WHERE condition`; `onConflict` is raw SQL after it. Returns a statement for a batch. */
export const insertWhere = <T extends SQLiteTable>(
  db: Database,
  table: T,
  row: T['$inferInsert'],
  condition: SQL,
  onConflict: SQL = sql``,
) => {
  const fields = row as Record<string, unknown>
  const columns = Object.entries(getTableColumns(table)).filter(([name]) => fields[name] !== undefined)
  const names = columns.map(([, column]) => sql.identifier(column.name))
  const values = columns.map(([name, column]) => sql`${sql.param(fields[name], column)}`)
  const separator = sql`, `
  return db.run(
    sql`insert into ${table} (${sql.join(names, separator)}) select ${sql.join(values, separator)} where ${condition} ${onConflict}`,
  )
}
