// What was heard, kept from before the acknowledgement until it took effect: claimed, worked on, done.
import { and, eq, isNull, lte, sql } from 'drizzle-orm'
import type { MeantEvent } from '../chat/meant.ts'
import type { Store } from '../deps.ts'
import type { Ground } from './database.ts'
import { gathered } from './gathered.ts'
import { opened } from './opened.ts'
import { webhookEvent } from './schema.ts'

/** ms after which an event that was begun and not finished may be begun again. */
const LEASE = 60_000
/** Events handed out at once: what can be worked within the lease. */
const HANDFUL = 50

const eventPlace = (row: string) => ({ table: 'webhook_event', column: 'event', row })

const createReceive = ({ db, seal, turn }: Pick<Ground, 'db' | 'seal' | 'turn'>): Store['webhooks']['receive'] => {
  const insert = gathered<typeof webhookEvent.$inferInsert>(async (rows) => {
    await db
      .insert(webhookEvent)
      .values([...rows])
      .onConflictDoNothing()
  }, turn)
  return async (events, now) => {
    if (events.length === 0) return
    const row = async (event: MeantEvent) => {
      const { sealed, version } = await seal.sealJson(eventPlace(event.eventId), event)
      return { id: event.eventId, event: sealed, keyVersion: version, receivedAt: now, leasedUntil: 0 }
    }
    await insert(await Promise.all(events.map(row)))
  }
}

export const createWebhooks = ({ db, seal, turn }: Ground): Store['webhooks'] => ({
  receive: createReceive({ db, seal, turn }),

  claim: async (now, eventIds) => {
    const these = eventIds && sql`${webhookEvent.id} in (select value from json_each(${JSON.stringify(eventIds)}))`
    const free = and(isNull(webhookEvent.doneAt), lte(webhookEvent.leasedUntil, now), these)
    const handful = db
      .select({ id: webhookEvent.id })
      .from(webhookEvent)
      .where(free)
      .orderBy(webhookEvent.receivedAt)
      .limit(HANDFUL)
    const rows = await db
      .update(webhookEvent)
      .set({ leasedUntil: now + LEASE })
      .where(sql`${webhookEvent.id} in ${handful}`)
      .returning()
    const events = rows.map(({ id, event, keyVersion }) =>
      seal.openJson<MeantEvent>(eventPlace(id), { sealed: event!, version: keyVersion }),
    )
    // By the platform's clock: it does not promise to deliver in order.
    return (await opened(events)).sort((a, b) => a.at - b.at)
  },

  done: async (id, now) => {
    await db.update(webhookEvent).set({ doneAt: now, event: null }).where(eq(webhookEvent.id, id))
  },
})
