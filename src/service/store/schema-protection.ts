// The tables that outlive an erasure to protect others: what officials refused of an ID number, and counts of a day.
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { CountedKind } from '../../core/budgets.ts'
import type { OutcomeKind, OutcomeSource } from '../../core/face/outcomes.ts'
import { rowMac } from './columns.ts'

/** What somebody found about an ID number. It names no person, and its rows stay when the person is erased. */
export const numberOutcome = sqliteTable(
  'number_outcome',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    idHash: text('id_hash').notNull(),
    what: text('what').$type<OutcomeKind>().notNull(),
    saidBy: text('said_by').$type<OutcomeSource>().notNull(),
    /** Keyed hash of the official; null for an examiner. */
    official: text('official'),
    at: integer('at').notNull(),
    /** When an official freed the number, and the keyed hash of that official. */
    freedAt: integer('freed_at'),
    freedBy: text('freed_by'),
    mac: rowMac(),
  },
  (table) => [index('number_outcome_number').on(table.idHash), index('number_outcome_at').on(table.at)],
)

/** How often something happened within a day, by LINE account or ID number. `subject` is a keyed hash. */
export const tally = sqliteTable(
  'tally',
  {
    kind: text('kind').$type<CountedKind>().notNull(),
    subject: text('subject').notNull(),
    count: integer('count').notNull(),
    startedAt: integer('started_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.subject] }), index('tally_started').on(table.startedAt)],
)
