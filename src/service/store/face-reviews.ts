// Cases that wait for a person's look: one word at a time, from somebody who has looked, and each first look in the holder's log.
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { LookReport } from '../../core/journey/second-look.ts'
import type { FaceReviews, Review } from '../looking/ports.ts'
import type { Ground } from './database.ts'
import { facePlace } from './face-cases.ts'
import { newId } from './ids.ts'
import { insertWhere } from './insert-where.ts'
import { writeLook } from './looks.ts'
import { outboxRow } from './outbox.ts'
import { keyOf } from './person-keys.ts'
import { card, outbox } from './schema.ts'
import { faceCase } from './schema-looking.ts'

const among = (column: typeof faceCase.seenBy | typeof faceCase.unsureBy, hash: string) =>
  sql`instr(${column}, ${hash}) > 0`
const notAmong = (column: typeof faceCase.seenBy | typeof faceCase.unsureBy, hash: string) =>
  sql`instr(${column}, ${hash}) = 0`

export const createFaceReviews = (ground: Ground): FaceReviews => {
  const { db, seal, random, personKeys } = ground
  const hashOf = (reviewer: string) => seal.hash('reviewer', reviewer)
  const mine = (hash: string) => and(eq(faceCase.state, 'review'), notAmong(faceCase.unsureBy, hash))
  return {
    open: async (reviewer, most) => {
      const rows = await db
        .select({ id: faceCase.id, reason: faceCase.reason, openedAt: faceCase.openedAt })
        .from(faceCase)
        .where(mine(await hashOf(reviewer)))
        .orderBy(asc(faceCase.openedAt))
        .limit(most)
      return rows.map(({ reason, ...rest }) => ({ ...rest, reason: reason ?? 'could_not_look' }))
    },
    find: async (id, reviewer) => {
      const [row] = await db
        .select()
        .from(faceCase)
        .where(and(eq(faceCase.id, id), mine(await hashOf(reviewer))))
      if (!row) return undefined
      const { person, evidence, reason, openedAt } = row
      const key = await keyOf(personKeys, person)
      const report = row.report && (await key.openJson<LookReport>(facePlace(id, 'report'), row.report))
      return { id, person, evidence, openedAt, reason: reason ?? 'could_not_look', ...(report && { report }) }
    },
    seen: async ({ id, person }, reviewer, look) => {
      const hash = await hashOf(reviewer)
      await writeLook(
        ground,
        person,
        { look, intents: [] },
        {
          first: (lookId) =>
            db
              .update(faceCase)
              .set({ seenBy: sql`${faceCase.seenBy} || ${`${hash} `}`, mark: lookId })
              .where(and(eq(faceCase.id, id), mine(hash), notAmong(faceCase.seenBy, hash)))
              .returning({ id: faceCase.id }),
          won: (lookId) =>
            sql`exists (select 1 from ${faceCase} where ${faceCase.id} = ${id} and ${faceCase.mark} = ${lookId})`,
        },
      )
    },
    judge: async (id, reviewer, review, intents) => {
      const hash = await hashOf(reviewer)
      const free = and(eq(faceCase.id, id), mine(hash), among(faceCase.seenBy, hash))
      const [row] = await db.select().from(faceCase).where(free)
      if (!row) return false
      const { person, reviewCount } = row
      const key = await keyOf(personKeys, person)
      const before = row.reviews ? await key.openJson<Review[]>(facePlace(id, 'reviews'), row.reviews) : []
      const reviews = await key.sealJson(facePlace(id, 'reviews'), [...before, review])
      const mark = newId(random)
      const ended =
        review.said === 'unsure'
          ? { unsureBy: sql`${faceCase.unsureBy} || ${`${hash} `}` }
          : { state: 'closed' as const, closedAt: review.at }
      const won = sql`exists (select 1 from ${faceCase} where ${faceCase.id} = ${id} and ${faceCase.mark} = ${mark})`
      const ofCard = and(eq(card.id, row.card), won)
      const orders = await Promise.all(intents.map((intent) => outboxRow(key, random, person, intent)))
      const raised = db
        .update(card)
        .set({ faceAssurance: 'reviewed' })
        .where(and(ofCard, inArray(card.faceAssurance, ['self', 'rechecked'])))
      const held = db
        .update(card)
        .set({ status: 'frozen', heldAt: review.at })
        .where(and(ofCard, inArray(card.status, ['valid', 'frozen'])))
      const [rows] = await db.batch([
        db
          .update(faceCase)
          .set({ ...ended, mark, reviews, reviewCount: reviewCount + 1 })
          .where(and(free, eq(faceCase.reviewCount, reviewCount)))
          .returning({ id: faceCase.id }),
        ...(review.said === 'yes' ? [raised] : review.said === 'no' ? [held] : []),
        ...orders.map((order) => insertWhere(db, outbox, order, won)),
      ])
      return rows.length === 1
    },
  }
}
