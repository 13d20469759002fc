// What a face is asked to do: given out once, to the person it was made for.
import { and, eq } from 'drizzle-orm'
import type { Store } from '../deps.ts'
import type { Ground } from './database.ts'
import { challenge } from './schema.ts'

export const createChallenges = ({ db, seal }: Ground): Store['challenges'] => ({
  issue: async ({ nonce, person, asks, issuedAt }) => {
    await db.insert(challenge).values({ hash: await seal.hash('challenge', nonce), person, asks, issuedAt })
  },
  use: async (nonce, person) => {
    const hash = await seal.hash('challenge', nonce)
    const [row] = await db
      .delete(challenge)
      .where(and(eq(challenge.hash, hash), eq(challenge.person, person)))
      .returning()
    return row && { nonce, person, asks: row.asks, issuedAt: row.issuedAt }
  },
})
