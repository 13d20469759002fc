import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { describe, expect, it } from 'vitest'
import { promisedRetention } from '../../../src/core/retention.ts'
import type { Deps } from '../../../src/service/deps.ts'
import { queueReminders } from '../../../src/service/jobs/reminders.ts'
import { faceTables, personTables } from '../../../src/service/store/erasures.ts'
import * as schema from '../../../src/service/store/schema.ts'
import * as schemaLooking from '../../../src/service/store/schema-face-review.ts'
import * as schemaShowing from '../../../src/service/store/schema-presentation.ts'
import { firstTransition, now, openStore, someCard, temporaryFile } from '../../kit/store.ts'

const day = 86_400_000
const receipt = { kind: 'terms' as const, version: '1', textHash: 'h', given: true }
const exported: unknown[] = Object.values({ ...schema, ...schemaShowing, ...schemaLooking })
const tables = exported.filter((each): each is SQLiteTable => is(each, SQLiteTable))

const withCard = async (path?: string, index = 1) => {
  const parts = await openStore(path && `file:${path}`)
  if (path) await parts.client.execute('PRAGMA secure_delete = ON')
  const { id } = await parts.store.people.findOrCreate('U1', 'th', now)
  const portrait = await parts.vault.put(id, 'portrait', new Uint8Array([1, 2, 3]), now)
  const pin = { salt: 'c2FsdA', hash: 'aGFzaA', picture: 'cat' as const }
  const card = { ...someCard(index), portrait }
  await parts.store.transition(
    firstTransition(id, { to: { step: 'issued', failures: {} }, card, pin, consents: [receipt] }),
  )
  await parts.store.sessions.open('s', id, now + day)
  await parts.store.outbox.add(id, [{ do: 'announce' }])
  return { ...parts, id, portrait, card }
}

describe('erasing a person', () => {
  it('covers every table with a person column; a new table fails this test until it is covered', () => {
    const named = tables.filter((table) => 'person' in getTableColumns(table)).map(getTableName)
    const exempt = ['card', 'pass', 'blob', 'consent', 'erasure']
    expect(named.sort()).toEqual([...personTables.map(getTableName), ...exempt].sort())
  })

  it('leaves no key and no row that names the person, except the receipt and the consents', async () => {
    const { store, vault, db, id, portrait } = await withCard()
    expect(await store.erase(id, 'R-1', now)).toEqual([portrait])
    for (const table of tables) {
      const rows = JSON.stringify(await db.select().from(table))
      expect(rows.includes(id), getTableName(table)).toBe(['consent', 'erasure'].includes(getTableName(table)))
    }
    expect(await store.people.byId(id)).toBeUndefined()
    await expect(vault.get(id, portrait)).resolves.toBeUndefined()
    await expect(store.people.draftKey(id)).rejects.toThrow('no such person')
    expect(await store.consents.of(id)).toEqual([{ ...receipt, at: now }])
  })

  it('leaves the card’s slot taken and revoked, and the ID number free for a new card', async () => {
    const { store, id, card } = await withCard()
    await store.erase(id, 'R-1', now)
    expect(await store.cards.statuses(now)).toEqual([{ index: 1, status: 'revoked' }])
    expect(await store.holderOf(card.data.idNumber)).toBeUndefined()
    const again = await store.people.findOrCreate('U1', 'th', now)
    expect(again.id).not.toBe(id)
    expect(await store.transition(firstTransition(again.id, { card: { ...card, id: 'new' } }))).toBe('index_taken')
    expect(await store.transition(firstTransition(again.id, { card: { ...card, id: 'new', statusIndex: 2 } }))).toBe(
      true,
    )
  })

  it('happens once: a second request finds no person, and other people are untouched', async () => {
    const { store, id } = await withCard()
    const other = await store.people.findOrCreate('U2', 'en', now)
    expect(await Promise.all([store.erase(id, 'R-1', now), store.erase(id, 'R-2', now)])).toContain(undefined)
    expect(await store.people.byId(other.id)).toEqual(other)
  })

  it('lists a picture until its bytes are deleted, and deletes rows that a late request wrote', async () => {
    const { store, vault, db, id, portrait } = await withCard()
    await store.people.draftKey(id)
    await store.erase(id, 'R-1', now)
    await db.insert(schema.waitingPhoto).values({ id: 'p', person: id, vault: 'v', messageId: 'm', receivedAt: now })
    expect(await store.sweep(now)).toEqual([portrait])
    expect(await db.$count(schema.waitingPhoto)).toBe(0)
    await vault.erase([portrait])
    expect(await store.sweep(now)).toEqual([])
  })

  it('is overwritten on the disk: no file contains the wrapped key or the keyed hashes', async () => {
    const path = temporaryFile()
    const { store, client, db, id } = await withCard(path)
    const [person] = await db.select().from(schema.person)
    const [card] = await db.select().from(schema.card)
    const hashes = [person!.lineHash, card!.idHash].map((hash) => Buffer.from(hash))
    const traces = [person!.keyWrapped, person!.lineUserId, ...hashes].map((bytes) => Buffer.from(bytes))
    const inFiles = () => {
      const files = readdirSync(dirname(path)).map((name) => readFileSync(join(dirname(path), name)))
      return traces.map((trace) => files.some((file) => file.includes(trace)))
    }
    expect(inFiles()).toEqual([true, true, true, true])
    await store.erase(id, 'R-1', now)
    await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    expect(inFiles()).toEqual([false, false, false, false])
  })
})

describe('withdrawing the face consent', () => {
  const withdrawal = { to: { step: 'inPerson', failures: {} }, faceless: true } as const

  it('covers every table about the face; a new table fails this test until it is covered or exempt', () => {
    const named = tables.filter((table) => 'person' in getTableColumns(table)).map(getTableName)
    // The card keeps its slot and a blob its id until its bytes are deleted. The others hold nothing about a face.
    const exempt = ['card', 'pass', 'blob', 'enrolment', 'consent', 'help_case', 'outbox', 'token', 'look', 'erasure']
    expect(named.sort()).toEqual([...faceTables.map(getTableName), ...exempt].sort())
  })

  it('is gone with the card and its PIN in one write, and the person is still there with the receipt', async () => {
    const { store, vault, db, id, portrait, card } = await withCard()
    const other = await store.people.findOrCreate('U2', 'th', now)
    const theirPicture = await vault.put(other.id, 'portrait', new Uint8Array([4]), now)
    await store.shares.create('s', id, {
      id: 'x',
      scope: 'name',
      unmasked: false,
      views: 1,
      madeAt: now,
      expiresAt: now + day,
    })
    const from = { step: 'issued', version: 1 } as const
    const given = { kind: 'face', version: '1', textHash: 'h', given: false } as const
    expect(
      await store.transition(firstTransition(id, { ...withdrawal, from: { ...from, version: 9 }, consents: [given] })),
    ).toBe(false)
    expect(await store.cards.of(id)).toBeDefined()
    expect(await store.transition(firstTransition(id, { ...withdrawal, from, consents: [given] }))).toBe(true)
    for (const table of [...faceTables, schema.blob, schema.card])
      expect(JSON.stringify(await db.select().from(table)).includes(id), getTableName(table)).toBe(false)
    expect(await store.cards.of(id)).toBeUndefined()
    expect(await store.cards.statuses(now)).toEqual([{ index: 1, status: 'revoked' }])
    expect(await store.holderOf(card.data.idNumber)).toBeUndefined()
    expect(await store.sweep(now)).toEqual([portrait])
    expect(await store.people.byId(id)).toBeDefined()
    expect((await store.consents.of(id)).at(-1)).toMatchObject(given)
    expect(await vault.get(other.id, theirPicture)).toEqual(new Uint8Array([4]))
  })
})

describe('a card that has expired', () => {
  /** `data` of open.ts: its last day is 12 April 2030. */
  const expiresAt = Date.UTC(2030, 3, 13)

  it('is listed with its holder a year later, to the week, and not before; a lifelong card is never listed', async () => {
    const { store, id } = await withCard()
    const old = await store.people.findOrCreate('U2', 'th', now)
    await store.transition(
      firstTransition(old.id, { card: someCard(2, { idNumber: '3100600123431', expiry: 'lifelong' } as never) }),
    )
    expect(await store.cards.longExpired(expiresAt + promisedRetention.endedDays * day)).toEqual([])
    expect(await store.cards.longExpired(expiresAt + (promisedRetention.endedDays + 8) * day)).toEqual([id])
    await store.erase(id, 'R-1', now)
    expect(await store.cards.longExpired(expiresAt + 4000 * day)).toEqual([])
  })

  it('from before the column is processed once: no early reminder, and its expiry week is stored', async () => {
    const { store, db, id } = await withCard()
    await db.update(schema.card).set({ remindAt: 0, overAt: null })
    await queueReminders({ store, clock: () => now } as unknown as Deps)
    expect(await db.$count(schema.outbox)).toBe(1)
    expect(await store.cards.dueForReminder(now)).toEqual([])
    expect(await store.cards.longExpired(expiresAt + (promisedRetention.endedDays + 8) * day)).toEqual([id])
  })
})

describe('an abandoned enrolment', () => {
  it('is erased after seven days with the person; a person with a card is not', async () => {
    const { store, db, id } = await withCard()
    const draft = await store.people.findOrCreate('U2', 'th', now)
    await store.transition(firstTransition(draft.id, { consents: [receipt] }))
    await store.sweep(now + promisedRetention.draftDays * day)
    expect(await store.people.byId(draft.id)).toBeDefined()
    await store.sweep(now + promisedRetention.draftDays * day + 1)
    expect(await store.people.byId(draft.id)).toBeUndefined()
    expect(await store.consents.of(draft.id)).toEqual([])
    await store.sweep(now + 400 * day)
    expect(await store.people.byId(id)).toBeDefined()
    expect(await db.$count(schema.erasure)).toBe(0)
  })

  it('is kept for thirty days while it waits for an officer', async () => {
    const { store } = await openStore()
    const { id } = await store.people.findOrCreate('U2', 'th', now)
    const opened = { code: 'K7-2345', reason: 'asked_for_help' as const }
    await store.transition(firstTransition(id, { to: { step: 'inPerson', failures: {} }, case: opened }))
    await store.sweep(now + 30 * day)
    expect(await store.people.byId(id)).toBeDefined()
    await store.sweep(now + 30 * day + 1)
    expect(await store.people.byId(id)).toBeUndefined()
  })

  it('with a receipt keeps its consents for ten years', async () => {
    const { store, id } = await withCard()
    await store.erase(id, 'R-1', now)
    await store.sweep(now + 3650 * day)
    expect(await store.consents.of(id)).toHaveLength(1)
    await store.sweep(now + 3650 * day + 1)
    expect(await store.consents.of(id)).toEqual([])
  })
})
