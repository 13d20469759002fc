// Promises that a deployment migrates a right database, refuses a wrong one, and names a migration that loses data.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client/http'
import { getTableColumns } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import journal from '../../migrations/meta/_journal.json' with { type: 'json' }
import { challenge } from '../../src/service/store/schema.ts'
import { openDatabases } from '../../tools/deploy/database.ts'
import { type LibsqlServer, startLibsqlServer } from '../../tools/dev/libsql-server.ts'
import { freePort } from '../../tools/dev/port.ts'
import { startLockedLibsql } from './libsql-locked.ts'

let folder: string
let server: LibsqlServer
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'phokbat-'))
  cpSync('migrations', join(folder, 'migrations'), { recursive: true })
  server = await startLibsqlServer(join(folder, 'libsql'))
})
afterEach(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const databases = () => openDatabases({ DATABASE_URL: server.url }, join(folder, 'migrations'))
const entry = () => databases().inspect('DATABASE_URL')
const migrate = async () => expect(await databases().migrate('DATABASE_URL')).toEqual({ ok: true, value: undefined })
const execute = async (sql: string) => {
  const client = createClient({ url: server.url })
  await client.execute(sql)
  client.close()
}

/** The number of this version's migrations. */
const shipped = journal.entries.length

/** Makes a release with one more migration. */
const release = (sql: string) => {
  const journalFile = join(folder, 'migrations/meta/_journal.json')
  const longer = JSON.parse(readFileSync(journalFile, 'utf8'))
  const { idx, when } = longer.entries.at(-1)
  const tag = `000${idx + 1}_next`
  longer.entries.push({ idx: idx + 1, version: '6', when: when + 1000, tag, breakpoints: true })
  writeFileSync(journalFile, JSON.stringify(longer))
  writeFileSync(join(folder, `migrations/${tag}.sql`), sql)
}

describe('a database', () => {
  it('that is empty gets every migration, and afterwards none is pending', async () => {
    expect(await entry()).toMatchObject({ ok: true, value: { pending: shipped, losses: [] } })
    await migrate()
    expect(await entry()).toMatchObject({ ok: true, value: { pending: 0, losses: [] } })
  })

  it('is not changed by a check of its state', async () => {
    await entry()
    const client = createClient({ url: server.url })
    expect((await client.execute('SELECT name FROM sqlite_master')).rows).toEqual([])
    client.close()
  })

  it('may contain tables of other programs', async () => {
    await execute('CREATE TABLE notes (text text)')
    expect(await entry()).toMatchObject({ ok: true, value: { pending: shipped } })
  })
})

describe('a database is refused', () => {
  it('that is not there', async () => {
    const away = openDatabases({ DATABASE_URL: `http://127.0.0.1:${await freePort()}` })
    expect(await away.inspect('DATABASE_URL')).toMatchObject({
      reason: expect.stringContaining('cannot be reached at DATABASE_URL'),
    })
  })

  it('whose token is missing, wrong, or may only read', async () => {
    const locked = await startLockedLibsql()
    try {
      const inspectWith = (token?: string) =>
        openDatabases({ DATABASE_URL: locked.url, ...(token ? { DATABASE_TOKEN: token } : {}) }).inspect('DATABASE_URL')
      const denied = { ok: false, reason: expect.stringContaining('does not accept DATABASE_TOKEN') }
      expect(await inspectWith()).toMatchObject(denied)
      expect(await inspectWith('bm9ib2R5')).toMatchObject(denied)
      expect(await inspectWith(locked.tokenThatMay('ro'))).toMatchObject({
        reason: expect.stringContaining('can only be read'),
      })
      expect(await inspectWith(locked.tokenThatMay('rw'))).toMatchObject({ ok: true, value: { pending: shipped } })
    } finally {
      await locked.close()
    }
  })

  it('in which a migration stopped half-way', async () => {
    await execute('CREATE TABLE card (id text PRIMARY KEY NOT NULL)')
    expect(await entry()).toMatchObject({ reason: expect.stringContaining('half-finished: card is there although') })
  })

  it('in which a migration is noted as done and is not', async () => {
    await migrate()
    await execute('DROP TABLE outbox')
    expect(await entry()).toMatchObject({
      reason: expect.stringContaining('half-finished: outbox is missing although'),
    })
  })

  it('that a newer version has migrated', async () => {
    await migrate()
    await execute(`INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 99999999999999)`)
    expect(await entry()).toMatchObject({ reason: expect.stringContaining('migrated by a newer version of Phokbat') })
  })

  it('whose migrations were changed after they ran', async () => {
    await migrate()
    await execute(`UPDATE __drizzle_migrations SET hash = 'other'`)
    expect(await entry()).toMatchObject({ reason: expect.stringContaining('is not the one in migrations/') })
  })
})

describe('a migration', () => {
  const lossesOf = async (sql: string) => {
    await migrate()
    release(sql)
    const state = await entry()
    return state.ok ? state.value.losses : [state.reason]
  }

  it('that only adds loses nothing', async () => {
    expect(await lossesOf("ALTER TABLE `card` ADD `note` text DEFAULT 'DROP TABLE card';")).toEqual([])
    await migrate()
    expect(await entry()).toMatchObject({ value: { pending: 0 } })
  })

  it.each([
    ['drops a table', 'DROP TABLE `challenge`;', 'table challenge goes'],
    ['drops a column', 'ALTER TABLE `card` DROP COLUMN `issued_at`;', 'column card.issued_at goes'],
    ['renames a column', 'ALTER TABLE `card` RENAME COLUMN `issued_at` TO `made_at`;', 'column card.issued_at goes'],
    ['renames a table', 'ALTER TABLE `challenge` RENAME TO `riddle`;', 'table challenge goes'],
    ['deletes rows', 'DELETE FROM `challenge`;', 'rows are deleted (DELETE FROM `challenge`)'],
  ])('that %s is named', async (_, sql, loss) => {
    expect(await lossesOf(sql)).toContain(loss)
  })

  const columns = Object.values(getTableColumns(challenge)).map(({ name }) => `"${name}"`)
  /** Returns drizzle-kit's SQL for a rebuilt table that keeps the content of these columns. */
  const remade = (kept: string[]) =>
    [
      `CREATE TABLE \`__new_challenge\` (${columns});`,
      `INSERT INTO \`__new_challenge\`(${kept.join(', ')}) SELECT ${kept.join(', ')} FROM \`challenge\`;`,
      'DROP TABLE `challenge`;',
      'ALTER TABLE `__new_challenge` RENAME TO `challenge`;',
      'CREATE INDEX `challenge_issued` ON `challenge` (`issued_at`);',
    ].join('--> statement-breakpoint\n')

  it('that makes a table anew with everything in it loses nothing', async () => {
    expect(await lossesOf(remade(columns))).toEqual([])
  })

  it('that makes a table anew without one of its columns is named', async () => {
    expect(await lossesOf(remade(columns.filter((name) => name !== '"asks"')))).toEqual([
      'table challenge is made anew without the content of asks',
    ])
  })
})
