// The command for a new master key, on a database with people: adds it, rewraps with it, reports, and drops the old
// one.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { KeyMaterial } from '../../src/service/keys/material.ts'
import * as schema from '../../src/service/store/schema.ts'
import * as schemaReviews from '../../src/service/store/schema-face-review.ts'
import * as schemaShowing from '../../src/service/store/schema-presentation.ts'
import { envFile, parseValues } from '../../tools/deploy/env-file.ts'
import { masterKeyTables } from '../../tools/ops/master-key/remaining-rows.ts'
import { step } from '../../tools/ops/master-key/steps.ts'
import { material, now, openStore, partsOn } from '../kit/store.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phokbat-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const file = () => join(folder, '.env.deploy')
const keys = () => JSON.parse(parseValues(readFileSync(file(), 'utf8')).PHOKBAT_KEYS ?? '') as KeyMaterial
const run = async (name: string) => {
  const said: string[] = []
  const done = await step(name, { file: envFile(file()), say: (sentence) => void said.push(sentence) })
  return { done, said: said.join('\n') }
}

it('goes step by step: nobody is ever under a key that is not there, and no key is printed', async () => {
  const url = `file:${join(folder, 'phokbat.db')}`
  const parts = await openStore(url)
  const { id } = await parts.store.people.findOrCreate('U1', 'th', now)
  await parts.store.officialSessions.open('s', 'subject', now + 1)
  writeFileSync(file(), `PHOKBAT_KEYS='${JSON.stringify(material)}'\nDATABASE_URL=${url}\n`)

  expect(await run('use')).toMatchObject({ done: false, said: expect.stringContaining('keys:master -- add') })
  expect(await run('drop')).toMatchObject({ done: false, said: expect.stringContaining('nothing to drop') })
  expect((await run('add')).done).toBe(true)
  expect([Object.keys(keys().masterKeys), keys().currentVersion]).toEqual([['1', '2'], 1])
  expect(await run('add')).toMatchObject({ done: false, said: expect.stringContaining('already') })
  expect((await run('use')).done).toBe(true)
  expect(keys().currentVersion).toBe(2)

  const early = await run('drop')
  expect(early).toMatchObject({ done: false, said: expect.stringContaining('people under key 1: 1') })
  expect(early.said).toContain('officials’ sessions under key 1: 1')
  const running = partsOn(url, keys())
  await running.store.rewrap()
  expect((await run('report')).said).toContain('Not yet')
  await running.store.sweep(now + 2)
  expect((await run('report')).said).toContain('may go')
  const dropped = await run('drop')
  expect([dropped.done, Object.keys(keys().masterKeys)]).toEqual([true, ['2']])
  expect(await partsOn(url, keys()).store.people.lineUserId(id)).toBe('U1')
  for (const key of Object.values({ ...material.masterKeys, ...keys().masterKeys }))
    expect(dropped.said).not.toContain(key)
})

it('looks into every table that names a master key: a new one is counted too, or this says so', () => {
  const all: unknown[] = Object.values({ ...schema, ...schemaShowing, ...schemaReviews })
  const tables = all.filter((each): each is SQLiteTable => is(each, SQLiteTable))
  const versioned = tables.filter((table) => 'keyVersion' in getTableColumns(table)).map(getTableName)
  expect(versioned.sort()).toEqual(Object.keys(masterKeyTables).sort())
})
