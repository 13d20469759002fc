// The command for a stolen signing key, on a database with a card and a pass.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createKeys } from '../../src/service/keys/keys.ts'
import { readKeyMaterial } from '../../src/service/keys/material.ts'
import { envFile, parseValues } from '../../tools/deploy/env-file.ts'
import { replaceStolenKeys } from '../../tools/ops/rotate-keys/stolen.ts'
import { firstTransition, material, now, openStore, someCard } from '../kit/store.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phokbat-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const run = async (url: string) => {
  const path = join(folder, '.env.deploy')
  writeFileSync(path, `PHOKBAT_KEYS='${JSON.stringify(material)}'\nDATABASE_URL=${url}\n`)
  const said: string[] = []
  const done = await replaceStolenKeys({ file: envFile(path), say: (sentence) => void said.push(sentence), now })
  const keys = readKeyMaterial(parseValues(readFileSync(path, 'utf8')).PHOKBAT_KEYS ?? '')
  if (!keys.ok) throw new Error(keys.reason)
  return { done, said: said.join('\n'), keys: keys.value }
}
const [old] = material.signingKeys

it('withdraws the key, counts what it signed, ends the pass and tells its holder once the new key is deployed', async () => {
  const url = `file:${join(folder, 'phokbat.db')}`
  const { store } = await openStore(url)
  const { id } = await store.people.findOrCreate('U1', 'th', now)
  await store.transition(firstTransition(id, { card: someCard(1), to: { step: 'issued', failures: {} } }))
  await store.shownTokens.keep(
    'code',
    { person: id, card: someCard(1).id },
    { scope: 'name', via: 'scan', portraitKey: 'key' },
    now + 1000,
  )
  await store.shownTokens.keep(
    'pass',
    { person: id, card: someCard(1).id },
    { scope: 'name', via: 'pass', portraitKey: 'key' },
    now + 3_600_000,
  )
  const made = { scope: 'name', madeAt: now, expiresAt: now + 3_600_000 } as const
  const place = (await store.passes.create({ person: id, card: someCard(1).id }, made))?.place
  expect(await store.passes.statuses(now)).toEqual([{ index: place, status: 'valid' }])
  const { done, said, keys } = await run(url)

  expect(await store.passes.statuses(now)).toEqual([{ index: place, status: 'revoked' }])
  expect(await store.passes.open(id, now)).toEqual([])
  expect(done).toBe(true)
  const published = createKeys(keys, () => now).published() as { kid: string }[]
  expect(published.map(({ kid }) => kid)).toEqual([keys.signingKeys[0]?.kid])
  expect(published[0]?.kid).not.toBe(old?.kid)
  expect(keys.withdrawnKeys).toEqual([old?.kid])
  for (const part of ['Cards: 1.', 'screens: 1.', 'Passes: 1, of 1 holders']) expect(said).toContain(part)
  expect(said).not.toContain(keys.signingKeys[0]?.d)
  expect(await store.shownTokens.find('pass')).toBeUndefined()
  const quarter = 15 * 60_000
  expect(await store.outbox.claim(now + quarter - 1)).toEqual([])
  const [message] = await store.outbox.claim(now + quarter)
  expect(message).toMatchObject({ person: id, job: { said: [{ sentence: 'passEnded' }] } })
})

it('withdraws the key although the database does not answer, and says that nobody was told', async () => {
  const { done, said, keys } = await run('http://127.0.0.1:1')
  expect([done, keys.withdrawnKeys]).toEqual([false, [old?.kid]])
  expect(said).toContain('nobody was told')
})
