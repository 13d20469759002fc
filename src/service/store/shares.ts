// Shared links and shown tokens: looked up by a keyed hash, counted down by conditional writes.
import { and, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import type { ShareRefusal, Shares, ShownTokens } from '../ports/presentation.ts'
import { writeEntry } from './access-log.ts'
import { readCard } from './cards.ts'
import type { StoreContext } from './ground.ts'
import { card } from './schema.ts'
import { share, shownToken } from './schema-presentation.ts'

/** Accesses logged per shown token: more than a queue of officials needs, too few to flood the log. */
const MAX_ACCESSES = 10

const shareColumns = {
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
        .select(shareColumns)
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
        .select({ ...shareColumns, person: share.person })
        .from(share)
        .where(eq(share.hash, await seal.hash('share', secret)))
      return row
    },
    consume: async (secret, write, now) => {
      const hash = await seal.hash('share', secret)
      const thisLink = eq(share.hash, hash)
      const usable = sql`exists (select 1 from ${card} where ${card.person} = ${share.person} and ${card.status} = 'valid')`
      const open = and(thisLink, gt(share.viewsLeft, 0), gt(share.expiresAt, now), isNull(share.revokedAt), usable)
      const [row] = await db.select({ person: share.person }).from(share).where(thisLink)
      if (!row) throw new Error('a link was consumed that was not found before')
      const granted = await writeEntry(context, row.person, write, {
        first: (entryId) =>
          db
            .update(share)
            .set({ viewsLeft: sql`${share.viewsLeft} - 1`, lookId: entryId })
            .where(open)
            .returning({ id: share.id }),
        won: (entryId) => sql`exists (select 1 from ${share} where ${thisLink} and ${share.lookId} = ${entryId})`,
      })
      if (granted) return { ok: true }
      const [refused] = await db
        .update(share)
        .set({ refused: sql`${share.refused} + 1` })
        .where(thisLink)
        .returning()
      return { ok: false, reason: reasonOf(refused!, now), refused: refused!.refused }
    },
  }
}

export const createShownTokens = (context: StoreContext): ShownTokens => {
  const { db, seal } = context
  return {
    keep: async (digest, of, { scope, via }, expiresAt) => {
      await db
        .insert(shownToken)
        .values({ hash: await seal.hash('shown', digest), ...of, scope, via, looks: 0, expiresAt })
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
    status: async (digest) => {
      const [shown] = await db
        .select({ person: shownToken.person, card: shownToken.card })
        .from(shownToken)
        .where(eq(shownToken.hash, await seal.hash('shown', digest)))
      if (!shown) return 'unissued'
      // The token of an erased card, or of one from before a new one, shows a card that is no more.
      const found = shown.card === null ? undefined : await readCard(context, shown.person, eq(card.id, shown.card))
      return !found ? 'revoked' : found.genuine ? found.row.status : 'frozen'
    },
    countAccess: async (digest) => {
      const counted = await db
        .update(shownToken)
        .set({ looks: sql`${shownToken.looks} + 1` })
        .where(and(eq(shownToken.hash, await seal.hash('shown', digest)), lt(shownToken.looks, MAX_ACCESSES)))
        .returning({ hash: shownToken.hash })
      return counted.length > 0
    },
    recordAccess: async (digest, entry) => {
      const thisToken = eq(shownToken.hash, await seal.hash('shown', digest))
      const [row] = await db.select({ person: shownToken.person }).from(shownToken).where(thisToken)
      if (!row) return false
      return writeEntry(
        context,
        row.person,
        { entry, jobs: [] },
        {
          first: (entryId) =>
            db
              .update(shownToken)
              .set({ looks: sql`${shownToken.looks} + 1`, lookId: entryId })
              .where(and(thisToken, lt(shownToken.looks, MAX_ACCESSES)))
              .returning({ hash: shownToken.hash }),
          won: (entryId) =>
            sql`exists (select 1 from ${shownToken} where ${thisToken} and ${shownToken.lookId} = ${entryId})`,
        },
      )
    },
  }
}
