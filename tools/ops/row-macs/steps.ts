// The MACs of rows: reports rows that the service refuses, and gives MACs to rows from before them. Decision 095.
import { createClient } from '@libsql/client'
import { and, asc, type Column, getTableColumns, gt, type SQL, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/libsql'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { type KeyMaterial, readKeyMaterial } from '../../../src/service/keys/material.ts'
import { createSeal } from '../../../src/service/keys/seal.ts'
import type { Database } from '../../../src/service/store/database.ts'
import { guardedTables } from '../../../src/service/store/guarded-tables.ts'
import { renewMacs, underOlderKey } from '../../../src/service/store/rewrap.ts'
import { createRowGuard, type RowFault } from '../../../src/service/store/row-guard.ts'
import type { EnvFile } from '../../deploy/env-file.ts'

type StepContext = { file: EnvFile; say: (sentence: string) => void }
type Row = Record<string, unknown> & { mac: string | null }

/** Rows read at a time. */
const PAGE = 500

const opened = <T>(file: EnvFile, work: (db: Database) => Promise<T>): Promise<T> => {
  const { DATABASE_URL: url = '', DATABASE_TOKEN: authToken } = file.read()
  const client = createClient({ url, authToken })
  return work(drizzle(client)).finally(() => client.close())
}

/** Every row of a guarded table, in pages. */
async function* pages(db: Database, table: SQLiteTable): AsyncGenerator<[Row[], string, SQLiteColumn]> {
  const columns: Record<string, Column> = getTableColumns(table)
  const [name, key] = Object.entries(columns).find(([, { primary }]) => primary) as [string, SQLiteColumn]
  for (let after: unknown = key.dataType === 'number' ? -1 : ''; ; ) {
    const found = (await db.select().from(table).where(gt(key, after)).orderBy(asc(key)).limit(PAGE)) as Row[]
    yield [found, name, key]
    if (found.length < PAGE) return
    after = found.at(-1)?.[name]
  }
}

type Refused = { table: string; fault: RowFault; count: number }

/**
 * Checks every guarded row as the service does. `mend`: which rows get the MAC of what stands in them now.
 * @returns how many rows have no right MAC, by table and fault.
 */
const walk = (file: EnvFile, material: KeyMaterial, mend: (fault: RowFault) => boolean): Promise<Refused[]> =>
  opened(file, async (db) => {
    const counts = new Map<string, Refused>()
    let latest: RowFault | undefined
    const seal = createSeal({ ...material, rowMacsRequired: true }, () => new Uint8Array())
    const rows = createRowGuard(seal, (name, fault) => {
      latest = fault
      const counted = counts.get(`${name} ${fault}`)?.count ?? 0
      counts.set(`${name} ${fault}`, { table: name, fault, count: counted + 1 })
    })
    const visit = async (table: SQLiteTable, row: Row, isThisRow: SQL) => {
      latest = undefined
      await rows.checked(table, row)
      if (!latest || !mend(latest)) return
      const { mac } = await rows.mark(table, row as never)
      const news: Record<string, unknown> = { mac }
      await db
        .update(table)
        .set(news as never)
        .where(and(isThisRow, rows.unchanged(table, row)))
    }
    for (const { table } of guardedTables)
      for await (const [page, name, key] of pages(db, table))
        for (const row of page) await visit(table, row, sql`${key} = ${row[name]}`)
    return [...counts.values()]
  })

const told = (refused: Refused[], say: StepContext['say'], words: Record<RowFault, string>): number => {
  for (const { table, fault, count } of refused) say(`${table}: ${count} ${words[fault]}`)
  return refused.length
}

const words = { without_mac: 'without a MAC', changed: 'changed by somebody else', earlier: 'in an earlier state' }
const usage = `npm run keys:rows -- report | adopt | trust

report  counts the rows that the service refuses, by table
adopt   once, after the update that brought MACs: gives the rows from before a MAC, then has every row need one
trust   gives a MAC to every row as it stands, also to changed ones: after a return to an older version, or after a
        backup from before MACs. Whatever somebody wrote into the database is then accepted.`

/** Carries out one step. @returns false when it could not, or when there are rows that the service refuses. */
export const rowMacStep = async (name: string, { file, say }: StepContext): Promise<boolean> => {
  const read = readKeyMaterial(file.read().PHOKBAT_KEYS ?? '')
  if (!read.ok) {
    say(`PHOKBAT_KEYS: ${read.reason.replaceAll('_', ' ')}`)
    return false
  }
  const material = read.value
  const required = () => {
    const kept = file.keep('PHOKBAT_KEYS', JSON.stringify({ ...material, rowMacsRequired: true }))
    say(kept.ok ? 'Now: npm run deploy. From then on a row without a MAC is refused.' : kept.reason)
    return kept.ok
  }
  switch (name) {
    case 'report': {
      const found = told(await walk(file, material, () => false), say, words)
      if (!material.rowMacsRequired) say('Rows without a MAC are still accepted. Next: npm run keys:rows -- adopt')
      if (found === 0) say('Every row is as the service wrote it.')
      return found === 0
    }
    case 'adopt':
      if (material.rowMacsRequired) {
        say('Done before: a row without a MAC is refused. If rows lost theirs, read: npm run keys:rows -- help')
        return false
      }
      told(await walk(file, material, (fault) => fault === 'without_mac'), say, { ...words, without_mac: 'adopted' })
      return required()
    case 'trust':
      told(await walk(file, material, () => true), say, { without_mac: 'accepted', changed: 'accepted', earlier: '' })
      return required()
    default:
      say(usage)
      return false
  }
}

/** Renews the MACs that are still under an older master key, and are right. For the moment before that key is dropped. */
export const renewAllMacs = (file: EnvFile, material: KeyMaterial): Promise<void> =>
  opened(file, async (db) => {
    const seal = createSeal(material, () => new Uint8Array())
    const rows = createRowGuard(seal, () => {})
    for (const { table } of guardedTables)
      while ((await renewMacs({ db, rows }, table, underOlderKey(table, seal.version), PAGE)).renewed > 0);
  })
