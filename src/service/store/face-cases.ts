// Face-recheck cases: leased to one examiner at a time, and ended once, in one batch with the consequences.
import { and, asc, eq, gt, lte, sql } from 'drizzle-orm'
import { newId } from '../platform/ids.ts'
import type { FaceCases } from '../ports/face-review.ts'
import { cardChange, readCard } from './cards.ts'
import type { StoreContext } from './ground.ts'
import { insertWhere } from './insert-where.ts'
import { outboxRow } from './outbox.ts'
import { keyOf } from './person-keys.ts'
import { card, outbox } from './schema.ts'
import { faceCase } from './schema-face-review.ts'

export const facePlace = (row: string, column: 'report' | 'reviews') => ({ table: 'face_case', column, row })

/** Rounds of a result whose card changed meanwhile: the holder froze it, for example. */
const ROUNDS = 5

export const createFaceCases = (context: StoreContext): Omit<FaceCases, 'recoveryResult' | 'inviteForNewPin'> => {
  const { db, random, personKeys } = context
  return {
    lease: async (now, until) => {
      const lease = newId(random)
      const free = and(eq(faceCase.state, 'waiting'), lte(faceCase.leasedUntil, now))
      const oldest = db
        .select({ id: faceCase.id })
        .from(faceCase)
        .where(free)
        .orderBy(asc(faceCase.leasedUntil), asc(faceCase.openedAt))
        .limit(1)
      // `free` is tested again in the update: of two simultaneous leases, the later one finds the row taken.
      const [row] = await db
        .update(faceCase)
        .set({ lease, leasedUntil: until, leases: sql`${faceCase.leases} + 1` })
        .where(and(eq(faceCase.id, oldest), free))
        .returning()
      return (
        row && {
          id: row.id,
          kind: row.kind,
          person: row.person,
          card: row.card,
          evidence: row.evidence,
          ...(row.head !== null && { head: row.head }),
          leases: row.leases,
          lease,
          until,
        }
      )
    },
    leased: async (id, lease, now) => {
      const leasedCase = and(eq(faceCase.id, id), eq(faceCase.lease, lease), eq(faceCase.state, 'waiting'))
      const [row] = await db
        .select()
        .from(faceCase)
        .where(and(leasedCase, gt(faceCase.leasedUntil, now)))
      if (!row) return undefined
      const { kind, person, card, evidence, head, leases } = row
      return { id, kind, person, card, evidence, leases, ...(head !== null && { head }) }
    },
    result: async (id, lease, outcome, report, jobs, now) => {
      const leasedCase = and(eq(faceCase.id, id), eq(faceCase.lease, lease))
      for (let round = 0; round < ROUNDS; round++) {
        const [row] = await db.select().from(faceCase).where(leasedCase)
        if (!row) return false
        if (row.state !== 'waiting') return true
        const key = await keyOf(personKeys, row.person)
        // The result ends the lease. A fresh mark tells that this batch ended it.
        const mark = newId(random)
        const ended =
          'level' in outcome
            ? { state: 'closed' as const, closedAt: now }
            : { state: 'review' as const, reason: outcome.review }
        const won = sql`exists (select 1 from ${faceCase} where ${faceCase.id} = ${id} and ${faceCase.mark} = ${mark})`
        const outboxRows = await Promise.all(jobs.map((job) => outboxRow(key, random, row.person, job)))
        const found = 'level' in outcome ? await readCard(context, row.person, eq(card.id, row.card)) : undefined
        // The level is never lowered: a human reviewer's decision outranks a machine's.
        const raised =
          'level' in outcome && found?.genuine && found.row.faceAssurance === 'self'
            ? await cardChange(context, found.row, { faceAssurance: outcome.level }, won)
            : undefined
        const [written] = await db.batch([
          db
            .update(faceCase)
            .set({ ...ended, mark, ...(report && { report: await key.sealJson(facePlace(id, 'report'), report) }) })
            .where(and(leasedCase, eq(faceCase.state, 'waiting'), gt(faceCase.leasedUntil, now), raised?.still))
            .returning({ id: faceCase.id }),
          ...(raised ? [raised.statement] : []),
          ...outboxRows.map((row) => insertWhere(db, outbox, row, won)),
        ])
        if (written.length === 1) raised?.written()
        if (written.length === 1 || !raised) return written.length === 1
      }
      return false
    },
    close: async (id, now) => {
      await db.update(faceCase).set({ state: 'closed', closedAt: now }).where(eq(faceCase.id, id))
    },
  }
}
