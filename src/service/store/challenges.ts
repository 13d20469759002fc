// What a face is asked to do: given out once, to the person it was made for; what the phone binds itself to, in order.
// Decision 065: a repeated claim is judged again, any other is refused.
import { and, eq, isNull, or, sql } from 'drizzle-orm'
import type { Store } from '../ports/store.ts'
import type { StoreContext } from './ground.ts'
import { challenge } from './schema.ts'

export const createChallenges = ({ db, seal }: StoreContext): Store['challenges'] => {
  const mine = async (nonce: string, person: string) =>
    and(eq(challenge.hash, await seal.hash('challenge', nonce)), eq(challenge.person, person))
  const given = (nonce: string, row: typeof challenge.$inferSelect | undefined) =>
    row && { nonce, person: row.person, asks: row.asks, waits: row.waits, commits: row.commits, issuedAt: row.issuedAt }
  return {
    issue: async ({ nonce, ...asked }) => {
      await db.insert(challenge).values({ hash: await seal.hash('challenge', nonce), ...asked })
    },
    find: async (nonce, person) => {
      const [row] = await db
        .select()
        .from(challenge)
        .where(and(await mine(nonce, person), isNull(challenge.usedBy)))
      return given(nonce, row)
    },
    commit: async ({ nonce, person, commits }) => {
      // Of two who tell the same step at once, one is too late.
      const before = sql`json_array_length(${challenge.commits}) = ${commits.length - 1}`
      const rows = await db
        .update(challenge)
        .set({ commits })
        .where(and(await mine(nonce, person), isNull(challenge.usedBy), before))
        .returning({ hash: challenge.hash })
      return rows.length === 1
    },
    use: async (nonce, person, claim) => {
      const [row] = await db
        .update(challenge)
        .set({ usedBy: claim })
        .where(and(await mine(nonce, person), or(isNull(challenge.usedBy), eq(challenge.usedBy, claim))))
        .returning()
      return given(nonce, row)
    },
  }
}
