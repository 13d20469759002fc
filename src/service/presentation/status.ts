// The status of every pass as one small public list, and of any other token as a signed answer about its digest.
// Decision 012: with a list, the issuer cannot learn which pass was checked. Decision 013: the seconds until a freeze shows.
// Decision 088: a token of three minutes has no place, so that two of them have nothing in common.

import { toBase64Url } from '../../core/base64.ts'
import type { StatusList } from '../../core/contract/responses/public.ts'
import { signStatusAnswer } from '../../core/inspection/status-answer.ts'
import { packStatuses, STATUS_BITS, statusSlots } from '../../core/inspection/status-list.ts'
import { STATUS_PATH, signStatusToken } from '../../core/inspection/status-token.ts'
import type { Deps } from '../deps.ts'

const compressed = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> => {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** ms for which one reading serves every request. With the seconds of caches (routes/public.ts) at most five. */
const readingMs = 2000

type CachedStatusList = { of: string; at: number; list: StatusList }
/** The last reading and its deployment: a thousand verifiers cost the database no more than one. */
let lastReading: CachedStatusList | undefined

/** Judged by our clock and not by the cache's, so that a reading does not become younger when it is passed on. */
const isFresh = (reading: CachedStatusList | undefined, { config, clock }: Deps): reading is CachedStatusList =>
  reading?.of === config.origin && clock() >= reading.at && clock() < reading.at + readingMs

/** A cache key; no route has this address. */
const cacheUrl = ({ config }: Deps) => `${config.origin}/internal/status-reading`

/** The reading of another isolate in this data centre. */
const readSharedCache = async (deps: Deps): Promise<CachedStatusList | undefined> =>
  (await deps.dataCentreCache?.match(cacheUrl(deps)))?.json() as Promise<CachedStatusList | undefined>

export const statusList = async (deps: Deps): Promise<StatusList> => {
  if (isFresh(lastReading, deps)) return lastReading.list
  const sharedReading = await readSharedCache(deps)
  if (isFresh(sharedReading, deps)) {
    lastReading = sharedReading
    return sharedReading.list
  }
  const reading = { of: deps.config.origin, at: deps.clock(), list: await readStatuses(deps) }
  lastReading = reading
  const { dataCentreCache: cache } = deps
  if (cache) {
    const headers = { 'content-type': 'application/json', 'cache-control': `max-age=${readingMs / 1000}` }
    deps.waitUntil(async () => cache.put(cacheUrl(deps), new Response(JSON.stringify(reading), { headers })))
  }
  return reading.list
}

const readStatuses = async ({ store, clock }: Deps): Promise<StatusList> => {
  const issuedAt = Math.floor(clock() / 1000)
  const [cards, passes] = await Promise.all([store.cards.statuses(clock()), store.passes.statuses(clock())])
  const list = packStatuses(
    statusSlots,
    [...cards, ...passes].map(({ index, status }) => [index, status] as const),
  )
  return { issuedAt, bits: STATUS_BITS, lst: toBase64Url(await compressed(list)) }
}

/** The same list, signed. `ttl`: seconds for which a copy may be used. */
export const signedStatusList = async (deps: Deps, ttl: number): Promise<string> => {
  const { issuedAt, lst } = await statusList(deps)
  const { config, keys } = deps
  const list = { issuer: config.issuer.id, subject: `${config.origin}${STATUS_PATH}`, issuedAt, ttl, lst }
  return signStatusToken(list, keys.currentKeyId, keys.sign)
}

/** The status of the token with this digest, read now and signed. Nobody's cache may keep it. */
export const signedStatus = async (
  { store, config, keys, clock }: Deps,
  { shown: digest, nonce }: { shown: string; nonce: string },
): Promise<string> => {
  const of = await store.shownTokens.status(digest)
  const answer = { issuer: config.issuer.id, digest, nonce, issuedAt: Math.floor(clock() / 1000), of }
  return signStatusAnswer(answer, keys.currentKeyId, keys.sign)
}
