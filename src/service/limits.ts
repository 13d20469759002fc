// How much one caller may ask for in a minute: a bucket that refills, one number a caller, kept in memory and nowhere else.
import type { Limits, Random } from './deps.ts'

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
  let key: Promise<CryptoKey> | undefined
  const nameOf = async (caller: string) => {
    key ??= crypto.subtle.importKey('raw', random(32), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
    const hash = new Uint8Array(await crypto.subtle.sign('HMAC', await key, new TextEncoder().encode(caller)))
    return String.fromCharCode(...hash.subarray(0, 12))
  }
  return {
    take: async (caller, cost, perMinute, now) => {
      const name = await nameOf(caller)
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
