// A disk that is really full, or becomes read-only while the service runs: every write that was acknowledged is in the file.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { sql } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../src/node.ts'
import type { Seal } from '../../src/service/keys/seal.ts'
import type { Settings } from '../../src/service/settings/read.ts'
import { createReadiness } from '../../src/service/store/readiness.ts'

const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'phokbat-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
const mount = (folder: string, ...options: string[]) => {
  execFileSync('mount', [...options, folder], { stdio: 'pipe' })
  const unmount = () => void execFileSync('umount', ['--lazy', folder], { stdio: 'pipe' })
  return unmount
}
/** Mounts need the rights of root, which a container may not have either. */
const mayMount = (() => {
  const folder = mkdtempSync(join(tmpdir(), 'phokbat-'))
  try {
    mount(folder, '-t', 'tmpfs', 'tmpfs')()
    return true
  } catch {
    return false
  } finally {
    rmSync(folder, { recursive: true })
  }
})()

const open = async (folder: string) => {
  const url = `file:${join(folder, 'phokbat.db')}`
  const { db, close } = await openDatabase({ DATABASE_URL: url } as Settings)
  await db.run(sql`create table said (word text)`)
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
  return { db, close, say, kept, unready: createReadiness({ db, seal: {} as Seal }), acknowledged: () => acknowledged }
}

test.skipIf(!mayMount)('a full disk takes no acknowledgement with it, and room on it is used', async () => {
  const folder = newFolder()
  const unmount = mount(folder, '-t', 'tmpfs', '-o', 'size=8m', 'tmpfs')
  onTestFinished(unmount)
  const { say, kept, unready, close, acknowledged } = await open(folder)
  onTestFinished(close)
  const filler = join(folder, 'filler')
  const { bavail, bsize } = statfsSync(folder)
  writeFileSync(filler, new Uint8Array(bavail * bsize - 200_000))
  // Each word is larger than a page. Some still fit.
  const words = Array.from({ length: 120 }, (_, i) => `${i}`.padEnd(9_000, '.'))
  for (const word of words) await say(word)
  expect(await unready()).toBe('database_unwritable')
  expect(acknowledged()).toBeLessThan(words.length)
  expect(await kept()).toBe(acknowledged())
  truncateSync(filler, 0)
  const before = acknowledged()
  await Promise.all(['a', 'b', 'c'].map(say))
  expect([await kept(), acknowledged(), await unready()]).toEqual([before + 3, before + 3, undefined])
})

test.skipIf(!mayMount)('a file that becomes read-only refuses writes, and takes them again afterwards', async () => {
  const folder = newFolder()
  const { db, say, kept, unready, close, acknowledged } = await open(folder)
  onTestFinished(close)
  await say('before')
  const unmount = mount(folder, '--bind', folder)
  execFileSync('mount', ['-o', 'remount,bind,ro', folder])
  try {
    // The open connection may still write; what it acknowledges must be there.
    await say('while it is open')
    await expect(db.run(sql`insert into nowhere values (1)`)).rejects.toThrow()
    const counted = acknowledged()
    for (const word of ['x', 'y', 'z']) await say(word)
    expect([acknowledged(), await unready()]).toEqual([counted, 'database_unwritable'])
  } finally {
    unmount()
  }
  for (const word of ['a', 'b']) await say(word)
  expect([await kept(), await unready()]).toEqual([acknowledged(), undefined])
})
