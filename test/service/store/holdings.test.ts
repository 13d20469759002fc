import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { describe, expect, it } from 'vitest'
import { holdingsTables, internalColumns } from '../../../src/service/store/holdings.ts'
import * as schema from '../../../src/service/store/schema.ts'
import * as schemaLooking from '../../../src/service/store/schema-face-review.ts'
import * as schemaShowing from '../../../src/service/store/schema-presentation.ts'
import { firstTransition, now, openStore, someCard } from '../../kit/store.ts'

const exported: unknown[] = Object.values({ ...schema, ...schemaLooking, ...schemaShowing })
const tables = exported.filter((each): each is SQLiteTable => is(each, SQLiteTable))
const columnsOf = (table: SQLiteTable) => Object.entries(getTableColumns(table))

describe('the copy of a person’s data', () => {
  it('covers every table with a person column; a new table fails this test until it is covered', () => {
    const named = tables.filter((table) => 'person' in getTableColumns(table)).map(getTableName)
    const read = Object.values(holdingsTables).map(({ table }) => getTableName(table))
    // A row of `erasure` names a person of whom nothing else is stored.
    expect([...read, 'erasure'].sort()).toEqual([...named, 'person'].sort())
  })

  it('opens every sealed column, except pictures, which are files of their own', () => {
    const sealed = Object.values(holdingsTables).filter(({ table }) =>
      columnsOf(table).some(([, column]) => column.getSQLType() === 'blob'),
    )
    expect(sealed.length).toBeGreaterThan(6)
    expect(sealed.filter(({ opened }) => !opened).map(({ table }) => getTableName(table))).toEqual(['blob'])
  })

  it('leaves out what protects a row and says nothing about the person: MACs, serials, keyed hashes and leases', () => {
    const given = Object.values(holdingsTables).flatMap(({ table }) =>
      columnsOf(table).flatMap(([name, column]) =>
        internalColumns.has(name) || column.getSQLType() === 'blob' ? [] : [`${getTableName(table)}.${name}`],
      ),
    )
    // The hash of a consent is one of a public text, which the receipt names.
    expect(given.filter((name) => /mac$|serial|hash|secret$|lease|mark$|key/i.test(name))).toEqual(['consent.textHash'])
  })

  it('contains one person’s data only, without hashes, keys and ciphertext', async () => {
    const { store } = await openStore()
    const { id } = await store.people.findOrCreate('U1', 'th', now)
    const { id: other } = await store.people.findOrCreate('U2', 'en', now)
    for (const [i, person] of [id, other].entries()) {
      await store.transition(firstTransition(person, { to: { step: 'issued', failures: {} }, card: someCard(i + 1) }))
      await store.outbox.add(person, [{ do: 'say', said: [], replyToken: 'secret-of-LINE' }])
      await store.sessions.open(`s${i}`, person, now + 1)
    }
    const holdings = await store.holdings(id)
    const written = JSON.stringify(holdings)
    expect(Object.values(holdings).map((rows) => rows.length)).toEqual(
      [...Object.keys(holdingsTables), 'numberOutcomes', 'countsOfTheDay'].map((name) =>
        ['person', 'enrolment', 'cards', 'messagesToSend', 'openTokens'].includes(name) ? 1 : 0,
      ),
    )
    expect(holdings.person).toMatchObject([{ language: 'th', content: { lineUserId: 'U1' } }])
    expect(written).not.toContain(other)
    expect(written).not.toContain('secret-of-LINE')
    expect(written).not.toMatch(/hash/i)
  })
})
