// Answers during a selfie.
import * as v from 'valibot'
import { asks } from '../../face/asks.ts'
import { faceCalibration } from '../../face/calibration.ts'

/**
 * `steps`: the number of asks; each comes in an answer of its own. `expiresAt`: ms since the epoch. `calibration`: the
 * deployment's own, if it has one.
 */
export const challenge = v.strictObject({
  nonce: v.string(),
  steps: v.number(),
  expiresAt: v.number(),
  calibration: v.optional(faceCalibration),
})
export type SelfieChallenge = v.InferOutput<typeof challenge>

/** The next ask, which the phone shows after `afterMs`. */
export const challengeStep = v.strictObject({ ask: v.picklist(['centre', ...asks]), afterMs: v.number() })
