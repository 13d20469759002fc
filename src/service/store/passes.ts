// Offline passes: each gets a place of the status list that no other pass has, drawn at random.
import { and, desc, eq, gt, inArray, isNull } from 'drizzle-orm'
import { statusSlots } from '../../core/inspection/status-list.ts'
import type { Random } from '../deps.ts'
import { newId } from '../platform/ids.ts'
import type { Passes } from '../ports/presentation.ts'
import { effectiveStatus } from './cards.ts'
import type { StoreContext } from './ground.ts'
import { guardedColumns } from './row-guard.ts'
import { card } from './schema.ts'
import { pass } from './schema-presentation.ts'

/** At 100,000 passes a day one place in ten is taken: 16 draws then all fail once in 10^16. */
const MAX_DRAWS = 16

/** Random, so that neighbouring places of the list reveal nothing about each other. */
const drawPlace = (random: Random): number => {
  const [a = 0, b = 0, c = 0] = random(3)
  return ((a << 16) | (b << 8) | c) % statusSlots
}

/** Rounds of a revocation whose row changed meanwhile. */
const ROUNDS = 5

export const createPasses = ({ db, random, rows }: StoreContext): Passes => ({
  create: async ({ person, card }, made) => {
    const id = newId(random)
    for (let draw = 0; draw < MAX_DRAWS; draw++) {
      const place = drawPlace(random)
      const row = await rows.mark(pass, { ...made, id, place, person, card, revokedAt: null })
      const [won] = await db.insert(pass).values(row).onConflictDoNothing().returning({ place: pass.place })
      if (won) return { id, place }
    }
    return undefined
  },
  open: async (person, now) => {
    const ofPerson = and(eq(pass.person, person), gt(pass.expiresAt, now), isNull(pass.revokedAt))
    const found = await rows.all(pass, () => db.select().from(pass).where(ofPerson).orderBy(desc(pass.madeAt)))
    return found.flatMap(({ row: { id, scope, madeAt, expiresAt }, genuine }) =>
      genuine ? [{ id, scope, madeAt, expiresAt }] : [],
    )
  },
  revoke: async (person, id, now) => {
    for (let round = 0; round < ROUNDS; round++) {
      const thisPass = and(eq(pass.person, person), eq(pass.id, id), isNull(pass.revokedAt))
      const [found] = await db.select().from(pass).where(thisPass)
      const row = await rows.checked(pass, found)
      if (!row) return false
      const set = await rows.change(pass, row, { revokedAt: now })
      const revoked = await db
        .update(pass)
        .set(set)
        .where(and(eq(pass.place, row.place), rows.unchanged(pass, row)))
        .returning({ place: pass.place })
      if (revoked.length === 0) continue
      rows.wrote(pass, { ...row, ...set })
      return true
    }
    throw new Error('a pass was not revoked')
  },
  statuses: async (now) => {
    const live = gt(pass.expiresAt, now)
    const shown = db.select({ card: pass.card }).from(pass).where(live)
    // The cards are read last: a card that is frozen meanwhile is frozen in the list.
    const passes = await rows.all(pass, () => db.select().from(pass).where(live))
    const cards = await rows.all(card, () => db.select(guardedColumns(card)).from(card).where(inArray(card.id, shown)))
    const ofCard = new Map(cards.map((each) => [each.row.id, effectiveStatus(each)]))
    return passes.map(({ row, genuine }) => {
      // An erased card has no row under its id.
      const status = row.revokedAt === null ? (ofCard.get(row.card) ?? 'revoked') : 'revoked'
      return { index: row.place, status: genuine || status === 'revoked' ? status : 'frozen' }
    })
  },
})
