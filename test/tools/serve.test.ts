// Promises that npm run serve refuses a wrong configuration, keeps acknowledged work, and stops in order.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openDatabase } from '../../src/node.ts'
import { readSettings } from '../../src/service/settings/read.ts'
import { type Local, newSecrets, startLocal } from '../../tools/dev/local.ts'
import { freePort } from '../../tools/dev/port.ts'
import { examine, valuesFrom } from '../../tools/ops/serve/examine.ts'
import { onProcess, type ServedProcess, spawnServe } from './served.ts'

const webRoot = join(import.meta.dirname, '../../dist/web')

let folder: string
let env: Record<string, string>
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'phokbat-'))
  chmodSync(folder, 0o755)
  env = {
    PORT: String(await freePort()),
    PUBLIC_ORIGIN: 'https://card.example',
    DATABASE_URL: `file:${join(folder, 'fresh/phokbat.db')}`,
    PHOKBAT_KEYS: (await newSecrets()).keys,
    LINE_CHANNEL_SECRET: 'a'.repeat(32),
    LINE_CHANNEL_ACCESS_TOKEN: 'token-that-nobody-may-see',
    LINE_LOGIN_CHANNEL_ID: '2000000002',
    LIFF_ID: '2000000002-Phokbat1',
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

const opened = async (name: string) => {
  const DATABASE_URL = `file:${join(folder, name)}`
  const read = readSettings({ ...env, DATABASE_URL })
  if (!read.ok) throw new Error(read.faults.join())
  return { DATABASE_URL, ...(await openDatabase(read.value)) }
}
const migrated = async (name: string) => {
  const { DATABASE_URL, close } = await opened(name)
  close()
  return DATABASE_URL
}
const change = async (url: string, sql: string) => {
  const client = createClient({ url })
  const { rows } = await client.execute(sql)
  client.close()
  return rows
}
const refusal = async (changes: Record<string, string>, as?: { uid: number; gid: number }) => {
  const { code, printed, complained } = await spawnServe({ ...env, ...changes }, as).ended
  expect(code).toBe(78)
  expect(printed).toBe('')
  expect(complained).not.toContain('token-that-nobody-may-see')
  return complained
}
/** Runs the checks of the start in this process. */
const faults = async (changes: Record<string, string>) => {
  const examined = await examine({ ...env, ...changes }, webRoot, false)
  return examined.ok ? '' : examined.faults.join('\n')
}

describe('the service refuses to start, with one sentence for each thing that is wrong', () => {
  it('settings that are missing or malformed are all named at once', async () => {
    const said = await refusal({ LINE_CHANNEL_SECRET: '', LIFF_ID: 'nonsense', PHOKBAT_KEYS: '{}', PORT: '80 80' })
    expect(said.trim().split('\n')).toEqual([
      'PORT should be a number up to 65535.',
      'PHOKBAT_KEYS: wrong shape.',
      'LINE_CHANNEL_SECRET is missing.',
      'LIFF_ID should be a LIFF id such as 1234567890-AbcdEfgh.',
    ])
  })

  it('keys of the wrong shape', async () => {
    expect(await faults({ PHOKBAT_KEYS: '{}' })).toBe('PHOKBAT_KEYS: wrong shape')
  })

  it('a file of settings that is not there', () => {
    const none = join(folder, 'none.env')
    expect(valuesFrom(['--env', none], env)).toEqual({
      fault: expect.stringContaining(`${none} cannot be read (ENOENT)`),
    })
  })

  it('a database that cannot be reached, on disk or over the network', async () => {
    const file = join(folder, 'a-file')
    writeFileSync(file, '')
    expect(await faults({ DATABASE_URL: `file:${file}/phokbat.db` })).toContain('cannot be written to (')
    const nobody = `http://127.0.0.1:${await freePort()}`
    expect(await faults({ DATABASE_URL: nobody })).toContain('the database cannot be reached at DATABASE_URL')
  })

  it('a database that can only be read', async () => {
    const url = await migrated('readonly/phokbat.db')
    const file = url.slice('file:'.length)
    chmodSync(file, 0o444)
    // Root ignores file permissions, so the process runs as the user `nobody`.
    const root = process.getuid?.() === 0
    if (root) chmodSync(join(file, '..'), 0o777)
    expect(await refusal({ DATABASE_URL: url, HOME: folder }, root ? { uid: 65534, gid: 65534 } : undefined)).toContain(
      'the database file can only be read',
    )
  })

  it('a file that is no database', async () => {
    const file = join(folder, 'letter.db')
    writeFileSync(file, 'Dear database, '.repeat(100))
    expect(await faults({ DATABASE_URL: `file:${file}` })).toContain('is no database')
  })

  it('a half-finished migration, which it leaves unchanged', async () => {
    const url = await migrated('half/phokbat.db')
    await change(url, 'DROP TABLE webhook_event')
    expect(await faults({ DATABASE_URL: url })).toContain('stands half-finished: webhook_event is missing')
    expect(await change(url, `SELECT 1 FROM sqlite_master WHERE name = 'webhook_event'`)).toEqual([])
  })

  it('a port that is taken', async () => {
    const { createServer } = await import('node:net')
    const other = createServer().listen(Number(env.PORT), '127.0.0.1')
    mkdirSync(join(folder, 'port'))
    const said = await refusal({ DATABASE_URL: `file:${join(folder, 'port/phokbat.db')}` })
    other.close()
    expect(said).toBe(`Port ${env.PORT} is taken: stop the other program, or set PORT.\n`)
  })
})

it('a commit is on the disk before it is answered: a cut of power takes nothing that was acknowledged', async () => {
  const { db, close } = await opened('durable.db')
  expect(await db.all(sql`PRAGMA journal_mode`)).toEqual([{ journal_mode: 'wal' }])
  const flushed: number[] = []
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  const any = await open(import.meta.filename)
  vi.spyOn(Object.getPrototypeOf(any) as FileHandle, 'datasync').mockImplementation(async function (this: FileHandle) {
    flushed.push((await this.stat()).ino)
    await released
  })
  await any.close()
  let answered = false
  const write = db.run(sql`DELETE FROM token`).then(() => {
    answered = true
  })
  await expect.poll(() => flushed).toEqual([statSync(join(folder, 'durable.db-wal')).ino])
  expect(answered).toBe(false)
  release()
  await write
  close()
})

describe('the service as a process', () => {
  let local: Local<ServedProcess>
  let databaseUrl: string
  beforeAll(async () => {
    databaseUrl = `file:${join(folder, 'process/phokbat.db')}`
    local = await startLocal(onProcess, {
      servicePort: 0,
      simulatorPort: 0,
      databaseUrl,
      secrets: await newSecrets(),
    })
  })
  afterAll(() => local.close())

  /** Brings the process into the middle of an event: it waits for a slow LINE. */
  const underWay = async (person: string) => {
    local.simulator.platform.set({ slowApi: 1200 })
    await local.simulator.platform.person(person).follows()
    const waiting = () => change(databaseUrl, 'SELECT 1 FROM outbox').then((rows) => rows.length)
    await expect.poll(waiting, { timeout: 10_000 }).toBeGreaterThan(0)
  }
  const received = (person: string) => local.simulator.platform.received(person).length

  it('stops on SIGTERM when what was under way is finished', async () => {
    await underWay('jaithip')
    const { service } = local
    const before = received('jaithip')
    await local.restart()
    const { code, printed } = await service.ended
    expect([code, before]).toEqual([0, 0])
    expect(printed).toContain('"event":"stopped","finished":true')
    expect(received('jaithip')).toBe(1)
    expect(await change(databaseUrl, 'SELECT 1 FROM outbox')).toEqual([])
  })

  it('killed in the middle of its work, it finishes it at the next start, once', async () => {
    await underWay('somchai')
    local.service.process.kill('SIGKILL')
    await local.service.ended
    // The leases of the dead process end after a minute.
    await change(databaseUrl, 'UPDATE outbox SET leased_until = 0')
    await change(databaseUrl, 'UPDATE webhook_event SET leased_until = 0')
    await local.restart()
    await expect
      .poll(() => change(databaseUrl, 'SELECT 1 FROM outbox').then((rows) => rows.length), { timeout: 20_000 })
      .toBe(0)
    expect(received('somchai')).toBe(1)
  })

  it('says that it is alive, and why it is not ready', async () => {
    const ask = async (path: string) => {
      const answer = await fetch(`${local.service.origin}${path}`)
      return [answer.status, ((await answer.json()) as { reason?: string }).reason]
    }
    expect(await ask('/ready')).toEqual([200, undefined])
    await change(databaseUrl, 'UPDATE __drizzle_migrations SET created_at = created_at - 1')
    expect(await ask('/ready')).toEqual([503, 'migration_pending'])
    expect(await ask('/health')).toEqual([200, undefined])
    await change(databaseUrl, 'UPDATE __drizzle_migrations SET created_at = created_at + 1')
    await change(databaseUrl, `UPDATE person SET key_wrapped = x'01'`)
    expect(await ask('/ready')).toEqual([503, 'keys_do_not_fit'])
  })
})
