// Cases of people who come to the counter before they have a card. A case is one officer's at a time.
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { officeActs } from '../../core/inspection/office-log.ts'
import type { AtCounter, CounterCase, CounterCases } from '../ports/counter.ts'
import type { StoreContext } from './ground.ts'
import { withOfficeLine } from './office-log.ts'
import { helpCase } from './schema.ts'

const prefix = 'counter-'
const idOf = ({ about }: CounterCase) => Number(about.slice(prefix.length))

export const createCounterCases = (context: StoreContext): CounterCases => {
  const { db, seal } = context
  const hashOf = (subject: string) => seal.hash('reviewer', subject)
  const isOpen = (of: CounterCase) =>
    and(eq(helpCase.id, idOf(of)), eq(helpCase.person, of.person), isNull(helpCase.closedAt))
  const lineOf = (of: CounterCase, { by, subject }: AtCounter, at: number, act: (typeof officeActs)[number]) => ({
    at,
    by: { ...by, subject },
    act,
    about: of.about,
  })
  const has: CounterCases['has'] = async (of, subject, now) => {
    const [row] = await db.select().from(helpCase).where(isOpen(of))
    return row !== undefined && row.takenBy === (await hashOf(subject)) && row.takenUntil > now
  }
  return {
    find: async (code) => {
      const [row] = await db
        .select()
        .from(helpCase)
        .where(and(eq(helpCase.code, code), isNull(helpCase.closedAt)))
      if (!row) return undefined
      const { id, person, reason, openedAt, mismatches } = row
      return { about: `${prefix}${id}`, person, reason, openedAt, mismatches }
    },
    take: async (of, officer, now, until) => {
      const hash = await hashOf(officer.subject)
      const mine = and(isOpen(of), eq(helpCase.takenBy, hash))
      const [kept] = await db
        .update(helpCase)
        .set({ takenUntil: until })
        .where(and(mine, sql`${helpCase.takenUntil} > ${now}`))
        .returning({ id: helpCase.id })
      if (kept) return true
      const free = or(isNull(helpCase.takenBy), lt(helpCase.takenUntil, now + 1))
      return withOfficeLine(context, lineOf(of, officer, now, 'counter_opened'), async (office) => {
        const won = sql`exists (select 1 from ${helpCase} where ${helpCase.id} = ${idOf(of)} and ${helpCase.takenBy} = ${hash} and ${helpCase.takenUntil} = ${until})`
        const [taken] = await db.batch([
          db
            .update(helpCase)
            .set({ takenBy: hash, takenUntil: until })
            .where(and(isOpen(of), free))
            .returning({ id: helpCase.id }),
          ...office.statements(won),
        ])
        return taken.length === 1
      })
    },
    has,
    compared: async (of, officer, agrees, now) => {
      const line = {
        ...lineOf(of, officer, now, 'card_compared'),
        said: agrees ? ('agrees' as const) : ('differs' as const),
      }
      await withOfficeLine(context, line, async (office) => {
        await db.batch([
          db
            .update(helpCase)
            .set({ mismatches: agrees ? sql`${helpCase.mismatches}` : sql`${helpCase.mismatches} + 1` })
            .where(isOpen(of)),
          ...office.statements(sql`true`),
        ])
      })
    },
  }
}
