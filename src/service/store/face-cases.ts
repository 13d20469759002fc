// Cases of the second look: leased to one examiner at a time, and ended once, with what follows from it in the same batch.
import { and, asc, eq, gt, lte, sql } from 'drizzle-orm'
import { newId } from '../platform/ids.ts'
import type { FaceCases } from '../ports/face-review.ts'
import type { StoreContext } from './ground.ts'
import { insertWhere } from './insert-where.ts'
import { outboxRow } from './outbox.ts'
import { keyOf } from './person-keys.ts'
import { card, outbox } from './schema.ts'
import { faceCase } from './schema-face-review.ts'

export const facePlace = (row: string, column: 'report' | 'reviews') => ({ table: 'face_case', column, row })

export const createFaceCases = ({ db, random, personKeys }: StoreContext): FaceCases => ({
  lease: async (now, until) => {
    const lease = newId(random)
    const free = and(eq(faceCase.state, 'waiting'), lte(faceCase.leasedUntil, now))
    const oldest = db
      .select({ id: faceCase.id })
      .from(faceCase)
      .where(free)
      .orderBy(asc(faceCase.leasedUntil), asc(faceCase.openedAt))
      .limit(1)
    // Free is asked again outside: of two at once the later one finds the row taken.
    const [row] = await db
      .update(faceCase)
      .set({ lease, leasedUntil: until, leases: sql`${faceCase.leases} + 1` })
      .where(and(eq(faceCase.id, oldest), free))
      .returning()
    return (
      row && {
        id: row.id,
        person: row.person,
        card: row.card,
        evidence: row.evidence,
        leases: row.leases,
        lease,
        until,
      }
    )
  },
  leased: async (id, lease, now) => {
    const theirs = and(eq(faceCase.id, id), eq(faceCase.lease, lease), eq(faceCase.state, 'waiting'))
    const [row] = await db
      .select()
      .from(faceCase)
      .where(and(theirs, gt(faceCase.leasedUntil, now)))
    return row && { id, person: row.person, card: row.card, evidence: row.evidence, leases: row.leases }
  },
  result: async (id, lease, outcome, report, jobs, now) => {
    const theirs = and(eq(faceCase.id, id), eq(faceCase.lease, lease))
    const [row] = await db.select().from(faceCase).where(theirs)
    if (!row) return false
    if (row.state !== 'waiting') return true
    const key = await keyOf(personKeys, row.person)
    // The lease is over with the result; its name under a mark says that this batch did it.
    const mark = newId(random)
    const ended =
      'level' in outcome
        ? { state: 'closed' as const, closedAt: now }
        : { state: 'review' as const, reason: outcome.review }
    const won = sql`exists (select 1 from ${faceCase} where ${faceCase.id} = ${id} and ${faceCase.mark} = ${mark})`
    const orders = await Promise.all(jobs.map((job) => outboxRow(key, random, row.person, job)))
    const [rows] = await db.batch([
      db
        .update(faceCase)
        .set({ ...ended, mark, ...(report && { report: await key.sealJson(facePlace(id, 'report'), report) }) })
        .where(and(theirs, eq(faceCase.state, 'waiting'), gt(faceCase.leasedUntil, now)))
        .returning({ id: faceCase.id }),
      // Never lowered: a person's look stands above a machine's.
      ...('level' in outcome
        ? [
            db
              .update(card)
              .set({ faceAssurance: outcome.level })
              .where(and(eq(card.id, row.card), eq(card.faceAssurance, 'self'), won)),
          ]
        : []),
      ...orders.map((order) => insertWhere(db, outbox, order, won)),
    ])
    return rows.length === 1
  },
  close: async (id, now) => {
    await db.update(faceCase).set({ state: 'closed', closedAt: now }).where(eq(faceCase.id, id))
  },
})
