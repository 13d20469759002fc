// Bodies that an officer at the counter sends.
import * as v from 'valibot'
import { derivedPictures } from '../face/derived-pictures.ts'
import { cardData } from './requests-enrolment.ts'
import { visitCodeRequest } from './requests-officials.ts'
import { why } from './shapes.ts'

/** `card`: as the officer read it off the real card. `pictures`: of the person, taken at the desk. */
export const counterSignature = v.object({
  ...visitCodeRequest.entries,
  card: cardData,
  pictures: derivedPictures,
  why: why(300),
})
export type CounterSignature = v.InferOutput<typeof counterSignature>

/** `why`: the person reads it in the chat. */
export const counterRefusal = v.object({ ...visitCodeRequest.entries, why: why(300) })
