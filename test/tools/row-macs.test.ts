// The command for the MACs of rows: adopts a database from before them once, reports changed rows, and trusts on demand.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type KeyMaterial, readKeyMaterial } from '../../src/service/keys/material.ts'
import { guardedTables } from '../../src/service/store/guarded-tables.ts'
import { envFile, parseValues } from '../../tools/deploy/env-file.ts'
import { rowMacStep } from '../../tools/ops/row-macs/steps.ts'
import { firstTransition, material, now, openStore, partsOn, someCard } from '../kit/store.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phokbat-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const file = () => join(folder, '.env.deploy')
const keys = (): KeyMaterial => {
  const read = readKeyMaterial(parseValues(readFileSync(file(), 'utf8')).PHOKBAT_KEYS ?? '')
  if (!read.ok) throw new Error(read.reason)
  return read.value
}
const run = async (name: string) => {
  const said: string[] = []
  const done = await rowMacStep(name, { file: envFile(file()), say: (sentence) => void said.push(sentence) })
  return { done, said: said.join('\n') }
}

it('adopts rows from before MACs once; afterwards a row without one is refused until the operator trusts it', async () => {
  const url = `file:${join(folder, 'phokbat.db')}`
  const { rowMacsRequired: _, ...old } = material
  const { store, client } = await openStore(url)
  const { id } = await store.people.findOrCreate('U1', 'th', now)
  await store.transition(firstTransition(id, { card: someCard(1), to: { step: 'issued', failures: {} } }))
  for (const { table } of guardedTables)
    await client.execute(`update "${(table as never)[Symbol.for('drizzle:Name')]}" set mac = null`)
  writeFileSync(file(), `PHOKBAT_KEYS='${JSON.stringify(old)}'\nDATABASE_URL=${url}\n`)
  const status = async () => (await partsOn(url, keys()).store.cards.of(id))?.status

  expect(await run('report')).toMatchObject({ done: false, said: expect.stringContaining('card: 1 without a MAC') })
  expect(await status()).toBe('valid')
  expect(await run('adopt')).toMatchObject({ done: true, said: expect.stringContaining('card: 1 adopted') })
  expect(keys().rowMacsRequired).toBe(true)
  expect([await status(), await run('report')]).toMatchObject(['valid', { done: true }])

  await client.execute(`update card set mac = null, face_assurance = 'in-person'`)
  expect([await status(), (await run('adopt')).done, await status()]).toEqual(['frozen', false, 'frozen'])
  expect(await run('report')).toMatchObject({ done: false, said: expect.stringContaining('card: 1 without a MAC') })
  expect((await run('trust')).done).toBe(true)
  expect(await status()).toBe('valid')
})
