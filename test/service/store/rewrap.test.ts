// A master key is replaced while the service runs: half done, interrupted, and finally without the old key.
import { eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { generateKeys } from '../../../src/service/keys/material.ts'
import { person } from '../../../src/service/store/schema.ts'
import { firstTransition, material, now, openStore, partsOn, random, someCard, temporaryFile } from '../../kit/store.ts'

const fresh = (await generateKeys(random)).masterKeys[1] ?? ''
const both = { ...material, masterKeys: { ...material.masterKeys, 2: fresh }, currentVersion: 2 }
const newAlone = { ...both, masterKeys: { 2: fresh } }
const many = 45
const batch = 20

const withPeople = async () => {
  const file = `file:${temporaryFile()}`
  const before = await openStore(file)
  const ids: string[] = []
  for (let i = 0; i < many; i++) ids.push((await before.store.people.findOrCreate(`U${i}`, 'th', now)).id)
  return { file, before, ids }
}
const opensAll = async ({ store }: ReturnType<typeof partsOn>, ids: readonly string[]) => {
  for (const [i, id] of ids.entries()) expect(await store.people.lineUserId(id)).toBe(`U${i}`)
}
const countUnder = async ({ db }: ReturnType<typeof partsOn>, version: number) =>
  (await db.select({ n: sql<number>`count(*)` }).from(person).where(eq(person.keyVersion, version)))[0]?.n

it('half-way both keys open everything; an interrupted batch changes nothing; at the end the old key can be removed', async () => {
  const { file, before, ids } = await withPeople()
  await opensAll(before, ids)
  const running = partsOn(file, both)
  await opensAll(running, ids)
  expect(await running.store.rewrap(batch)).toBe(batch)
  expect([await countUnder(running, 1), await countUnder(running, 2)]).toEqual([many - batch, batch])
  await opensAll(partsOn(file, both), ids)

  await running.client.execute(
    `create trigger interrupted before update on person when (select count(*) from person where key_version = 2) >= 30
     begin select raise(abort, 'power cut'); end`,
  )
  await expect(running.store.rewrap(batch)).rejects.toThrow()
  expect(await countUnder(running, 2)).toBe(batch)
  await running.client.execute('drop trigger interrupted')

  const again = partsOn(file, both)
  expect([await again.store.rewrap(batch), await again.store.rewrap(batch), await again.store.rewrap(batch)]).toEqual([
    batch,
    5,
    0,
  ])
  await opensAll(partsOn(file, newAlone), ids)
  await expect(partsOn(file).store.people.lineUserId(ids[0] ?? '')).rejects.toThrow('master key 2 is not configured')
  // A running process continues to use the keys that it has unwrapped: the data keys are the same.
  await opensAll(before, ids)
})

it('an instance without the new key undoes nothing', async () => {
  const { file, before } = await withPeople()
  while ((await partsOn(file, both).store.rewrap(batch)) > 0);
  expect(await before.store.rewrap(batch)).toBe(0)
  expect(await countUnder(before, 2)).toBe(many)
})

it('renews the MACs of rows with their person; a changed row stays changed, and late rows are found at the end', async () => {
  const file = `file:${temporaryFile()}`
  const before = await openStore(file)
  const [one, two] = [
    await before.store.people.findOrCreate('U0', 'th', now),
    await before.store.people.findOrCreate('U1', 'th', now),
  ]
  for (const [i, { id }] of [one, two].entries()) {
    const data = i === 1 ? ({ idNumber: '8999999999981' } as never) : {}
    await before.store.transition(
      firstTransition(id, { card: someCard(i, data), to: { step: 'issued', failures: {} } }),
    )
  }
  await before.client.execute({ sql: `update card set face_assurance = 'in-person' where person = ?`, args: [two.id] })
  const running = partsOn(file, both)
  while ((await running.store.rewrap(batch)) > 0);
  // An instance that does not know the new key yet.
  await before.store.sessions.open('late', one.id, now + 1000)
  await running.store.rewrap(batch)
  const after = partsOn(file, newAlone)
  expect(await after.store.cards.of(one.id)).toMatchObject({ status: 'valid', suspended: false })
  expect(await after.store.cards.of(two.id)).toMatchObject({ status: 'frozen', suspended: true })
  expect((await after.store.sessions.person('late', now))?.id).toBe(one.id)
})
