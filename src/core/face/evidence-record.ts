// The sealed record of a selfie: all data that the recheck needs, in the shape in which an examiner receives it.
import * as v from 'valibot'
import { asks } from './asks.ts'
import { selfieRequest } from './selfie-request.ts'

/**
 * What the service chose for one round, and what it was told of it. `waits[n]`: ms from the n-th link to the next ask
 * (after the last ask: to the frames that look straight ahead).
 */
const round = v.object({
  nonce: v.string(),
  asks: v.array(v.picklist(asks)),
  waits: v.array(v.number()),
  issuedAt: v.number(),
  commits: v.array(v.object({ link: v.string(), at: v.number() })),
})
export type Round = v.InferOutput<typeof round>
/** A link that the service was told while the round ran; `at`: ms since the epoch, by the service's clock. */
export type LinkCommitment = Round['commits'][number]

/** The data of a selfie that is kept sealed for the recheck. */
export const evidence = v.strictObject({
  ...v.pick(selfieRequest, ['camera', 'frames', 'card', 'portrait', 'head']).entries,
  /** Evidence of an earlier version has none of these: it is scored anew from its frames. */
  match: v.partial(selfieRequest.entries.match),
  /** The face in the QR code as the phone drew it. Absent in evidence whose chain did not cover it yet: evidence.ts. */
  tinyFace: v.optional(selfieRequest.entries.tinyFace),
  round,
  flags: v.array(v.string()),
})
export type Evidence = v.InferOutput<typeof evidence>
