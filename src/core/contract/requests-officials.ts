// Bodies that officials, reviewers and examiners send.
import * as v from 'valibot'
import { derivedPictures } from '../face/derived-pictures.ts'
import { recheckReport, reviewVerdicts } from '../face/recheck.ts'
import { partialDate, scope, trimmed, why } from './shapes.ts'

/** `why` is shown to the holder beside the official's name. */
export const presentationRequest = v.object({ scope, why: why(120) })

export const reviewVerdictRequest = v.object({ said: v.picklist(reviewVerdicts), why: why(300) })

/** The code as the holder reads it out: small letters and a missing dash make no other code. */
export const visitCodeRequest = v.object({
  code: v.pipe(
    v.string(),
    v.transform((text) => text.toUpperCase().replace(/[^A-Z0-9]/g, '')),
    v.regex(/^[A-Z]\d{5}(\d{2})?$/),
    v.transform((text) => `${text.slice(0, 2)}-${text.slice(2)}`),
  ),
})
/** What the officer typed off the real card. */
const realCard = v.object({ idNumber: trimmed(20), birthDate: partialDate })
export const visitCardRequest = v.object({ ...visitCodeRequest.entries, card: realCard })
/**
 * An official's verdict on a holder who came with the code and the real card. A yes needs the number and the birth date of
 * that card again. After a no the card stays frozen.
 */
export const visitVerdictRequest = v.variant('said', [
  v.object({ ...visitCodeRequest.entries, said: v.literal('yes'), why: why(300), card: realCard }),
  v.object({ ...visitCodeRequest.entries, said: v.literal('no'), why: why(300) }),
])

const lease = v.pipe(v.string(), v.maxLength(64))
export const evidenceRequest = v.object({ lease })
/**
 * `pictures`: derived from the frames that were judged. They replace what the phone sent; without them no card rises
 * above `self`.
 */
export const recheckRequest = v.object({ lease, report: recheckReport, pictures: v.optional(derivedPictures) })
export type RecheckRequest = v.InferOutput<typeof recheckRequest>
