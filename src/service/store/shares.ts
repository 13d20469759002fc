// Shared links and tokens that were shown: found by a keyed hash, counted down by conditional writes.
import { and, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import type { ShareRefusal, Shares, ShownTokens } from '../ports/presentation.ts'
import { writeEntry } from './access-log.ts'
import type { StoreContext } from './ground.ts'
import { card } from './schema.ts'
import { share, shownToken } from './schema-presentation.ts'

/** Looks at one shown token that are written down: more than a queue of officials, too few to bury the log. */
const MOST_LOOKS = 10

const given = {
  id: share.id,
  scope: share.scope,
  unmasked: share.unmasked,
  viewsLeft: share.viewsLeft,
  madeAt: share.madeAt,
  expiresAt: share.expiresAt,
}

const reasonOf = (row: typeof share.$inferSelect, now: number): ShareRefusal =>
  row.revokedAt !== null ? 'revoked' : row.viewsLeft < 1 ? 'used' : row.expiresAt <= now ? 'expired' : 'frozen'

export const createShares = (context: StoreContext): Shares => {
  const { db, seal } = context
  return {
    create: async (secret, person, { views, ...rest }) => {
      const hash = await seal.hash('share', secret)
      await db.insert(share).values({ ...rest, hash, person, viewsLeft: views, refused: 0 })
    },
    open: (person, now) =>
      db
        .select(given)
        .from(share)
        .where(and(eq(share.person, person), gt(share.expiresAt, now), gt(share.viewsLeft, 0), isNull(share.revokedAt)))
        .orderBy(desc(share.madeAt)),
    revoke: async (person, id, now) => {
      const rows = await db
        .update(share)
        .set({ revokedAt: now })
        .where(and(eq(share.person, person), eq(share.id, id), isNull(share.revokedAt)))
        .returning({ id: share.id })
      return rows.length === 1
    },
    find: async (secret) => {
      const [row] = await db
        .select({ ...given, person: share.person })
        .from(share)
        .where(eq(share.hash, await seal.hash('share', secret)))
      return row
    },
    consume: async (secret, seen, now) => {
      const hash = await seal.hash('share', secret)
      const mine = eq(share.hash, hash)
      const usable = sql`exists (select 1 from ${card} where ${card.person} = ${share.person} and ${card.status} = 'valid')`
      const open = and(mine, gt(share.viewsLeft, 0), gt(share.expiresAt, now), isNull(share.revokedAt), usable)
      const [row] = await db.select({ person: share.person }).from(share).where(mine)
      if (!row) throw new Error('a link was consumed that was not found before')
      const taken = await writeEntry(context, row.person, seen, {
        first: (lookId) =>
          db
            .update(share)
            .set({ viewsLeft: sql`${share.viewsLeft} - 1`, lookId })
            .where(open)
            .returning({ id: share.id }),
        won: (lookId) => sql`exists (select 1 from ${share} where ${mine} and ${share.lookId} = ${lookId})`,
      })
      if (taken) return { ok: true }
      const [refused] = await db
        .update(share)
        .set({ refused: sql`${share.refused} + 1` })
        .where(mine)
        .returning()
      return { ok: false, reason: reasonOf(refused!, now), refused: refused!.refused }
    },
  }
}

export const createShownTokens = (context: StoreContext): ShownTokens => {
  const { db, seal } = context
  return {
    keep: async (digest, person, { scope, via }, expiresAt) => {
      await db
        .insert(shownToken)
        .values({ hash: await seal.hash('shown', digest), person, scope, via, looks: 0, expiresAt })
        .onConflictDoNothing()
    },
    find: async (digest) => {
      const columns = {
        person: shownToken.person,
        scope: shownToken.scope,
        via: shownToken.via,
        expiresAt: shownToken.expiresAt,
      }
      const [row] = await db
        .select(columns)
        .from(shownToken)
        .where(eq(shownToken.hash, await seal.hash('shown', digest)))
      return row
    },
    recordAccess: async (digest, entry) => {
      const mine = eq(shownToken.hash, await seal.hash('shown', digest))
      const [row] = await db.select({ person: shownToken.person }).from(shownToken).where(mine)
      if (!row) return false
      return writeEntry(
        context,
        row.person,
        { entry, jobs: [] },
        {
          first: (lookId) =>
            db
              .update(shownToken)
              .set({ looks: sql`${shownToken.looks} + 1`, lookId })
              .where(and(mine, lt(shownToken.looks, MOST_LOOKS)))
              .returning({ hash: shownToken.hash }),
          won: (lookId) => sql`exists (select 1 from ${shownToken} where ${mine} and ${shownToken.lookId} = ${lookId})`,
        },
      )
    },
  }
}
