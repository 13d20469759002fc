// The status of every card as one small public list, so that nobody learns which card was checked.
import { packStatuses, STATUS_BITS } from '../../core/inspection/status-list.ts'
import { STATUS_PATH, signStatusToken } from '../../core/inspection/status-token.ts'
import { toBase64Url } from '../codec.ts'
import type { Deps } from '../deps.ts'

/** Slots of the list; a card's index in it is drawn at random when it is issued. */
export const statusSlots = 2 ** 20

/** Members as in the IETF's token status list; `issuedAt` in seconds. */
export type StatusList = { issuedAt: number; bits: number; lst: string }

const compressed = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> => {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** ms for which one reading serves everybody who asks. With the seconds of caches (routes/public.ts) at most five. */
const readingMs = 2000
/** The last reading, by the deployment it belongs to: a thousand checkers cost the database no more than one. */
let kept: { of: string; at: number; list: StatusList } | undefined

export const statusList = async (deps: Deps): Promise<StatusList> => {
  const now = deps.clock()
  const age = kept?.of === deps.config.origin ? now - kept.at : Number.NaN
  if (kept && age >= 0 && age < readingMs) return kept.list
  const list = await readStatuses(deps)
  kept = { of: deps.config.origin, at: now, list }
  return list
}

const readStatuses = async ({ store, clock }: Deps): Promise<StatusList> => {
  const exceptions = await store.cards.statuses()
  const list = packStatuses(
    statusSlots,
    exceptions.map(({ index, status }) => [index, status] as const),
  )
  return { issuedAt: Math.floor(clock() / 1000), bits: STATUS_BITS, lst: toBase64Url(await compressed(list)) }
}

/** The same list, signed; `ttl`: seconds that a copy may be used. */
export const signedStatusList = async (deps: Deps, ttl: number): Promise<string> => {
  const { issuedAt, lst } = await statusList(deps)
  const { config, keys } = deps
  const list = { issuer: config.issuer.id, subject: `${config.origin}${STATUS_PATH}`, issuedAt, ttl, lst }
  return signStatusToken(list, keys.currentKeyId, keys.sign)
}
