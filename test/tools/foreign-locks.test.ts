// Another process locks, moves or replaces the database file: every write that was acknowledged is in the file.
import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createClient } from '@libsql/client'
import { sql } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../src/node.ts'
import type { Seal } from '../../src/service/keys/seal.ts'
import type { Settings } from '../../src/service/settings/read.ts'
import { createReadiness } from '../../src/service/store/readiness.ts'
import { temporaryFile } from '../kit/store.ts'

/** A process that takes the write lock `times` times for `ms` ms, with as long a pause after each. */
const locker = (url: string, times: number, ms: number) => {
  const code = `
    import { createClient } from '@libsql/client'
    const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
    const client = createClient({ url: ${JSON.stringify(url)}, timeout: 5000 })
    for (let i = 0; i < ${times}; i++) {
      const lock = await client.transaction('write')
      if (i === 0) console.log('locked')
      await sleep(${ms})
      await lock.rollback()
      await sleep(${ms})
    }`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill())
  const locked = new Promise((resolve) => child.stdout.once('data', resolve))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { locked, ended }
}

const open = async (file = temporaryFile()) => {
  const url = `file:${file}`
  const { db, emptyLog, close } = await openDatabase({ DATABASE_URL: url } as Settings)
  onTestFinished(close)
  await db.run(sql`create table if not exists said (word text)`)
  let acknowledged = 0
  const say = (word: string) =>
    db.run(sql`insert into said values (${word})`).then(
      () => void acknowledged++,
      () => {},
    )
  const kept = async () => {
    const other = createClient({ url })
    const { rows } = await other.execute('select count(*) as n from said')
    other.close()
    return Number(rows[0]?.n)
  }
  const unready = createReadiness({ db, seal: {} as Seal })
  return { file, url, db, say, kept, unready, emptyLog, acknowledged: () => acknowledged }
}

test.each([
  [10, 5],
  [6, 40],
  [1, 300],
])('%i foreign locks of %i ms: what was acknowledged is kept, and everything is', async (times, ms) => {
  const { url, say, kept, acknowledged } = await open()
  const { locked, ended } = locker(url, times, ms)
  await locked
  let over = false
  let asked = 0
  void ended.then(() => {
    over = true
  })
  while (!over) {
    const words = ['one', 'two', 'three'].slice(asked % 3)
    asked += words.length
    await Promise.all(words.map(say))
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  expect(await ended).toBe(0)
  await say('after')
  expect([await kept(), acknowledged()]).toEqual([asked + 1, asked + 1])
})

test('while a lock stays, writes are refused and the store is not ready; afterwards both are well', async () => {
  const { url, say, kept, unready, acknowledged } = await open()
  expect(await unready()).toBe(undefined)
  const { locked, ended } = locker(url, 1, 1800)
  await locked
  const [reason] = await Promise.all([unready(), say('refused'), say('refused too')])
  expect([reason, acknowledged()]).toEqual(['database_unwritable', 0])
  await ended
  for (const word of ['a', 'b', 'c']) await say(word)
  expect([await kept(), acknowledged(), await unready()]).toEqual([3, 3, undefined])
})

test('two services on one file keep what each acknowledged', async () => {
  const one = await open()
  const other = await open(one.file)
  const words = Array.from({ length: 60 }, (_, i) => `${i}`)
  await Promise.all(words.flatMap((word) => [one.say(word), other.say(word)]))
  expect([await one.kept(), one.acknowledged() + other.acknowledged()]).toEqual([120, 120])
})

test('a file that is moved away takes no acknowledgement with it, and one that comes back is used', async () => {
  const { file, say, kept, unready, emptyLog, acknowledged } = await open()
  await say('before')
  await emptyLog()
  const away = join(dirname(file), 'away')
  mkdirSync(away)
  copyFileSync(file, join(away, 'copy'))
  for (const end of ['', '-wal', '-shm']) renameSync(file + end, join(away, `moved${end}`))
  await say('into nothing')
  expect([await unready(), acknowledged()]).toEqual(['database_unreachable', 1])
  renameSync(join(away, 'copy'), file)
  await say('after')
  expect([await kept(), acknowledged(), await unready()]).toEqual([2, 2, undefined])
})
