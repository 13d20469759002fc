// Offline passes: each gets a place of the status list that no other pass has, drawn at random.
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { statusSlots } from '../../core/inspection/status-list.ts'
import type { Random } from '../deps.ts'
import type { CardStatus } from '../model.ts'
import { newId } from '../platform/ids.ts'
import type { Passes } from '../ports/presentation.ts'
import type { StoreContext } from './ground.ts'
import { card } from './schema.ts'
import { pass } from './schema-presentation.ts'

/** At 100,000 passes a day one place in ten is taken: 16 draws then all fail once in 10^16. */
const MAX_DRAWS = 16

/** Random, so that neighbouring places of the list reveal nothing about each other. */
const drawPlace = (random: Random): number => {
  const [a = 0, b = 0, c = 0] = random(3)
  return ((a << 16) | (b << 8) | c) % statusSlots
}

export const createPasses = ({ db, random }: StoreContext): Passes => ({
  create: async ({ person, card }, made) => {
    const id = newId(random)
    for (let draw = 0; draw < MAX_DRAWS; draw++) {
      const place = drawPlace(random)
      const row = { ...made, id, place, person, card }
      const [won] = await db.insert(pass).values(row).onConflictDoNothing().returning({ place: pass.place })
      if (won) return { id, place }
    }
    return undefined
  },
  open: (person, now) =>
    db
      .select({ id: pass.id, scope: pass.scope, madeAt: pass.madeAt, expiresAt: pass.expiresAt })
      .from(pass)
      .where(and(eq(pass.person, person), gt(pass.expiresAt, now), isNull(pass.revokedAt)))
      .orderBy(desc(pass.madeAt)),
  revoke: async (person, id, now) => {
    const rows = await db
      .update(pass)
      .set({ revokedAt: now })
      .where(and(eq(pass.person, person), eq(pass.id, id), isNull(pass.revokedAt)))
      .returning({ place: pass.place })
    return rows.length === 1
  },
  statuses: (now) =>
    db
      .select({
        index: pass.place,
        // An erased card has no row under its id.
        status: sql<CardStatus>`case when ${pass.revokedAt} is not null then 'revoked' else coalesce(${card.status}, 'revoked') end`,
      })
      .from(pass)
      .leftJoin(card, eq(card.id, pass.card))
      .where(gt(pass.expiresAt, now)),
})
