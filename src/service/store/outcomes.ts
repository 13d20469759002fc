// What officials and rechecks found about an ID number: by keyed hash of the number, apart from the person.
// Decision 097: a no stays a no through erasure, withdrawal, restart and another account.
// Decision 095: a row that somebody else changed counts as a refusal that nobody freed, so that no change undoes a no.
import { and, asc, eq, ne, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { NumberOutcome, OutcomeKind, OutcomeSource } from '../../core/face/outcomes.ts'
import type { Outcomes } from '../ports/protection.ts'
import { numberHashOf } from './cards.ts'
import type { StoreContext } from './ground.ts'
import { insertWhere } from './insert-where.ts'
import { card } from './schema.ts'
import { faceCase } from './schema-face-review.ts'
import { numberOutcome } from './schema-protection.ts'

type Statement = BatchItem<'sqlite'>
type Ground = Pick<StoreContext, 'db' | 'rows'>

/** The outcomes of a number, the oldest first. `number`: keyed hash. */
const outcomesOf = async ({ db, rows }: Ground, number: string) => {
  const found = await db
    .select()
    .from(numberOutcome)
    .where(eq(numberOutcome.idHash, number))
    .orderBy(asc(numberOutcome.id))
  return Promise.all(
    found.map(async (row) => {
      const genuine = (await rows.checked(numberOutcome, row)) !== undefined
      return genuine
        ? { row, what: row.what, freed: row.freedAt !== null }
        : { row, what: 'face_refused' as const, freed: false }
    }),
  )
}

/** Statements for a batch: remember what was found about the number with this keyed hash, where `won`. */
export const outcomeStatements = async (
  { db, rows }: Ground,
  idHash: string,
  found: { what: OutcomeKind; saidBy: OutcomeSource; official?: string; at: number },
  won: SQL,
): Promise<Statement[]> => [
  insertWhere(db, numberOutcome, await rows.mark(numberOutcome, { idHash, official: null, ...found }), won),
]

/**
 * Statements for a batch: free the number from these outcomes, where `won`. `official`: keyed hash. `written`: to be called
 * once they took effect.
 */
export const freeStatements = async (
  context: Ground,
  number: string,
  what: readonly OutcomeKind[],
  by: { official: string; at: number },
  won: SQL,
): Promise<{ statements: Statement[]; written: () => void }> => {
  if (what.length === 0) return { statements: [], written: () => {} }
  const { db, rows } = context
  const held = (await outcomesOf(context, number)).filter((each) => !each.freed && what.includes(each.what))
  const changes = await Promise.all(
    held.map(async ({ row, what }) => {
      const set = await rows.change(numberOutcome, row, { what, freedAt: by.at, freedBy: by.official })
      return { set, isStill: and(eq(numberOutcome.id, row.id), rows.unchanged(numberOutcome, row), won) }
    }),
  )
  return {
    statements: changes.map(({ set, isStill }) => db.update(numberOutcome).set(set).where(isStill)),
    written: () => {
      for (const { row } of held) rows.replaced(numberOutcome, row.mac)
    },
  }
}

export const createOutcomes = (context: StoreContext): Outcomes => {
  const { db, seal } = context
  const found = async (number: string): Promise<NumberOutcome[]> =>
    (await outcomesOf(context, number)).map(({ row, what, freed }) => ({ what, by: row.saidBy, at: row.at, freed }))
  return {
    of: async (idNumber) => found(await seal.hash('idNumber', idNumber)),
    aboutCase: async (id) => {
      const [row] = await db
        .select({ card })
        .from(card)
        .innerJoin(faceCase, eq(faceCase.card, card.id))
        .where(and(eq(faceCase.id, id), ne(card.person, '')))
      return row ? found(await numberHashOf(context, row.card)) : []
    },
    free: async (idNumber, official, now) => {
      const by = { official: await seal.hash('reviewer', official), at: now }
      const number = await seal.hash('idNumber', idNumber)
      const held = (await outcomesOf(context, number)).filter(({ freed }) => !freed).map(({ what }) => what)
      const { statements, written } = await freeStatements(context, number, held, by, sql`true`)
      const [first, ...others] = statements
      if (!first) return false
      await db.batch([first, ...others])
      written()
      return true
    },
  }
}
