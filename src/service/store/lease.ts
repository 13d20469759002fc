// Leases of rows by workers. They survive a clock that is set back.
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/**
 * SQL: no worker holds the row at `now`. A lease that ends later than
 * `now + leaseMs` was set by a fast clock and is void.
 */
export const isFree = (leasedUntil: SQLWrapper, now: number, leaseMs: number): SQL =>
  sql`(${leasedUntil} <= ${now} or ${leasedUntil} > ${now + leaseMs})`
