// The status of every card as one small public list, so that nobody learns which card was checked.
// Decision 012: a list, so that we never learn which card was checked. Decision 013: the seconds of a freeze.
import { toBase64Url } from '../../core/base64.ts'
import type { StatusList } from '../../core/contract/responses/public.ts'
import { packStatuses, STATUS_BITS, statusSlots } from '../../core/inspection/status-list.ts'
import { STATUS_PATH, signStatusToken } from '../../core/inspection/status-token.ts'
import type { Deps } from '../deps.ts'

const compressed = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> => {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** ms for which one reading serves everybody who asks. With the seconds of caches (routes/public.ts) at most five. */
const readingMs = 2000

type CachedStatusList = { of: string; at: number; list: StatusList }
/** The last reading, by the deployment it belongs to: a thousand checkers cost the database no more than one. */
let kept: CachedStatusList | undefined

/** By our clock and not the cache's: however often a reading is passed on, it does not become younger. */
const serves = (reading: CachedStatusList | undefined, { config, clock }: Deps): reading is CachedStatusList =>
  reading?.of === config.origin && clock() >= reading.at && clock() < reading.at + readingMs

/** No route answers there. */
const cacheUrl = ({ config }: Deps) => `${config.origin}/internal/status-reading`

/** What another isolate of this data centre has read. */
const readNearby = async (deps: Deps): Promise<CachedStatusList | undefined> =>
  (await deps.dataCentreCache?.match(cacheUrl(deps)))?.json() as Promise<CachedStatusList | undefined>

export const statusList = async (deps: Deps): Promise<StatusList> => {
  if (serves(kept, deps)) return kept.list
  const others = await readNearby(deps)
  if (serves(others, deps)) {
    kept = others
    return others.list
  }
  const reading = { of: deps.config.origin, at: deps.clock(), list: await readStatuses(deps) }
  kept = reading
  const { dataCentreCache: cache } = deps
  if (cache) {
    const headers = { 'content-type': 'application/json', 'cache-control': `max-age=${readingMs / 1000}` }
    deps.waitUntil(async () => cache.put(cacheUrl(deps), new Response(JSON.stringify(reading), { headers })))
  }
  return reading.list
}

const readStatuses = async ({ store, clock }: Deps): Promise<StatusList> => {
  const issuedAt = Math.floor(clock() / 1000)
  const exceptions = await store.cards.statuses()
  const list = packStatuses(
    statusSlots,
    exceptions.map(({ index, status }) => [index, status] as const),
  )
  return { issuedAt, bits: STATUS_BITS, lst: toBase64Url(await compressed(list)) }
}

/** The same list, signed; `ttl`: seconds that a copy may be used. */
export const signedStatusList = async (deps: Deps, ttl: number): Promise<string> => {
  const { issuedAt, lst } = await statusList(deps)
  const { config, keys } = deps
  const list = { issuer: config.issuer.id, subject: `${config.origin}${STATUS_PATH}`, issuedAt, ttl, lst }
  return signStatusToken(list, keys.currentKeyId, keys.sign)
}
