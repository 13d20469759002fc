// Shared links and shown tokens: looked up by a keyed hash, counted down by conditional writes.
import { and, desc, eq, gt, isNull, ne, type SQL, sql } from 'drizzle-orm'
import type { ShareRefusal, Shares, ShownTokens } from '../ports/presentation.ts'
import { writeEntry } from './access-log.ts'
import { cardIsStill, effectiveStatus, readCard } from './cards.ts'
import type { StoreContext } from './ground.ts'
import { card } from './schema.ts'
import { share, shownToken } from './schema-presentation.ts'

/** Accesses logged per shown token: more than a queue of officials needs, too few to flood the log. */
const MAX_ACCESSES = 10

/** Rounds of a look at a link or token among simultaneous ones. */
const ROUNDS = 50

type ShareRow = typeof share.$inferSelect
const shareOf = ({ id, scope, unmasked, viewsLeft, madeAt, expiresAt }: ShareRow) => ({
  id,
  scope,
  unmasked,
  viewsLeft,
  madeAt,
  expiresAt,
})

const refusalOf = (row: ShareRow, now: number): ShareRefusal | undefined =>
  row.revokedAt !== null ? 'revoked' : row.viewsLeft < 1 ? 'used' : row.expiresAt <= now ? 'expired' : undefined

export const createShares = (context: StoreContext): Shares => {
  const { db, seal, rows } = context
  const read = async (which: SQL | undefined, hash?: string) => {
    const seen = hash === undefined ? undefined : rows.seen(share, hash)
    const [row] = await db.select().from(share).where(which)
    return rows.checked(share, row, seen)
  }
  const isStill = (row: ShareRow) => and(eq(share.hash, row.hash), rows.unchanged(share, row))
  return {
    create: async (secret, person, { views, ...rest }) => {
      const hash = await seal.hash('share', secret)
      const row = { ...rest, hash, person, viewsLeft: views, refused: 0, revokedAt: null }
      await db.insert(share).values(await rows.mark(share, row))
    },
    open: async (person, now) => {
      const isOpen = and(gt(share.expiresAt, now), gt(share.viewsLeft, 0), isNull(share.revokedAt))
      const ofPerson = and(eq(share.person, person), isOpen)
      const found = await rows.all(share, () => db.select().from(share).where(ofPerson).orderBy(desc(share.madeAt)))
      return found.flatMap(({ row, genuine }) => (genuine ? [shareOf(row)] : []))
    },
    revoke: async (person, id, now) => {
      for (let round = 0; round < ROUNDS; round++) {
        const row = await read(and(eq(share.person, person), eq(share.id, id), isNull(share.revokedAt)))
        if (!row) return false
        const set = await rows.change(share, row, { revokedAt: now })
        const revoked = await db.update(share).set(set).where(isStill(row)).returning({ id: share.id })
        if (revoked.length === 0) continue
        rows.wrote(share, { ...row, ...set })
        return true
      }
      throw new Error('a link was not revoked')
    },
    find: async (secret) => {
      const hash = await seal.hash('share', secret)
      const row = await read(eq(share.hash, hash), hash)
      return row && { ...shareOf(row), person: row.person }
    },
    consume: async (secret, write, now) => {
      const hash = await seal.hash('share', secret)
      const thisLink = eq(share.hash, hash)
      for (let round = 0; round < ROUNDS; round++) {
        const row = await read(thisLink, hash)
        if (!row) return { ok: false, reason: 'revoked', refused: 1 }
        const held = await readCard(context, row.person, ne(card.status, 'revoked'))
        const usable = held?.genuine && held.row.status === 'valid'
        const refusal = refusalOf(row, now) ?? (usable ? undefined : 'frozen')
        if (refusal || !held) {
          const [refused] = await db
            .update(share)
            .set({ refused: sql`${share.refused} + 1` })
            .where(thisLink)
            .returning({ refused: share.refused })
          return { ok: false, reason: refusal ?? 'frozen', refused: refused?.refused ?? 1 }
        }
        const set = await rows.change(share, row, { viewsLeft: row.viewsLeft - 1 })
        const cardIsUnchanged = sql`exists (select 1 from ${card} where ${cardIsStill(context, held.row)})`
        const granted = await writeEntry(context, row.person, write, {
          first: (entryId) =>
            db
              .update(share)
              .set({ ...set, lookId: entryId })
              .where(and(isStill(row), cardIsUnchanged))
              .returning({ id: share.id }),
          won: (entryId) => sql`exists (select 1 from ${share} where ${thisLink} and ${share.lookId} = ${entryId})`,
        })
        if (!granted) continue
        rows.wrote(share, { ...row, ...set })
        return { ok: true }
      }
      throw new Error('a link was not consumed')
    },
  }
}

type ShownRow = typeof shownToken.$inferSelect

export const createShownTokens = (context: StoreContext): ShownTokens => {
  const { db, seal, rows } = context
  const readBy = async (which: SQL) => {
    const [row] = await db.select().from(shownToken).where(which)
    return rows.checked(shownToken, row)
  }
  const read = async (digest: string) => readBy(eq(shownToken.hash, await seal.hash('shown', digest)))
  const counted = (row: ShownRow) => rows.change(shownToken, row, { looks: row.looks + 1 })
  const isStill = (row: ShownRow) => and(eq(shownToken.hash, row.hash), rows.unchanged(shownToken, row))
  const wonBy = ({ hash }: ShownRow, lookId: string) =>
    sql`exists (select 1 from ${shownToken} where ${shownToken.hash} = ${hash} and ${shownToken.lookId} = ${lookId})`
  return {
    keep: async (digest, of, { scope, via, portraitKey }, expiresAt) => {
      const row = {
        hash: await seal.hash('shown', digest),
        portraitHash: await seal.hash('portrait', portraitKey),
        ...of,
        scope,
        via,
        looks: 0,
        expiresAt,
      }
      await db
        .insert(shownToken)
        .values(await rows.mark(shownToken, row))
        .onConflictDoNothing()
    },
    find: async (digest) => {
      const row = await read(digest)
      return row && { person: row.person, scope: row.scope, via: row.via, expiresAt: row.expiresAt }
    },
    status: async (digest) => {
      const shown = await read(digest)
      // A pass may be revoked alone: only its place in the list tells that, so its digest is good for nothing.
      if (!shown || shown.via === 'pass') return 'unissued'
      // The token of an erased card, or of one from before a new one, shows a card that is no more.
      const found = shown.card === null ? undefined : await readCard(context, shown.person, eq(card.id, shown.card))
      return found ? effectiveStatus(found) : 'revoked'
    },
    byPortraitKey: async (key) => {
      const row = await readBy(eq(shownToken.portraitHash, await seal.hash('portrait', key)))
      return row && { person: row.person, card: row.card, scope: row.scope, via: row.via, expiresAt: row.expiresAt }
    },
    takePortrait: async (key, look) => {
      const ofKey = eq(shownToken.portraitHash, await seal.hash('portrait', key))
      for (let round = 0; round < ROUNDS; round++) {
        const row = await readBy(ofKey)
        if (!row || row.looks >= MAX_ACCESSES) return false
        const set = await rows.change(shownToken, row, { portraitHash: null, looks: row.looks + 1 })
        const first = (mark: { lookId?: string }) =>
          db
            .update(shownToken)
            .set({ ...set, ...mark })
            .where(isStill(row))
            .returning({ hash: shownToken.hash })
        const taken = look
          ? await writeEntry(
              context,
              row.person,
              { entry: look, jobs: [] },
              { first: (lookId) => first({ lookId }), won: (lookId) => wonBy(row, lookId) },
            )
          : (await first({})).length === 1
        if (!taken) continue
        rows.replaced(shownToken, row.mac)
        return true
      }
      return false
    },
    recordAccess: async (digest, entry) => {
      for (let round = 0; round < ROUNDS; round++) {
        const row = await read(digest)
        if (!row || row.looks >= MAX_ACCESSES) return false
        const set = await counted(row)
        const written = await writeEntry(
          context,
          row.person,
          { entry, jobs: [] },
          {
            first: (entryId) =>
              db
                .update(shownToken)
                .set({ ...set, lookId: entryId })
                .where(isStill(row))
                .returning({ hash: shownToken.hash }),
            won: (entryId) =>
              sql`exists (select 1 from ${shownToken} where ${shownToken.hash} = ${row.hash} and ${shownToken.lookId} = ${entryId})`,
          },
        )
        if (!written) continue
        rows.replaced(shownToken, row.mac)
        return true
      }
      return false
    },
  }
}
