// Liveness challenges: issued once, for one person. They record the phone's commitments to its frames, in order.
// Decision 065: the same claim, repeated, is judged again; any other claim is refused.
import { and, eq, isNull, or, sql } from 'drizzle-orm'
import type { Store } from '../ports/store.ts'
import type { StoreContext } from './ground.ts'
import { challenge } from './schema.ts'

export const createChallenges = ({ db, seal, rows }: StoreContext): Store['challenges'] => {
  const byNonce = async (nonce: string, person: string) =>
    and(eq(challenge.hash, await seal.hash('challenge', nonce)), eq(challenge.person, person))
  const toChallenge = async (nonce: string, found: typeof challenge.$inferSelect | undefined) => {
    const row = await rows.checked(challenge, found)
    if (!row) return undefined
    const { person, asks, waits, commits, issuedAt } = row
    return { nonce, person, asks, waits, commits, issuedAt }
  }
  return {
    issue: async ({ nonce, ...challengeRow }) => {
      const row = { hash: await seal.hash('challenge', nonce), ...challengeRow }
      await db.insert(challenge).values(await rows.mark(challenge, row))
    },
    find: async (nonce, person) => {
      const [row] = await db
        .select()
        .from(challenge)
        .where(and(await byNonce(nonce, person), isNull(challenge.usedBy)))
      return toChallenge(nonce, row)
    },
    commit: async ({ nonce, person, commits }) => {
      // Of two requests that record the same step at once, the later one fails.
      const isNextStep = sql`json_array_length(${challenge.commits}) = ${commits.length - 1}`
      const written = await db
        .update(challenge)
        .set({ commits })
        .where(and(await byNonce(nonce, person), isNull(challenge.usedBy), isNextStep))
        .returning({ hash: challenge.hash })
      return written.length === 1
    },
    use: async (nonce, person, claim) => {
      const [row] = await db
        .update(challenge)
        .set({ usedBy: claim })
        .where(and(await byNonce(nonce, person), or(isNull(challenge.usedBy), eq(challenge.usedBy, claim))))
        .returning()
      return toChallenge(nonce, row)
    },
  }
}
