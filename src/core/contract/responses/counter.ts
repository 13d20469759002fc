// Answers to an officer at the counter.
import * as v from 'valibot'
import { caseReasons } from '../../journey/failures.ts'
import { earlierOutcomes } from './officials.ts'
import { confirmedData } from './view.ts'

/**
 * Why the person came. `known`: the person has confirmed data on the phone, with which the real card is compared.
 * `triesLeft`: comparisons that may differ.
 */
export const counterVisit = v.strictObject({
  reason: v.picklist(caseReasons),
  openedAt: v.number(),
  known: v.boolean(),
  triesLeft: v.number(),
})
export type CounterVisit = v.InferOutput<typeof counterVisit>

/**
 * `data`: what the person confirmed, once number and birth date of the real card agree. `elsewhere`: another LINE account
 * has a card for this number, which ends when this person consents. `earlier`: what was found about the number before.
 */
export const comparedCounter = v.strictObject({
  data: v.optional(confirmedData),
  elsewhere: v.boolean(),
  earlier: earlierOutcomes,
})
export type ComparedCounter = v.InferOutput<typeof comparedCounter>
