// What officials and rechecks found about an ID number: by keyed hash of the number, apart from the person.
// Decision 097: a no stays a no through erasure, withdrawal, restart and another account.
import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { NumberOutcome, OutcomeKind, OutcomeSource } from '../../core/face/outcomes.ts'
import type { CardId } from '../model.ts'
import type { Outcomes } from '../ports/protection.ts'
import type { StoreContext } from './ground.ts'
import { card } from './schema.ts'
import { faceCase } from './schema-face-review.ts'
import { numberOutcome } from './schema-protection.ts'

const numberOf = (whose: CardId) => sql`(select ${card.idHash} from ${card} where ${card.id} = ${whose})`

/** A statement for a batch: remembers what was found about the number of this card, where `won`. */
export const outcomeStatement = (
  { db }: StoreContext,
  whose: CardId,
  found: { what: OutcomeKind; saidBy: OutcomeSource; official?: string; at: number },
  won: SQL,
) =>
  db.run(sql`insert into ${numberOutcome} (id_hash, what, said_by, official, at)
    select ${card.idHash}, ${found.what}, ${found.saidBy}, ${found.official ?? null}, ${found.at}
    from ${card} where ${card.id} = ${whose} and ${card.idHash} != '' and ${won}`)

/** A statement for a batch: frees the number of this card from these outcomes, where `won`. `official`: keyed hash. */
export const freeStatement = (
  { db }: StoreContext,
  whose: CardId,
  what: readonly OutcomeKind[],
  by: { official: string; at: number },
  won: SQL,
) =>
  db
    .update(numberOutcome)
    .set({ freedAt: by.at, freedBy: by.official })
    .where(
      and(
        eq(numberOutcome.idHash, numberOf(whose)),
        inArray(numberOutcome.what, what),
        isNull(numberOutcome.freedAt),
        won,
      ),
    )

export const createOutcomes = ({ db, seal }: StoreContext): Outcomes => {
  const found = async (number: SQL | string): Promise<NumberOutcome[]> => {
    const { what, saidBy, at, freedAt } = numberOutcome
    const rows = await db
      .select({ what, by: saidBy, at, freedAt })
      .from(numberOutcome)
      .where(eq(numberOutcome.idHash, number))
      .orderBy(asc(numberOutcome.id))
    return rows.map(({ freedAt, ...outcome }) => ({ ...outcome, freed: freedAt !== null }))
  }
  return {
    of: async (idNumber) => found(await seal.hash('idNumber', idNumber)),
    aboutCase: (id) =>
      found(sql`(select ${card.idHash} from ${card} join ${faceCase} on ${faceCase.card} = ${card.id}
        where ${faceCase.id} = ${id})`),
    free: async (idNumber, official, now) => {
      const freedBy = await seal.hash('reviewer', official)
      const rows = await db
        .update(numberOutcome)
        .set({ freedAt: now, freedBy })
        .where(and(eq(numberOutcome.idHash, await seal.hash('idNumber', idNumber)), isNull(numberOutcome.freedAt)))
        .returning({ id: numberOutcome.id })
      return rows.length > 0
    },
  }
}
