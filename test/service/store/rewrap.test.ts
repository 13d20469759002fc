// A master key is replaced while the service runs: half-way, interrupted, and afterwards without the old one.
import { eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { generateKeys } from '../../../src/service/keys/material.ts'
import { person } from '../../../src/service/store/schema.ts'
import { material, now, openStore, partsOn, random, temporaryFile } from '../../kit/store.ts'

const fresh = (await generateKeys(random)).masterKeys[1] ?? ''
const both = { ...material, masterKeys: { ...material.masterKeys, 2: fresh }, currentVersion: 2 }
const newAlone = { ...both, masterKeys: { 2: fresh } }
const many = 45
const handful = 20

const peopled = async () => {
  const file = `file:${temporaryFile()}`
  const before = await openStore(file)
  const ids: string[] = []
  for (let i = 0; i < many; i++) ids.push((await before.store.people.findOrCreate(`U${i}`, 'th', now)).id)
  return { file, before, ids }
}
const opensAll = async ({ store }: ReturnType<typeof partsOn>, ids: readonly string[]) => {
  for (const [i, id] of ids.entries()) expect(await store.people.lineUserId(id)).toBe(`U${i}`)
}
const under = async ({ db }: ReturnType<typeof partsOn>, version: number) =>
  (await db.select({ n: sql<number>`count(*)` }).from(person).where(eq(person.keyVersion, version)))[0]?.n

it('half-way everybody opens, with both keys; an interrupted handful changed nothing; at the end the old key may go', async () => {
  const { file, before, ids } = await peopled()
  await opensAll(before, ids)
  const running = partsOn(file, both)
  await opensAll(running, ids)
  expect(await running.store.rewrap(handful)).toBe(handful)
  expect([await under(running, 1), await under(running, 2)]).toEqual([many - handful, handful])
  await opensAll(partsOn(file, both), ids)

  await running.client.execute(
    `create trigger interrupted before update on person when (select count(*) from person where key_version = 2) >= 30
     begin select raise(abort, 'power cut'); end`,
  )
  await expect(running.store.rewrap(handful)).rejects.toThrow()
  expect(await under(running, 2)).toBe(handful)
  await running.client.execute('drop trigger interrupted')

  const again = partsOn(file, both)
  expect([
    await again.store.rewrap(handful),
    await again.store.rewrap(handful),
    await again.store.rewrap(handful),
  ]).toEqual([handful, 5, 0])
  await opensAll(partsOn(file, newAlone), ids)
  await expect(partsOn(file).store.people.lineUserId(ids[0] ?? '')).rejects.toThrow('master key 2 is not configured')
  // What a running process has unwrapped it goes on using: the data keys are the same.
  await opensAll(before, ids)
})

it('an instance that does not know the new key yet undoes nothing', async () => {
  const { file, before } = await peopled()
  while ((await partsOn(file, both).store.rewrap(handful)) > 0);
  expect(await before.store.rewrap(handful)).toBe(0)
  expect(await under(before, 2)).toBe(many)
})
