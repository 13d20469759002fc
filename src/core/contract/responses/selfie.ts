// Answers during a selfie.
import * as v from 'valibot'
import { asks } from '../../face/asks.ts'
import { faceCalibration } from '../../face/calibration.ts'
import { faceModelNames } from '../../face/recipes.ts'

/**
 * `steps`: how many asks there will be; each comes by itself. `expiresAt`: ms since the epoch. `model`: how faces are
 * compared. `calibration`: the deployment's own, where it has one.
 */
export const challenge = v.strictObject({
  nonce: v.string(),
  steps: v.number(),
  expiresAt: v.number(),
  model: v.picklist(faceModelNames),
  calibration: v.optional(faceCalibration),
})
export type SelfieChallenge = v.InferOutput<typeof challenge>

/** The next ask, which the phone shows after `afterMs`. */
export const challengeStep = v.strictObject({ ask: v.picklist(['centre', ...asks]), afterMs: v.number() })
