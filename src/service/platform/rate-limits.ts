// Rate limits: one bucket per caller that refills over a minute, kept in memory only.
// Decision 054: in memory, because counting in the database makes a flood one of the database.

import type { Limits, Random } from '../deps.ts'
import { utf8 } from './codec.ts'
import { keyedHash } from './keyed-hash.ts'

const MINUTE = 60_000
/** Callers in memory at most: some megabytes. The caller with the oldest request is dropped first. */
const MAX_CALLERS = 50_000

/**
 * Each process, and on the edge each isolate, counts for itself. A caller is stored as a hash under a key that lives as
 * long as the process, so no address is stored.
 */
export const createLimits = (random: Random, maxCallers = MAX_CALLERS): Limits => {
  /** Caller → when its bucket will be full again (ms since the epoch). */
  const fullAt = new Map<string, number>()
  // Drawn at the first request: the edge has no randomness while a module is loaded.
  let key: Uint8Array | undefined
  const nameOf = (caller: string) => {
    key ??= random(32)
    return String.fromCharCode(...keyedHash(key, utf8(caller)).subarray(0, 12))
  }
  return {
    take: async (caller, cost, perMinute, now) => {
      const name = nameOf(caller)
      const stored = fullAt.get(name) ?? 0
      // Never more than a minute ahead. A later value means the clock was set back, which must not lock out a caller.
      const newFullAt = (stored > now && stored <= now + MINUTE ? stored : now) + (cost * MINUTE) / perMinute
      const excess = newFullAt - now - MINUTE
      if (excess > 0) return excess
      // Deleted first, so that the map is in the order of the latest requests.
      fullAt.delete(name)
      fullAt.set(name, newFullAt)
      const oldest = fullAt.keys().next()
      if (fullAt.size > maxCallers && !oldest.done) fullAt.delete(oldest.value)
      return 0
    },
    giveBack: async (caller, cost, perMinute, now) => {
      const name = nameOf(caller)
      const stored = fullAt.get(name)
      if (stored === undefined) return
      const less = stored - (cost * MINUTE) / perMinute
      if (less > now) fullAt.set(name, less)
      else fullAt.delete(name)
    },
  }
}
