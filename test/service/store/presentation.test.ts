// Shared links, requests and the access log on a real database: counted down atomically, chained without a gap.
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { type AccessEntry, verifyAccessChain } from '../../../src/core/inspection/access-log.ts'
import { sha256 } from '../../../src/service/platform/codec.ts'
import type { AccessWrite } from '../../../src/service/ports/presentation.ts'
import { firstTransition, now, openStore, partsOn, someCard, temporaryFile } from '../../kit/store.ts'

const minute = 60_000
const entry: AccessEntry = { at: now, via: 'link', scope: 'name', result: 'seen' }
const write: AccessWrite = { entry, jobs: [{ do: 'say', said: [{ say: 'sentence', sentence: 'notUnderstood' }] }] }

const openHolder = async (url?: string) => {
  const parts = await openStore(url)
  const { id } = await parts.store.people.findOrCreate(`U${'a'.repeat(32)}`, 'th', now)
  await parts.store.transition(firstTransition(id, { card: someCard(1) }))
  const link = (secret: string, views = 1) =>
    parts.store.shares.create(secret, id, {
      id: `row-${secret}`,
      scope: 'name',
      unmasked: false,
      views,
      madeAt: now,
      expiresAt: now + 5 * minute,
    })
  return { ...parts, person: id, link }
}

describe('a shared link', () => {
  test('of ten simultaneous openings of the last view, one succeeds; the others are refused as used', async () => {
    const { store, link, person } = await openHolder(`file:${temporaryFile()}`)
    await link('s')
    const answers = await Promise.all(Array.from({ length: 10 }, () => store.shares.consume('s', write, now)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.filter((answer) => !answer.ok && answer.reason === 'used')).toHaveLength(9)
    expect(await store.accessLog.all(person)).toHaveLength(1)
  })
  test('two services on one database grant a last view once', async () => {
    const file = `file:${temporaryFile()}`
    const { store, link } = await openHolder(file)
    const other = partsOn(file)
    await link('s')
    const answers = await Promise.all([
      store.shares.consume('s', write, now),
      other.store.shares.consume('s', write, now),
    ])
    other.client.close()
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  })
  test('opens as often as it has views, and each access is logged with its message', async () => {
    const { store, link, person } = await openHolder()
    await link('s', 3)
    for (const ok of [true, true, true, false]) expect((await store.shares.consume('s', write, now)).ok).toBe(ok)
    expect(await store.accessLog.all(person)).toHaveLength(3)
    expect(await store.outbox.claim(now, person)).toHaveLength(3)
  })
  test('does not open when expired, revoked or while the card is frozen, and gives the reason', async () => {
    const { store, link, person } = await openHolder()
    await link('late')
    expect(await store.shares.consume('late', write, now + 5 * minute)).toEqual({
      ok: false,
      reason: 'expired',
      refused: 1,
    })
    await link('gone')
    expect(await store.shares.revoke(person, 'row-gone', now)).toBe(true)
    expect(await store.shares.revoke(person, 'row-gone', now)).toBe(false)
    expect(await store.shares.consume('gone', write, now)).toMatchObject({ reason: 'revoked' })
    await link('frozen')
    await store.cards.change(person, 'valid', 'frozen', [])
    expect(await store.shares.consume('frozen', write, now)).toMatchObject({ reason: 'frozen', refused: 1 })
    expect(await store.shares.consume('frozen', write, now)).toMatchObject({ reason: 'frozen', refused: 2 })
    expect(await store.accessLog.all(person)).toEqual([])
  })
  test('is stored as a keyed hash only, and another person cannot revoke it', async () => {
    const { store, link, db } = await openHolder()
    await link('secret-of-the-link')
    const other = await store.people.findOrCreate(`U${'b'.repeat(32)}`, 'th', now)
    expect(await store.shares.revoke(other.id, 'row-secret-of-the-link', now)).toBe(false)
    const rows = await db.all<{ hash: string }>(sql`select hash from share`)
    expect(rows[0]?.hash).toMatch(/^[\w-]{43}$/)
    expect(await store.shares.find('another')).toBeUndefined()
  })
})

describe('the access log', () => {
  test('simultaneous entries form one chain without a gap', async () => {
    const { store, person } = await openHolder(`file:${temporaryFile()}`)
    await Promise.all(
      Array.from({ length: 12 }, (_, i) => store.accessLog.add(person, { entry: { ...entry, at: now + i }, jobs: [] })),
    )
    const all = await store.accessLog.all(person)
    expect(all.map(({ seq }) => seq)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1))
    expect(await verifyAccessChain(all, sha256)).toMatchObject({ ok: true, head: all[11]?.hash })
    expect((await store.accessLog.newest(person, 3)).map(({ seq }) => seq)).toEqual([12, 11, 10])
  })
  test('an entry that was changed, omitted or moved breaks the chain at its place', async () => {
    const { store, person } = await openHolder()
    for (const via of ['scan', 'link', 'pass'] as const)
      await store.accessLog.add(person, { entry: { ...entry, via }, jobs: [] })
    const [a, b, c] = await store.accessLog.all(person)
    expect(await verifyAccessChain([a!, { ...b!, scope: 'full' }, c!], sha256)).toEqual({
      ok: false,
      seq: 2,
      why: 'changed',
    })
    expect(await verifyAccessChain([a!, { ...b!, by: { name: 'x', agency: 'y' } }, c!], sha256)).toMatchObject({
      seq: 2,
    })
    expect(await verifyAccessChain([a!, c!], sha256)).toEqual({ ok: false, seq: 2, why: 'out_of_order' })
    expect(await verifyAccessChain([a!, { ...c!, seq: 2 }], sha256)).toEqual({ ok: false, seq: 2, why: 'changed' })
  })
  test('is sealed: the row contains neither official nor scope in clear text', async () => {
    const { store, person, db } = await openHolder()
    await store.accessLog.add(person, { entry: { ...entry, by: { name: 'Checkpointname', agency: 'A' } }, jobs: [] })
    const [row] = await db.all<{ content: ArrayBuffer }>(sql`select content from look`)
    expect(new TextDecoder().decode(row?.content)).not.toContain('Checkpointname')
  })
  test('has at most ten entries per shown token, and none of an unknown token', async () => {
    const { store, person } = await openHolder()
    await store.shownTokens.keep(
      'digest',
      { person, card: 'card' },
      { scope: 'age', via: 'scan', portraitKey: 'key' },
      now + minute,
    )
    expect(await store.shownTokens.find('digest')).toEqual({
      person,
      scope: 'age',
      via: 'scan',
      expiresAt: now + minute,
    })
    const logged = []
    for (let i = 0; i < 12; i++) logged.push(await store.shownTokens.recordAccess('digest', entry))
    expect(logged.filter(Boolean)).toHaveLength(10)
    expect(await store.shownTokens.recordAccess('other', entry)).toBe(false)
  })
})

describe('an official’s request', () => {
  const request = {
    subject: 'officer-7',
    scope: 'name' as const,
    why: 'ตรวจ',
    expiresAt: now + minute,
  }
  test('is answered once, delivered once, and neither after it expired', async () => {
    const { store, person } = await openHolder()
    await store.requests.create('r', request)
    expect(await store.requests.find('r')).toEqual({ ...request, state: 'waiting' })
    expect(await store.requests.deliver('r', now)).toBeUndefined()
    const answers = await Promise.all([1, 2].map(() => store.requests.answer('r', person, 'approved', write, now)))
    expect(answers.filter(Boolean)).toHaveLength(1)
    expect(await store.requests.deliver('r', now)).toBe(person)
    expect(await store.requests.deliver('r', now)).toBeUndefined()
    await store.requests.create('late', request)
    expect(await store.requests.answer('late', person, 'approved', write, now + minute)).toBe(false)
  })
})

describe('freezing', () => {
  test('changes the status once, together with its jobs', async () => {
    const { store, person } = await openHolder()
    const jobs = write.jobs
    expect(await store.cards.change(person, 'valid', 'frozen', jobs)).toBe(true)
    expect(await store.cards.change(person, 'valid', 'frozen', jobs)).toBe(false)
    expect(await store.cards.statuses(now)).toEqual([{ index: 1, status: 'frozen' }])
    expect(await store.outbox.claim(now, person)).toHaveLength(1)
    expect(await store.cards.change(person, 'frozen', 'valid', [])).toBe(true)
    expect(await store.cards.statuses(now)).toEqual([])
  })
})
