// What is one worker's for a while. A clock that was put back must not lock what a fast one had taken.
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/** Nobody's at `now`: the lease is over, or ends later than any that could have been given. */
export const isFree = (leasedUntil: SQLWrapper, now: number, leaseMs: number): SQL =>
  sql`(${leasedUntil} <= ${now} or ${leasedUntil} > ${now + leaseMs})`
