// Answers while a selfie is taken.
import * as v from 'valibot'
import { asks } from '../../face/asks.ts'
import { faceCalibration } from '../../face/calibration.ts'

/**
 * `steps`: how many asks there will be; each comes by itself. `expiresAt`: ms since the epoch. `calibration`: the
 * deployment's own, where it has one.
 */
export const challenge = v.strictObject({
  nonce: v.string(),
  steps: v.number(),
  expiresAt: v.number(),
  calibration: v.optional(faceCalibration),
})
export type SelfieChallenge = v.InferOutput<typeof challenge>

/** What the phone asks for next, `afterMs` from now. */
export const challengeStep = v.strictObject({ ask: v.picklist(['centre', ...asks]), afterMs: v.number() })
