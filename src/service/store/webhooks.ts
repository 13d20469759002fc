// LINE events, stored from before the acknowledgement until they are committed: received, claimed, committed.
import { and, isNull, sql } from 'drizzle-orm'
import type { MeantEvent } from '../../core/chat/meant.ts'
import type { Store } from '../ports/store.ts'
import { createEventCommit } from './event-commit.ts'
import type { StoreContext } from './ground.ts'
import { isFree } from './lease.ts'
import { openAll } from './open-all.ts'
import { webhookEvent } from './schema.ts'

/** ms after which a claimed event that was not committed may be claimed again: more than a photo and a profile take. */
const LEASE = 30_000
/** Events per claim: what a worker can do within the lease. */
const PAGE_SIZE = 50

const eventPlace = (row: string) => ({ table: 'webhook_event', column: 'event', row })

const createReceive =
  ({ db, seal }: StoreContext): Store['webhooks']['receive'] =>
  async (events, now) => {
    if (events.length === 0) return
    const row = async (event: MeantEvent) => {
      const { sealed, version } = await seal.sealJson(eventPlace(event.eventId), event)
      return { id: event.eventId, event: sealed, keyVersion: version, receivedAt: now, leasedUntil: 0 }
    }
    const rows = await Promise.all(events.map(row))
    await db.insert(webhookEvent).values(rows).onConflictDoNothing()
  }

export const createWebhooks = (context: StoreContext): Store['webhooks'] => ({
  receive: createReceive(context),

  claim: async (now, eventIds) => {
    const { db, seal } = context
    const among = eventIds && sql`${webhookEvent.id} in (select value from json_each(${JSON.stringify(eventIds)}))`
    const waiting = and(isNull(webhookEvent.doneAt), isFree(webhookEvent.leasedUntil, now, LEASE), among)
    const page = db
      .select({ id: webhookEvent.id })
      .from(webhookEvent)
      .where(waiting)
      .orderBy(webhookEvent.receivedAt)
      .limit(PAGE_SIZE)
    const rows = await db
      .update(webhookEvent)
      .set({ leasedUntil: now + LEASE })
      .where(sql`${webhookEvent.id} in ${page}`)
      .returning()
    const events = rows.map(({ id, event, keyVersion }) =>
      seal.openJson<MeantEvent>(eventPlace(id), { sealed: event!, version: keyVersion }),
    )
    // Sorted by LINE's clock: LINE does not promise to deliver in order.
    return (await openAll(events)).sort((a, b) => a.at - b.at)
  },

  commit: createEventCommit(context),
})
