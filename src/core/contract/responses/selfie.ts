// Answers during a selfie.
import * as v from 'valibot'
import { asks } from '../../face/asks.ts'
import { faceCalibration } from '../../face/calibration.ts'
import { faceModelNames } from '../../face/recipes.ts'

/**
 * `steps`: the number of asks; each comes in an answer of its own. `expiresAt`: ms since the epoch. `model`: how faces
 * are compared. `calibration`: the deployment's own, if it has one.
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
