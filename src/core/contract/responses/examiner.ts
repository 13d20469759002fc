// Answers to an examiner.
import * as v from 'valibot'
import { faceCalibration } from '../../face/calibration.ts'
import { evidence } from '../../face/evidence-record.ts'
import { faceModelNames } from '../../face/recipes.ts'

/** `until`: the end of the lease, ms since the epoch. */
export const caseLease = v.optional(v.strictObject({ id: v.string(), lease: v.string(), until: v.number() }))
export type CaseLease = v.InferOutput<typeof caseLease>
/**
 * `head`: the chain's last link as the service kept it, apart from the evidence. `model`: how faces are compared.
 * `enrolled`: the portraits of the enrolment, base64; only for a round that asks for a new PIN. `faceBytes`: the space that
 * the card's names leave for the face in its QR code; absent for such a round, which gives the card no pictures.
 */
export const caseEvidence = v.strictObject({
  evidence,
  head: v.optional(v.string()),
  model: v.picklist(faceModelNames),
  calibration: v.optional(faceCalibration),
  enrolled: v.optional(v.strictObject({ card: v.string(), portrait: v.string() })),
  faceBytes: v.optional(v.number()),
})
export type RecheckCase = v.InferOutput<typeof caseEvidence>
