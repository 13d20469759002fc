// The second look: what the service's own machine found in the evidence of a selfie, and what follows from it.
import * as v from 'valibot'
import { type FaceBands, judgeFaces } from './bands.ts'
import { centredFaces } from './calibration.ts'
import { type RiskFlag, riskFlags } from './risk.ts'

const found = v.object({
  /** Which finding, in the order in which the frames came. */
  ask: v.picklist(['centre', 'turnLeft', 'turnRight', 'lookUp', 'blink']),
  /** Real degrees as measured again; absent where no face was found. */
  yaw: v.optional(v.number()),
  pitch: v.optional(v.number()),
})
/** What an examiner measured; it judges nothing. Distances are L2, absent where a face was missing. */
export const recheckReport = v.object({
  /** The chain over nonce, frames, card, camera and portrait still ends in the head that the service kept. */
  whole: v.boolean(),
  frames: v.pipe(v.array(found), v.maxLength(12)),
  posesFollow: v.boolean(),
  samePerson: v.optional(v.number()),
  /** The picture on the digital card against the frames. */
  portrait: v.optional(v.number()),
  card: v.optional(v.number()),
  /** Frames and card's portrait by the calibration that came along with the case; absent without one. */
  centred: v.optional(centredFaces),
  flags: v.pipe(v.array(v.picklist(riskFlags)), v.maxLength(riskFlags.length)),
  ms: v.number(),
})
export type RecheckReport = v.InferOutput<typeof recheckReport>

export const reviewReasons = [
  'could_not_look',
  'evidence_changed',
  'no_face',
  'poses_differ',
  'two_people',
  'card_unlike',
  'risk_flags',
  'card_unsure',
  'not_calibrated',
] as const
export type ReviewReason = (typeof reviewReasons)[number]
/** A person's word on a case, and why. */
export const reviewVerdicts = ['yes', 'no', 'unsure'] as const
export type ReviewVerdict = (typeof reviewVerdicts)[number]

/** When so many could not tell, or nobody came to it for so many days, the pictures are put away: nobody waits for ever. */
export const reviewLimits = { unsure: 2, days: 14 } as const
/**
 * `raise`: the card rises. `hold`: it is frozen by the office, and its holder asked to come. `ask_in`: nobody can tell from
 * pictures, so the holder may come, and the card stays what it is. `wait`: for somebody else's word.
 */
export type ReviewConsequence = 'raise' | 'hold' | 'ask_in' | 'wait'
/** @param unsure how many could not tell before. */
export const consequenceOfReview = (said: ReviewVerdict, unsure: number): ReviewConsequence => {
  if (said === 'yes') return 'raise'
  if (said === 'no') return 'hold'
  return unsure + 1 >= reviewLimits.unsure ? 'ask_in' : 'wait'
}

export type RecheckOutcome = { level: 'rechecked' } | { review: ReviewReason }

/** Above this two pictures of one round are not of one person: a round takes seconds, a card decades. */
const sameRound = 0.6
/** Signs that alone are enough for a person's look. A slow line or a nameless camera is nobody's fault. */
const grave: readonly RiskFlag[] = ['camera_virtual', 'frames_alike', 'times_even']

const near = (distance: number | undefined) => distance !== undefined && distance >= 0 && distance <= sameRound

/** `rechecked` only where everything repeats and a calibration says match; else a person looks, and is told why. */
export const judgeRecheck = (report: RecheckReport, flags: readonly string[], bands?: FaceBands): RecheckOutcome => {
  const odd = [...flags, ...report.flags]
  if (!report.whole) return { review: 'evidence_changed' }
  if (report.card === undefined || report.frames.some(({ yaw }) => yaw === undefined)) return { review: 'no_face' }
  if (!report.posesFollow) return { review: 'poses_differ' }
  if (!near(report.samePerson) || !near(report.portrait)) return { review: 'two_people' }
  const band = judgeFaces({ l2: report.card, centred: report.centred }, bands)
  if (band === 'again') return { review: 'card_unlike' }
  if (grave.some((flag) => odd.includes(flag))) return { review: 'risk_flags' }
  if (band === 'match') return { level: 'rechecked' }
  return { review: bands ? 'card_unsure' : 'not_calibrated' }
}
