// The group commit on a real file: one transaction per tick, and no call fails because of another.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as tick } from 'node:timers/promises'
import { createClient } from '@libsql/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { groupCommit } from '../../../src/service/store/group-commit.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phokbat-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const openGroup = async () => {
  const url = `file:${join(folder, 'group.db')}`
  const bare = createClient({ url, concurrency: 1 })
  await bare.executeMultiple('PRAGMA journal_mode = WAL; CREATE TABLE word (word TEXT PRIMARY KEY, heard INT)')
  const batches: number[] = []
  const batch = bare.batch.bind(bare)
  bare.batch = ((statements, mode) => {
    batches.push(statements.length)
    return batch(statements, mode)
  }) as typeof bare.batch
  const disk = { flushes: 0, hold: async () => {} }
  const client = groupCommit(bare, tick, async () => {
    disk.flushes++
    await disk.hold()
  })
  const others = createClient({ url })
  const words = async () => (await others.execute('SELECT word FROM word ORDER BY word')).rows.map(({ word }) => word)
  return { bare, client, batches, disk, words, close: () => [client, others].map((one) => one.close()) }
}
const add = (word: string) => ({ sql: 'INSERT INTO word VALUES (?, 0)', args: [word] })
const count = (word: string) => ({
  sql: 'UPDATE word SET heard = heard + 1 WHERE word = ? RETURNING heard',
  args: [word],
})

test('writes of one tick are one transaction, and each call gets its own results', async () => {
  const { client, batches, words, close } = await openGroup()
  const [, both, heard] = await Promise.all([
    client.execute(add('a')),
    client.batch([add('b'), count('a')]),
    client.execute(count('a')),
  ])
  expect(batches).toEqual([4])
  expect(both.map(({ rows }) => rows[0]?.heard)).toEqual([undefined, 1])
  expect(heard.rows[0]?.heard).toBe(2)
  expect(await words()).toEqual(['a', 'b'])
  close()
})

test('a refused call is refused alone, and all others are on the disk', async () => {
  const { client, words, close } = await openGroup()
  await client.execute(add('taken'))
  const answers = await Promise.allSettled([
    client.execute(add('a')),
    client.batch([add('never'), add('taken')]),
    client.execute(add('taken')),
    client.batch([add('b'), count('b')]),
  ])
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
  expect(answers[2]).toMatchObject({ reason: { code: expect.stringContaining('SQLITE_CONSTRAINT') } })
  expect(await words()).toEqual(['a', 'b', 'taken'])
  // A refused statement leaves no transaction open: the next write is kept too.
  await client.execute(add('later'))
  expect(await words()).toContain('later')
  close()
})

test('reads do not wait, and a write resolves only after the flush to disk', async () => {
  const { client, disk, words, close } = await openGroup()
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  disk.hold = () => released
  let answered = 0
  const write = (word: string) => client.execute(add(word)).then(() => answered++)
  const first = write('a')
  expect((await client.execute('SELECT word FROM word')).rows).toEqual([])
  await tick()
  await tick()
  expect([await words(), answered, disk.flushes]).toEqual([['a'], 0, 1])
  // Two writes during the first flush share the next one.
  const others = [write('b'), write('c')]
  await tick()
  await tick()
  expect([await words(), answered, disk.flushes]).toEqual([['a', 'b', 'c'], 0, 1])
  release()
  await Promise.all([first, ...others])
  expect(disk.flushes).toBe(2)
  close()
})

test('a failed flush rejects the write', async () => {
  const { client, disk, close } = await openGroup()
  disk.hold = () => Promise.reject(new Error('disk full'))
  await expect(client.execute(add('a'))).rejects.toThrow('disk full')
  disk.hold = async () => {}
  await client.execute(add('b'))
  close()
})

test('writes that wait behind a failed flush fail with it, and later ones do not', async () => {
  const { client, disk, close } = await openGroup()
  let fail = () => {}
  disk.hold = () =>
    new Promise((_, reject) => {
      fail = () => reject(new Error('gone'))
    })
  const answers = Promise.allSettled([client.execute(add('a')), tick().then(() => client.execute(add('b')))])
  for (let i = 0; i < 4; i++) await tick()
  expect(disk.flushes).toBe(1)
  fail()
  expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  disk.hold = async () => {}
  await Promise.all([client.execute(add('c')), client.execute(add('d'))])
  expect(disk.flushes).toBe(2)
  close()
})

test('on a full disk a whole group is refused at once, and the next one is kept', async () => {
  const { bare, client, batches, words, close } = await openGroup()
  await bare.executeMultiple('PRAGMA max_page_count = 1')
  const long = (letter: string) => add(letter.repeat(9000))
  const answers = await Promise.allSettled([client.execute(long('a')), client.execute(long('b'))])
  expect(answers).toMatchObject([{ reason: { code: 'SQLITE_FULL' } }, { reason: { code: 'SQLITE_FULL' } }])
  expect([batches, await words()]).toEqual([[2], []])
  await bare.executeMultiple('PRAGMA max_page_count = 1000')
  await Promise.all([client.execute(add('a')), client.execute(add('b'))])
  expect(await words()).toEqual(['a', 'b'])
  close()
})
