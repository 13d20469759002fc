// The table of face rechecks and reviews: one case for each card, and one for each recovery of a PIN, whose face was
// verified by a phone alone.
import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { CaseKind, ReviewReason } from '../../core/face/recheck.ts'
import type { CaseState } from '../ports/face-review.ts'
import { rowMac, sealed } from './columns.ts'

/** The office log. Row 0 is its head: the number and the hash of the last line. */
export const officeLine = sqliteTable(
  'office_line',
  {
    seq: integer('seq').primaryKey(),
    /** The line and its chain hash, sealed under the key of the office. */
    content: sealed('content').notNull(),
    keyVersion: integer('key_version').notNull(),
  },
  (table) => [index('office_line_key_version').on(table.keyVersion)],
)

export const faceCase = sqliteTable(
  'face_case',
  {
    id: text('id').primaryKey(),
    person: text('person').notNull(),
    card: text('card').notNull(),
    /** `recovery`: for a new PIN. */
    kind: text('kind').$type<CaseKind>().notNull().default('enrolment'),
    evidence: text('evidence').notNull(),
    /** The last link of the round's chain, apart from the evidence. Null for an enrolment, whose facts have it. */
    head: text('head'),
    state: text('state').$type<CaseState>().notNull(),
    reason: text('reason').$type<ReviewReason>(),
    /** The examiner's measurements. */
    report: sealed('report'),
    /** The current lease; each lease has a new random name. */
    lease: text('lease'),
    leasedUntil: integer('leased_until').notNull(),
    leases: integer('leases').notNull(),
    /**
     * Id of the latest write that ended a step. The statements of that write take effect only where the row names it.
     */
    mark: text('mark'),
    /** Keyed hashes of reviewers, each followed by a space: those who viewed the case, and those who gave a verdict. */
    seenBy: text('seen_by').notNull().default(''),
    /** Named when only an unsure left a case to the next reviewer; a first yes does so too. */
    judgedBy: text('unsure_by').notNull().default(''),
    /** Verdicts and their reasons. A verdict is accepted only as number `reviewCount` + 1. */
    reviews: sealed('reviews'),
    reviewCount: integer('review_count').notNull().default(0),
    /** How often an officer typed a number and a birth date off a real card that were not those of the digital one. */
    cardMismatches: integer('card_mismatches').notNull().default(0),
    /** The code that the holder shows at the counter. */
    code: text('code'),
    openedAt: integer('opened_at').notNull(),
    closedAt: integer('closed_at'),
    mac: rowMac(),
  },
  (table) => [
    index('face_case_waiting').on(table.leasedUntil).where(sql`state = 'waiting'`),
    index('face_case_person').on(table.person),
    uniqueIndex('face_case_visit').on(table.code).where(sql`state = 'visit'`),
    index('face_case_review').on(table.openedAt).where(sql`state = 'review'`),
  ],
)
