// The outbox: jobs to do after a write, sealed, leased to one worker at a time, deleted once done.
import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Random } from '../deps.ts'
import type { PersonKey } from '../keys/seal.ts'
import type { Job, PersonId, QueuedJob } from '../model.ts'
import { newUuid } from '../platform/ids.ts'
import type { Store } from '../ports/store.ts'
import type { StoreContext } from './ground.ts'
import { isFree } from './lease.ts'
import { openAll } from './open-all.ts'
import { keyOf } from './person-keys.ts'
import { outbox } from './schema.ts'

/** ms of a lease. After a crash the job is free again when its lease ends. */
const LEASE = 30_000
/** Longest wait in ms before the next attempt. A later due time was set by a clock that has been set back since. */
const MAX_WAIT = 3_600_000
/** Jobs per claim: what a worker can do well within the lease. */
const PAGE_SIZE = 50

// The retry key names the row, because its number is not known before the insert.
export const jobPlace = (row: string) => ({ table: 'outbox', column: 'intent', row })

/** The row of a new job. Outbox jobs are due at once, whatever the clock skew. */
export const outboxRow = async (key: PersonKey, random: Random, person: PersonId, job: Job) => {
  const retryKey = newUuid(random)
  const sealed = await key.sealJson(jobPlace(retryKey), job)
  return { person, kind: job.do, intent: sealed, retryKey, attempts: 0, inVain: 0, dueAt: 0, leasedUntil: 0 }
}

/**
 * `claim` keeps the jobs of one person and kind in order: while one of them is leased, later ones are not handed out.
 * A worker therefore claims again until it receives nothing.
 */
export const createOutbox = ({ db, personKeys, random }: StoreContext): Store['outbox'] => ({
  add: async (person, jobs) => {
    if (jobs.length === 0) return
    const key = await keyOf(personKeys, person)
    const rows = await Promise.all(jobs.map((job) => outboxRow(key, random, person, job)))
    await db.insert(outbox).values(rows)
  },

  claim: async (now, person, kinds) => {
    const whose: SQL = person === undefined ? sql`true` : sql`waiting.person = ${person}`
    const which: SQL = kinds === undefined ? sql`true` : sql`waiting.kind in ${kinds}`
    const due = sql`select waiting.id from ${outbox} waiting
      where ${whose} and ${which} and ${isFree(sql`waiting.due_at`, now, MAX_WAIT)} and ${isFree(sql`waiting.leased_until`, now, LEASE)}
      and not exists (select 1 from ${outbox} busy where busy.person = waiting.person and busy.kind = waiting.kind
        and busy.id < waiting.id and not ${isFree(sql`busy.leased_until`, now, LEASE)})
      order by waiting.id limit ${PAGE_SIZE}`
    const rows = await db
      .update(outbox)
      .set({ leasedUntil: now + LEASE, attempts: sql`${outbox.attempts} + 1` })
      .where(sql`${outbox.id} in (${due})`)
      .returning()
    const items = rows.map(async ({ id, person, intent: job, retryKey, ...row }): Promise<QueuedJob> => {
      const key = await keyOf(personKeys, person)
      const attempts = row.attempts - 1
      return {
        id,
        person,
        attempts,
        retryKey,
        unsure: attempts > row.inVain,
        until: row.leasedUntil,
        job: await key.openJson<Job>(jobPlace(retryKey), job),
      }
    })
    // RETURNING promises no order.
    return (await openAll(items)).sort((a, b) => a.id - b.id)
  },

  done: async (id) => {
    await db.delete(outbox).where(eq(outbox.id, id))
  },

  replaceJob: async ({ id, person, retryKey, until }, job) => {
    const key = await keyOf(personKeys, person)
    const rows = await db
      .update(outbox)
      .set({ intent: await key.sealJson(jobPlace(retryKey), job) })
      .where(and(eq(outbox.id, id), eq(outbox.leasedUntil, until)))
      .returning({ id: outbox.id })
    return rows.length === 1
  },

  postpone: async ({ id, until }, at, now) => {
    const again = { attempts: sql`${outbox.attempts} - 1`, dueAt: Math.min(at, now + MAX_WAIT), leasedUntil: 0 }
    await db
      .update(outbox)
      .set(again)
      .where(and(eq(outbox.id, id), eq(outbox.leasedUntil, until)))
  },

  retry: async ({ id, until }, dueAt, inVain) => {
    const counted = inVain && { inVain: sql`${outbox.inVain} + 1` }
    await db
      .update(outbox)
      .set({ ...counted, dueAt, leasedUntil: 0 })
      .where(and(eq(outbox.id, id), eq(outbox.leasedUntil, until)))
  },
})
