// The table of the second look: one case for each card that was issued on the word of a phone.
import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { ReviewReason } from '../../core/face/recheck.ts'
import type { CaseState } from '../ports/face-review.ts'
import { sealed } from './columns.ts'

export const faceCase = sqliteTable(
  'face_case',
  {
    id: text('id').primaryKey(),
    person: text('person').notNull(),
    card: text('card').notNull(),
    evidence: text('evidence').notNull(),
    state: text('state').$type<CaseState>().notNull(),
    reason: text('reason').$type<ReviewReason>(),
    /** What the examiner measured. */
    report: sealed('report'),
    /** Who has it now; the name of a lease is drawn anew each time. */
    lease: text('lease'),
    leasedUntil: integer('leased_until').notNull(),
    leases: integer('leases').notNull(),
    /** The latest end; what belongs to it is written only where this names it. */
    mark: text('mark'),
    /** Keyed hashes of reviewers, each with a space after it: who has looked, and who could not tell. */
    seenBy: text('seen_by').notNull().default(''),
    unsureBy: text('unsure_by').notNull().default(''),
    /** What reviewers said and why; one at a time: a word is taken only where it is the next. */
    reviews: sealed('reviews'),
    reviewCount: integer('review_count').notNull().default(0),
    /** What its holder says at the counter. */
    code: text('code'),
    openedAt: integer('opened_at').notNull(),
    closedAt: integer('closed_at'),
  },
  (table) => [
    index('face_case_waiting').on(table.leasedUntil).where(sql`state = 'waiting'`),
    index('face_case_person').on(table.person),
    uniqueIndex('face_case_visit').on(table.code).where(sql`state = 'visit'`),
    index('face_case_review').on(table.openedAt).where(sql`state = 'review'`),
  ],
)
