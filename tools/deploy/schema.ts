// Reads the tables of a database and finds what a migration would delete, by running it in memory first.
import { type Client, createClient } from '@libsql/client'

export type Migration = { sql: string[]; hash: string; folderMillis: number }
/** Each table with its columns, and the names of the indexes. Tables of Drizzle, SQLite and libSQL are left out. */
export type Tables = { tables: ReadonlyMap<string, readonly string[]>; indexes: ReadonlySet<string> }

const own = `name NOT LIKE 'sqlite_%' AND name NOT LIKE 'libsql_%' AND name NOT LIKE '\\_litestream%' ESCAPE '\\' AND name <> '__drizzle_migrations'`

export const readTables = async (client: Pick<Client, 'batch'>): Promise<Tables> => {
  const [columns, indexes] = await client.batch(
    [
      `SELECT m.name AS tbl, p.name AS col FROM (SELECT name FROM sqlite_master WHERE type = 'table' AND ${own}) m, pragma_table_info(m.name) p`,
      `SELECT name FROM sqlite_master WHERE type = 'index' AND ${own}`,
    ],
    'read',
  )
  const tables = new Map<string, string[]>()
  for (const { tbl, col } of columns?.rows ?? [])
    tables.set(String(tbl), [...(tables.get(String(tbl)) ?? []), String(col)])
  return { tables, indexes: new Set((indexes?.rows ?? []).map(({ name }) => String(name))) }
}

/** The tables of an empty database after these migrations. */
export const tablesAfter = async (migrations: readonly Migration[]): Promise<Tables> => {
  const client = createClient({ url: ':memory:' })
  try {
    for (const { sql } of migrations) await client.executeMultiple(sql.join(';\n'))
    return await readTables(client)
  } finally {
    client.close()
  }
}

const bare = (name: string) => name.replaceAll(/["`[\]\s]/g, '')

/** The statements without comments: a comment that says DROP must not count. */
const statementsOf = (migrations: readonly Migration[]): string[] =>
  migrations.flatMap(({ sql }) =>
    sql
      .join(';\n')
      .replaceAll(/--.*$/gm, '')
      .replaceAll(/\/\*[\s\S]*?\*\//g, '')
      .split(';')
      .map((statement) => statement.replaceAll(/\s+/g, ' ').trim())
      .filter((statement) => statement !== ''),
  )

/** The columns that `INSERT … SELECT … FROM table` copies; empty when no statement does. */
const carriedOver = (statements: readonly string[], table: string): Set<string> => {
  const from = new RegExp(`^INSERT INTO .*?\\bSELECT (.*) FROM ["\`[]?${table}["\`\\]]?( |$)`, 'i')
  return new Set(statements.flatMap((statement) => from.exec(statement)?.[1]?.split(',').map(bare) ?? []))
}

/**
 * What `pending` would delete from a database with the tables `before`, one phrase each; empty when it only adds.
 * A renamed column counts as deleted: after a rollback the old code would not find it.
 */
export const lossesOf = (pending: readonly Migration[], before: Tables, after: Tables): string[] => {
  const statements = statementsOf(pending)
  const losses = new Set<string>()
  for (const [table, columns] of before.tables) {
    const kept = after.tables.get(table)
    if (!kept) losses.add(`table ${table} goes`)
    else for (const column of columns) if (!kept.includes(column)) losses.add(`column ${table}.${column} goes`)
    const dropped = statements.some((it) =>
      new RegExp(`^DROP TABLE (IF EXISTS )?["\`[]?${table}["\`\\]]?$`, 'i').test(it),
    )
    const carried = dropped ? carriedOver(statements, table) : new Set(columns)
    if (kept && !carried.has('*'))
      for (const column of columns)
        if (!carried.has(column)) losses.add(`table ${table} is made anew without the content of ${column}`)
  }
  for (const statement of statements) {
    if (/^DELETE FROM/i.test(statement)) losses.add(`rows are deleted (${statement.slice(0, 60)})`)
    if (/^ALTER TABLE .* DROP /i.test(statement)) losses.add(`a column is dropped (${statement.slice(0, 60)})`)
    if (/^ALTER TABLE .* RENAME (COLUMN |["`[]?\w+["`\]]? TO )/i.test(statement) && !/RENAME TO/i.test(statement))
      losses.add(`a column is renamed (${statement.slice(0, 60)})`)
    const renamed = /^ALTER TABLE (\S+) RENAME TO/i.exec(statement)
    if (renamed && !bare(renamed[1] ?? '').startsWith('__new_'))
      losses.add(`a table is renamed (${statement.slice(0, 60)})`)
  }
  return [...losses]
}
