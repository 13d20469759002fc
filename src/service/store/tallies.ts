// Counts of a day by keyed hash of the LINE account or of the ID number, which an erasure does not reset.
// Decision 098: what everybody shares has a daily budget per LINE account.
import { and, eq, gt, or, type SQL, sql } from 'drizzle-orm'
import { budgetWindowMs, type CountedKind, dailyBudgets, dailyPerNumber } from '../../core/budgets.ts'
import { triesAllowed } from '../../core/tries.ts'
import type { PersonId } from '../model.ts'
import type { NumberTried, Tallies } from '../ports/protection.ts'
import type { StoreContext } from './ground.ts'
import { person } from './schema.ts'
import { tally } from './schema-protection.ts'

const accountOf = (whose: PersonId): SQL =>
  sql`(select ${person.lineHash} from ${person} where ${person.id} = ${whose})`

export const createTallies = ({ db, seal }: StoreContext): Tallies => {
  /** Counts one and returns the count of the current window. Nothing is counted for a subject that is gone. */
  const count = (kind: CountedKind, subject: SQL, now: number) => {
    // A window that starts later than now was begun by a clock that has been set back since.
    const current = sql`${tally.startedAt} > ${now - budgetWindowMs} and ${tally.startedAt} <= ${now}`
    return db.all<{ count: number }>(sql`insert into ${tally} (kind, subject, count, started_at)
      select ${kind}, counted.subject, 1, ${now} from (select ${subject} as subject) counted where counted.subject is not null
      on conflict (kind, subject) do update set
        count = case when ${current} then ${tally.count} + 1 else 1 end,
        started_at = case when ${current} then ${tally.startedAt} else ${now} end
      returning count`)
  }
  const subjectsOf = async (whose: PersonId, { idNumber, laserCode = '' }: NumberTried) =>
    [
      ['faceFailures', accountOf(whose)],
      ['cardFailures', sql`${await seal.hash('idNumber', `${idNumber} ${laserCode}`)}`],
      ['numberFailures', sql`${await seal.hash('idNumber', idNumber)}`],
    ] as const

  return {
    take: async (whose, budget, now) => {
      const [row] = await count(budget, accountOf(whose), now)
      return { left: dailyBudgets[budget] - (row?.count ?? 0) }
    },
    faceFailed: async (whose, tried, now) => {
      for (const [kind, subject] of await subjectsOf(whose, tried)) await count(kind, subject, now)
    },
    faceFailures: async (whose, tried, now) => {
      const subjects = await subjectsOf(whose, tried)
      const rows = await db
        .select({ kind: tally.kind, count: tally.count })
        .from(tally)
        .where(
          and(
            gt(tally.startedAt, now - budgetWindowMs),
            or(...subjects.map(([kind, subject]) => and(eq(tally.kind, kind), eq(tally.subject, subject)))),
          ),
        )
      const counts = rows.map(({ kind, count }) =>
        kind === 'numberFailures' ? (count >= dailyPerNumber.numberFailures ? triesAllowed : 0) : count,
      )
      return Math.max(0, ...counts)
    },
  }
}
