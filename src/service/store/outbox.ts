// What is still to be done after a write: sealed, leased to one worker at a time, gone once done.
import { eq, type SQL, sql } from 'drizzle-orm'
import type { Intent, OutboxItem, PersonId, Random, Store } from '../deps.ts'
import type { PersonKey } from '../keys/seal.ts'
import type { Ground } from './database.ts'
import { newUuid } from './ids.ts'
import { opened } from './opened.ts'
import { keyOf } from './person-keys.ts'
import { outbox } from './schema.ts'

/** ms for which a claimed item is one worker's; a crash gives it back after that. */
const LEASE = 60_000
/** Items handed out at once: what a worker can do well within the lease. */
const HANDFUL = 50

// The row's number is not known before the insert; its retry key is.
export const intentPlace = (row: string) => ({ table: 'outbox', column: 'intent', row })

export const outboxRow = async (key: PersonKey, random: Random, person: PersonId, intent: Intent, now: number) => {
  const retryKey = newUuid(random)
  const sealed = await key.sealJson(intentPlace(retryKey), intent)
  return { person, kind: intent.do, intent: sealed, retryKey, attempts: 0, dueAt: now, leasedUntil: 0 }
}

/**
 * `claim` keeps what one person is told in order: while somebody works on an item, later ones of the same person and kind
 * wait. A worker therefore claims again until it is given nothing.
 */
export const createOutbox = ({ db, personKeys, random }: Ground): Store['outbox'] => ({
  add: async (person, intents, now) => {
    if (intents.length === 0) return
    const key = await keyOf(personKeys, person)
    const rows = await Promise.all(intents.map((intent) => outboxRow(key, random, person, intent, now)))
    await db.insert(outbox).values(rows)
  },

  claim: async (now, person) => {
    const whose: SQL = person === undefined ? sql`true` : sql`waiting.person = ${person}`
    const due = sql`select waiting.id from ${outbox} waiting
      where ${whose} and waiting.due_at <= ${now} and waiting.leased_until <= ${now}
      and not exists (select 1 from ${outbox} busy where busy.person = waiting.person and busy.kind = waiting.kind
        and busy.id < waiting.id and busy.leased_until > ${now})
      order by waiting.id limit ${HANDFUL}`
    const rows = await db
      .update(outbox)
      .set({ leasedUntil: now + LEASE })
      .where(sql`${outbox.id} in (${due})`)
      .returning()
    const items = rows.map(async ({ id, person, intent, attempts, retryKey }): Promise<OutboxItem> => {
      const key = await keyOf(personKeys, person)
      return { id, person, attempts, retryKey, intent: await key.openJson<Intent>(intentPlace(retryKey), intent) }
    })
    // RETURNING promises no order.
    return (await opened(items)).sort((a, b) => a.id - b.id)
  },

  done: async (id) => {
    await db.delete(outbox).where(eq(outbox.id, id))
  },

  retry: async (id, dueAt) => {
    const attempts = sql`${outbox.attempts} + 1`
    await db.update(outbox).set({ attempts, dueAt, leasedUntil: 0 }).where(eq(outbox.id, id))
  },
})
