// Cases about the face of a holder who forgot the PIN: opened and ended together with the recovery that they are about.
// Decision 104: a case confirms the recovery of its own evidence only, so a verdict on an earlier round opens nothing.
import { and, eq, exists, gt, inArray, ne, type SQL, sql } from 'drizzle-orm'
import { newId } from '../platform/ids.ts'
import type { FaceCases } from '../ports/face-review.ts'
import { closedCase, facePlace } from './face-cases.ts'
import type { StoreContext } from './ground.ts'
import { insertWhere } from './insert-where.ts'
import { outboxRow } from './outbox.ts'
import { keyOf } from './person-keys.ts'
import { newPin, outbox } from './schema.ts'
import { faceCase } from './schema-face-review.ts'

const openRecoveryOf = (person: string) =>
  and(eq(faceCase.person, person), eq(faceCase.kind, 'recovery'), ne(faceCase.state, 'closed'))

/** Ends the person's case, where `onlyIf`: the recovery is over, or another round began. */
export const endRecoveryCase = ({ db }: Pick<StoreContext, 'db'>, person: string, onlyIf?: SQL) =>
  db
    .update(faceCase)
    .set(closedCase(null))
    .where(and(openRecoveryOf(person), onlyIf))

/**
 * The statement that confirms the holder in the recovery that this evidence belongs to, where `onlyIf`; none if that
 * recovery does not wait any more, or somebody else changed its row. `written`: to be called once it took effect.
 */
export const confirmRecovery = async (
  { db, random, rows }: Pick<StoreContext, 'db' | 'random' | 'rows'>,
  { person, evidence }: { person: string; evidence: string },
  now: number,
  onlyIf: SQL,
) => {
  const waiting = and(eq(newPin.person, person), eq(newPin.evidence, evidence), eq(newPin.state, 'held'))
  const [found] = await db.select().from(newPin).where(waiting)
  const row = await rows.checked(newPin, found)
  if (!row) return { statements: [], written: () => {} }
  const set = await rows.change(newPin, row, { confirmedAt: now, changeId: newId(random) })
  const statement = db
    .update(newPin)
    .set(set)
    .where(and(waiting, rows.unchanged(newPin, row), onlyIf))
  return { statements: [statement], written: () => rows.replaced(newPin, row.changeId) }
}

/** Rounds of an invitation whose case changed meanwhile. */
const ROUNDS = 5

type RecoveryCases = Pick<FaceCases, 'recoveryResult' | 'inviteForNewPin'>

export const createRecoveryCases = (context: StoreContext): RecoveryCases => {
  const { db, random, personKeys, rows } = context
  const wonBy = (mark: string) => exists(db.select({ id: faceCase.id }).from(faceCase).where(eq(faceCase.mark, mark)))
  return {
    recoveryResult: async (id, lease, outcome, report, jobs, now) => {
      const leasedCase = and(eq(faceCase.id, id), eq(faceCase.lease, lease), eq(faceCase.kind, 'recovery'))
      const [found] = await db.select().from(faceCase).where(leasedCase)
      if (found && found.state !== 'waiting') return true
      const row = await rows.checked(faceCase, found)
      if (!row) return false
      const key = await keyOf(personKeys, row.person)
      const mark = newId(random)
      const ended =
        'confirmed' in outcome
          ? { state: 'closed' as const, closedAt: now }
          : 'visit' in outcome
            ? { state: 'visit' as const, code: outcome.visit, reason: outcome.reason }
            : { state: 'review' as const, reason: outcome.review }
      const won = wonBy(mark)
      const outboxRows = await Promise.all(jobs.map((job) => outboxRow(key, random, row.person, job)))
      const sealed = report && { report: await key.sealJson(facePlace(id, 'report'), report) }
      const set = await rows.change(faceCase, row, { ...ended, ...sealed, mark })
      const confirmed = 'confirmed' in outcome ? await confirmRecovery(context, row, now, sql`${won}`) : undefined
      const [written] = await db.batch([
        db
          .update(faceCase)
          .set(set)
          .where(and(leasedCase, rows.unchanged(faceCase, row), gt(faceCase.leasedUntil, now)))
          .returning({ id: faceCase.id }),
        ...(confirmed?.statements ?? []),
        ...outboxRows.map((row) => insertWhere(db, outbox, row, sql`${won}`)),
      ])
      if (written.length === 0) return false
      rows.replaced(faceCase, row.mac)
      confirmed?.written()
      return true
    },
    inviteForNewPin: async (person, code, jobs) => {
      const key = await keyOf(personKeys, person)
      const mark = newId(random)
      const outboxRows = await Promise.all(jobs.map((job) => outboxRow(key, random, person, job)))
      const open = and(openRecoveryOf(person), inArray(faceCase.state, ['waiting', 'review']))
      for (let round = 0; round < ROUNDS; round++) {
        const [found] = await db.select().from(faceCase).where(open)
        const row = await rows.checked(faceCase, found)
        if (!row) return false
        const [written] = await db.batch([
          db
            .update(faceCase)
            .set(await rows.change(faceCase, row, { state: 'visit' as const, code, seenBy: '', mark }))
            .where(and(eq(faceCase.id, row.id), rows.unchanged(faceCase, row)))
            .returning({ id: faceCase.id }),
          ...outboxRows.map((each) => insertWhere(db, outbox, each, sql`${wonBy(mark)}`)),
        ])
        if (written.length === 0) continue
        rows.replaced(faceCase, row.mac)
        return true
      }
      return false
    },
  }
}
