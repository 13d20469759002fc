// How many paid messages are left this month, by LINE's own count.
import type { messagingApi } from '@line/bot-sdk'
import type { Line } from '../deps.ts'

/** ms for which an answer of LINE is used: the count itself is an estimate that LINE updates from time to time. */
const usedMs = 10 * 60_000

/** The latest answer by LINE's origin: outlives the client, which the edge creates for each request. */
export type QuotaMemory = Map<string, { at: number; value: Awaited<ReturnType<Line['pushesLeft']>> }>

/**
 * Reads quota and use at most every ten minutes. Undefined for an account without a limit, and while LINE does not answer:
 * a message then goes out as before.
 */
export const createPushesLeft = (
  memory: QuotaMemory,
  origin: string,
  api: Pick<messagingApi.MessagingApiClient, 'getMessageQuota' | 'getMessageQuotaConsumption'>,
  attempt: <T>(call: string, work: () => Promise<T>) => Promise<{ ok: true; value: T } | { ok: false }>,
  clock: () => number,
): Line['pushesLeft'] => {
  return async () => {
    const now = clock()
    const known = memory.get(origin)
    if (known && now >= known.at && now < known.at + usedMs) return known.value
    const [quota, used] = await Promise.all([
      attempt('quota', () => api.getMessageQuota()),
      attempt('consumption', () => api.getMessageQuotaConsumption()),
    ])
    const limit = quota.ok ? quota.value.value : undefined
    const value =
      limit !== undefined && used.ok ? { quota: limit, left: Math.max(0, limit - used.value.totalUsage) } : undefined
    memory.set(origin, { at: now, value })
    return value
  }
}
