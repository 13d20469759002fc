// How much one caller may ask for in a minute: a bucket that refills, one number a caller, kept in memory and nowhere else.
// Decision 054: in memory, because counting in the database makes a flood one of the database.

import type { Limits, Random } from '../deps.ts'
import { utf8 } from './codec.ts'
import { keyedHash } from './keyed-hash.ts'

const MINUTE = 60_000
/** Callers remembered at most: some megabytes. Whoever asked least lately is forgotten first. */
const KEPT = 50_000

/**
 * Each process, and on the edge each isolate, counts for itself: a count in the database would make every flood one of the
 * database too. A caller is remembered by a hash under a key that lives as long as the process: an address is nowhere kept.
 */
export const createLimits = (random: Random, kept = KEPT): Limits => {
  /** Caller → when its bucket will be full again (ms since the epoch). */
  const fullAt = new Map<string, number>()
  // Drawn at the first request: where a module is only being loaded, the edge has no randomness to give.
  let key: Uint8Array | undefined
  const nameOf = (caller: string) => {
    key ??= random(32)
    return String.fromCharCode(...keyedHash(key, utf8(caller)).subarray(0, 12))
  }
  return {
    take: async (caller, cost, perMinute, now) => {
      const name = nameOf(caller)
      const known = fullAt.get(name) ?? 0
      // Never more than a minute ahead but by a clock that was put back since, which must shut nobody out.
      const full = (known > now && known <= now + MINUTE ? known : now) + (cost * MINUTE) / perMinute
      const over = full - now - MINUTE
      if (over > 0) return over
      // Deleted first, so that the order of the map is the order of the latest requests.
      fullAt.delete(name)
      fullAt.set(name, full)
      const oldest = fullAt.keys().next()
      if (fullAt.size > kept && !oldest.done) fullAt.delete(oldest.value)
      return 0
    },
  }
}
