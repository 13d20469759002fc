// Progress of a PIN recovery: one row per person. A change succeeds only if its author saw the latest state.
import { and, eq, type SQL, sql } from 'drizzle-orm'
import { noPinRecovery } from '../../core/pin/recovery.ts'
import type { PersonId, PinRecoveryChange } from '../model.ts'
import { newId } from '../platform/ids.ts'
import type { Store } from '../ports/store.ts'
import type { StoreContext } from './ground.ts'
import { insertWhere } from './insert-where.ts'
import { outboxRow } from './outbox.ts'
import { keyOf } from './person-keys.ts'
import { pinRow, replacePin } from './pins.ts'
import { endRecoveryCase } from './recovery-cases.ts'
import { newPin, outbox, pin } from './schema.ts'
import { faceCase } from './schema-face-review.ts'

const wonBy = (person: PersonId, changeId: string) =>
  sql`exists (select 1 from ${newPin} where ${newPin.person} = ${person} and ${newPin.changeId} = ${changeId})`

/** The statement that moves on from the state named `mark`, where `onlyIf`. `won` then holds for this change alone. */
export const pinRecoveryStatement = async (
  { db, random, rows }: StoreContext,
  person: PersonId,
  { mark, to }: Pick<PinRecoveryChange, 'mark' | 'to'>,
  onlyIf: SQL,
) => {
  const changeId = newId(random)
  const first = db
    .update(newPin)
    .set(await rows.mark(newPin, { person, ...to, evidence: null, changeId }))
    .where(and(eq(newPin.person, person), eq(newPin.changeId, mark), onlyIf))
  const won = wonBy(person, changeId)
  const written = () => rows.replaced(newPin, mark)
  return { first, rest: [endRecoveryCase({ db }, person, won)], won, written }
}

const newCase = (
  person: PersonId,
  evidence: string,
  { id, card, head, code }: NonNullable<PinRecoveryChange['case']>,
  now: number,
) => ({
  id,
  person,
  card,
  kind: 'recovery' as const,
  evidence,
  head: head ?? null,
  state: code ? ('visit' as const) : ('waiting' as const),
  code: code ?? null,
  leasedUntil: 0,
  leases: 0,
  openedAt: now,
})

export const createPinRecoveries = (context: StoreContext): Store['pinRecoveries'] => {
  const { db, personKeys, random, rows } = context
  return {
    of: async (person) => {
      const [row] = await db.select().from(newPin).where(eq(newPin.person, person))
      if (!row) return { at: noPinRecovery, mark: '' }
      // A row that somebody else changed is no recovery: the holder begins anew, and the next change replaces it.
      if (!(await rows.checked(newPin, row))) return { at: noPinRecovery, mark: row.changeId }
      const { state, until, confirmedAt, failures, failedAt, changeId, evidence } = row
      return {
        at: { state, until, confirmedAt, failures, failedAt },
        mark: changeId,
        ...(evidence !== null && { evidence }),
      }
    },
    change: async (person, { mark, to, evidence, case: opened, jobs = [], pin: hash }, now) => {
      const key = await keyOf(personKeys, person)
      const changeId = newId(random)
      const row = await rows.mark(newPin, { person, ...to, evidence: evidence ?? null, changeId })
      const won = wonBy(person, changeId)
      const outboxRows = await Promise.all(jobs.map((job) => outboxRow(key, random, person, job)))
      const [written] = await db.batch([
        db
          .insert(newPin)
          .values(row)
          .onConflictDoUpdate({ target: newPin.person, set: row, setWhere: eq(newPin.changeId, mark) })
          .returning({ person: newPin.person }),
        endRecoveryCase({ db }, person, won),
        ...(opened && evidence
          ? [insertWhere(db, faceCase, await rows.mark(faceCase, newCase(person, evidence, opened, now)), won)]
          : []),
        // If another write created the row meanwhile, `mark` does not match:
        // the row stays, and this batch writes nothing.
        ...(hash ? [insertWhere(db, pin, await pinRow(context, key, person, hash, now), won, replacePin)] : []),
        ...outboxRows.map((row) => insertWhere(db, outbox, row, won)),
      ])
      if (written.length === 1) rows.replaced(newPin, mark)
      return written.length === 1
    },
  }
}
