// Checks and migrates the database of a deployment: can it be reached and written to, and which migrations have run?
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql/http'
import { migrate } from 'drizzle-orm/libsql/migrator'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { err, ok, type Result } from '../../src/core/result.ts'
import { timedOut, withinTime } from '../../src/service/line/deadline.ts'
import { lossesOf, type Migration, readTables, type Tables, tablesAfter } from './schema.ts'
import type { Values } from './values.ts'

export type WrappedKey = { person: string; wrapped: Uint8Array<ArrayBuffer>; version: number }
export type DatabaseState = {
  /** How many migrations are still to run. */
  pending: number
  /** What these migrations would delete, one phrase each. */
  losses: string[]
  /** The wrapped key of one user, if there is any: PHOKBAT_KEYS must open it. */
  someone?: WrappedKey
}
export type Databases = {
  names: readonly string[]
  /** Changes nothing. The reason of a failure is a sentence. */
  inspect: (name: string) => Promise<Result<DatabaseState>>
  migrate: (name: string) => Promise<Result<void>>
}

const patience = 20_000
const shipped = join(import.meta.dirname, '../../migrations')

/** What SQLite's error codes mean to the operator when the database is a local file. */
const ofFiles = {
  SQLITE_READONLY: 'the database file can only be read: give it and its folder to the user that runs this',
  SQLITE_CANTOPEN:
    'the database file of DATABASE_URL cannot be opened: see that its folder is there, and that this user may write to it',
  SQLITE_NOTADB: 'the file of DATABASE_URL is no database: compare the path, or restore a backup',
  SQLITE_CORRUPT: 'the database file is damaged: restore a backup',
  SQLITE_BUSY: 'another program is writing to the database file: stop it, and run again',
  SQLITE_FULL: 'the disk of the database is full: make room, and run again',
}

const explain = (error: unknown): string => {
  const said =
    error instanceof Error ? `${error.message} ${error.cause instanceof Error ? error.cause.message : ''}`.trim() : ''
  const file = Object.entries(ofFiles).find(([code]) => said.includes(code))
  if (file) return file[1]
  if (/\b401\b|unauthori[sz]ed|authenticat|jwt/i.test(said))
    return 'the database does not accept DATABASE_TOKEN: make a new one (`turso db tokens create NAME`)'
  if (/\b403\b|read.?only|blocked|write.*(forbidden|not allowed|denied)|not authorized/i.test(said))
    return 'the database can only be read: make a token of this database that may write, and lift the limit of your plan if one is reached'
  if (/\b404\b|\b405\b|unexpected|not valid json/i.test(said))
    return 'there is no libSQL database at DATABASE_URL: compare it with `turso db show NAME --url`'
  if (/fetch failed|ECONN|ENOTFOUND|EAI_AGAIN|certificate|socket/i.test(said))
    return 'the database cannot be reached at DATABASE_URL: see that it runs, and that this machine may connect to it'
  return `the database refuses (${said.slice(0, 160)}): try the same with its own shell`
}

/** Throws unless the database can be written to. Creates a table in a transaction and rolls it back: there is no other way to know. */
const canWrite = async (client: Client): Promise<void> => {
  const attempt = await client.transaction('write')
  try {
    await attempt.execute('CREATE TABLE phokbat_probe (probe integer)')
    await attempt.rollback()
  } finally {
    attempt.close()
  }
}

const appliedTo = async (client: Client): Promise<{ hash: string; at: number }[]> => {
  const there = await client.execute(`SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'`)
  if (there.rows.length === 0) return []
  const { rows } = await client.execute('SELECT hash, created_at FROM __drizzle_migrations ORDER BY created_at')
  return rows.map(({ hash, created_at }) => ({ hash: String(hash), at: Number(created_at) }))
}

/** Compares the database with what its recorded migrations should have made. @returns a sentence for the first difference; tables of other programs are ignored. */
const compare = (there: Tables, done: Tables, all: Tables): string | undefined => {
  const missing = [...done.tables].flatMap(([table, columns]) => {
    const has = there.tables.get(table)
    return has ? columns.filter((column) => !has.includes(column)).map((column) => `${table}.${column}`) : [table]
  })
  missing.push(...[...done.indexes].filter((index) => !there.indexes.has(index)))
  const early = [...all.tables].flatMap(([table, columns]) => {
    const [has, should] = [there.tables.get(table), done.tables.get(table)]
    if (!has) return []
    return should ? columns.filter((column) => has.includes(column) && !should.includes(column)) : [table]
  })
  if (missing.length > 0) return `${missing[0]} is missing although the migration that makes it is noted as done`
  if (early.length > 0) return `${early[0]} is there although the migration that makes it is not noted as done`
  return undefined
}

const someoneIn = async (client: Client, tables: Tables): Promise<WrappedKey | undefined> => {
  if (!tables.tables.has('person')) return undefined
  const { rows } = await client.execute('SELECT id, key_wrapped, key_version FROM person LIMIT 1')
  const row = rows[0]
  return (
    row && {
      person: String(row.id),
      wrapped: new Uint8Array(row.key_wrapped as ArrayBuffer),
      version: Number(row.key_version),
    }
  )
}

const standingOf = async (client: Client, known: Migration[]): Promise<Result<DatabaseState>> => {
  await canWrite(client)
  const [applied, there] = [await appliedTo(client), await readTables(client)]
  const newest = known.at(-1)?.folderMillis ?? 0
  if (applied.some(({ at }) => at > newest))
    return err('the database was migrated by a newer version of Phokbat: deploy that version or a later one (git pull)')
  if (applied.some(({ hash }, i) => known[i]?.hash !== hash))
    return err('a migration that already ran is not the one in migrations/: deploy from the version that it came from')
  const pending = known.slice(applied.length)
  const [done, all] = [await tablesAfter(known.slice(0, applied.length)), await tablesAfter(known)]
  const torn = compare(there, done, all)
  if (torn)
    return err(
      `a migration of the database stands half-finished: ${torn}. Restore the backup from before it, and run again`,
    )
  return ok({ pending: pending.length, losses: lossesOf(pending, done, all), someone: await someoneIn(client, there) })
}

/** @param folder the migrations, as `npm run db:new` writes them. */
export const openDatabases = (values: Values, folder = shipped): Databases => {
  const work = async <T>(task: (client: Client) => Promise<Result<T>>): Promise<Result<T>> => {
    let client: Client | undefined
    try {
      client = createClient({ url: values.DATABASE_URL ?? '', authToken: values.DATABASE_TOKEN })
      const outcome = await withinTime(patience, task(client))
      return outcome === timedOut ? err(explain(new Error('fetch failed: timed out'))) : outcome
    } catch (error) {
      return err(explain(error))
    } finally {
      client?.close()
    }
  }
  return {
    names: ['DATABASE_URL'],
    inspect: () => work((client) => standingOf(client, readMigrationFiles({ migrationsFolder: folder }))),
    migrate: () => work(async (client) => ok(await migrate(drizzle(client), { migrationsFolder: folder }))),
  }
}
