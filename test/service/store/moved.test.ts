// A sealed record opens only at its place: for each sealed column of the
// schema, a record moved to another row does not open.
import { eq, getTableColumns, getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { describe, expect, it } from 'vitest'
import { factsPlace } from '../../../src/service/store/enrolments.ts'
import * as schema from '../../../src/service/store/schema.ts'
import * as schemaLooking from '../../../src/service/store/schema-face-review.ts'
import * as schemaShowing from '../../../src/service/store/schema-presentation.ts'
import { firstTransition, now, openStore, someCard } from '../../kit/store.ts'

const all: unknown[] = Object.values({ ...schema, ...schemaLooking, ...schemaShowing })
const tables = all.filter((each): each is SQLiteTable => is(each, SQLiteTable))
const sealedColumns = tables.flatMap((table) =>
  Object.entries(getTableColumns(table)).flatMap(([name, column]) =>
    column.getSQLType() === 'blob' ? [`${getTableName(table)}.${name}`] : [],
  ),
)

type Parts = Awaited<ReturnType<typeof openStore>>
type Read = (parts: Parts, person: string) => Promise<unknown>

const by = { name: 'n', agency: 'a' }
const event = (n: number) => ({ eventId: `e${n}`, lineUserId: `U${n}`, at: now, heard: { heard: 'sticker' as const } })
const report = { whole: true, frames: [], posesFollow: true, recipe: 'mobilefacenet/1' as const, flags: [], ms: 1 }
const entry = { at: now, via: 'link' as const, scope: 'age' as const, result: 'seen' as const }

/** A person with a record in every sealed column. */
const leaveEverything = async ({ store, vault }: Parts, n: number): Promise<string> => {
  const { id } = await store.people.findOrCreate(`U${n}`, 'th', now)
  const portrait = await vault.put(id, 'portrait', new Uint8Array([n]), now)
  const pin = { salt: 'c2FsdA', hash: `${n}`, picture: 'cat' as const }
  const selfie = { portrait, tinyFace: 'AAAA', evidence: `evidence ${n}`, head: 'h', score: 0.6, sameRound: 0.8 }
  const card = { ...someCard(n, n > 1 ? ({ idNumber: '8999999999981' } as never) : {}), portrait }
  await store.transition(
    firstTransition(id, { facts: { lastFailure: `${n}`, selfie }, card, pin, to: { step: 'issued', failures: {} } }),
  )
  const leasedCase = await store.faceCases.lease(now, now + 1)
  await store.faceCases.result(leasedCase!.id, leasedCase!.lease, { review: 'no_face' }, { report }, [], now)
  const [open] = await store.faceReviews.open('reviewer', 1)
  const opened = await store.faceReviews.find(open!.id, 'reviewer')
  await store.faceReviews.recordAccess(opened!, 'reviewer', entry)
  await store.faceReviews.judge(
    opened!,
    'reviewer',
    { by, said: 'unsure', why: 'dark', at: now },
    { state: 'review' },
    [],
  )
  await store.outbox.add(id, [{ do: 'announce' }])
  await store.accessLog.add(id, { entry, jobs: [] })
  await store.webhooks.receive([event(n)], now)
  await store.requests.create(`request ${n}`, { subject: `s${n}`, why: 'w', scope: 'age', expiresAt: now + 1 })
  await store.officialSessions.open(`session ${n}`, `s${n}`, now + 1)
  return id
}

/** Reads the record of each column from the second of two rows, which holds the record of the first. */
const reads: Readonly<Record<string, Read>> = {
  'person.lineUserId': ({ store }, id) => store.people.lineUserId(id),
  'person.keyWrapped': async ({ seal, db }, id) => {
    const [row] = await db.select().from(schema.person).where(eq(schema.person.id, id))
    return seal.unwrap(id, { wrapped: row!.keyWrapped, version: row!.keyVersion })
  },
  // Not by `load`, which refuses the changed row before it opens anything.
  'enrolment.facts': async ({ db, personKeys }, id) => {
    const [row] = await db.select().from(schema.enrolment).where(eq(schema.enrolment.person, id))
    return (await personKeys(id))!.openJson(factsPlace(id), row!.facts!)
  },
  'pin.secret': ({ store }, id) => store.pins.status(id),
  'card.content': ({ store }, id) => store.cards.of(id),
  'outbox.intent': ({ store }, id) => store.outbox.claim(now, id),
  'webhook_event.event': ({ store }) => store.webhooks.claim(now, ['e2']),
  'blob.sealed': async ({ vault, db }, id) => {
    const [row] = await db.select().from(schema.blob).where(eq(schema.blob.person, id))
    return vault.get(id, row!.id)
  },
  'request.content': ({ store }) => store.requests.find('request 2'),
  'face_case.report': async ({ store }, id) => (await store.holdings(id)).secondLooks?.[0],
  'face_case.reviews': async ({ store }, id) => (await store.holdings(id)).secondLooks?.[0],
  'look.content': ({ store }, id) => store.accessLog.all(id),
  'office_line.content': ({ store }) => store.officeLog.all(),
  'official_session.content': ({ store }) => store.officialSessions.subject('session 2', now),
}

describe('a sealed record that was moved to another row', () => {
  it('is tried for every sealed column: a new one is tried too, or this says so', () => {
    expect(Object.keys(reads).sort()).toEqual(sealedColumns.sort())
  })

  it.each(Object.entries(reads))('%s does not open there', async (place, read) => {
    const [tableName = '', property = ''] = place.split('.')
    const table = tables.find((candidate) => getTableName(candidate) === tableName)!
    const column = getTableColumns(table)[property]!.name
    const parts = await openStore()
    const [, second] = [await leaveEverything(parts, 1), await leaveEverything(parts, 2)]
    expect(await read(parts, second)).toBeTruthy()
    // Ends the lease of the first claim, so that the second claim reads the row again.
    if (tableName === 'outbox' || tableName === 'webhook_event')
      await parts.client.execute(`update ${tableName} set leased_until = 0`)
    const moved = `update ${tableName} set ${column} = (select ${column} from ${tableName} order by rowid limit 1)
      where rowid > (select min(rowid) from ${tableName})`
    await parts.client.execute(moved)
    await expect(read(parts, second)).rejects.toThrow('does not open')
  })

  it('does not open in another row of the same person either, though the key is the same', async () => {
    const { store, vault, client } = await openStore()
    const { id } = await store.people.findOrCreate('U1', 'th', now)
    await store.outbox.add(id, [{ do: 'announce' }, { do: 'askRegister' }])
    for (const at of [now, now + 1]) await store.accessLog.add(id, { entry: { ...entry, at }, jobs: [] })
    const picture = await vault.put(id, 'photo', new Uint8Array([1]), now)
    await vault.put(id, 'photo', new Uint8Array([2]), now)
    for (const [table, column] of Object.entries({ outbox: 'intent', look: 'content', blob: 'sealed' })) {
      const { rows } = await client.execute(`select rowid as number, ${column} as record from ${table}`)
      expect(rows, table).toHaveLength(2)
      for (const [i, { number }] of rows.entries()) {
        const args = [rows[1 - i]!.record!, number!]
        await client.execute({ sql: `update ${table} set ${column} = ? where rowid = ?`, args })
      }
    }
    for (const read of [() => store.outbox.claim(now, id), () => store.accessLog.all(id), () => vault.get(id, picture)])
      await expect(read()).rejects.toThrow('does not open')
  })
})
