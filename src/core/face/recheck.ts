// The recheck of a selfie: the report that an examiner sends, and what follows from it and from a reviewer's verdict.
import * as v from 'valibot'
import { type FaceBands, judgeFaces } from './bands.ts'
import { centredFaces } from './calibration.ts'
import { type RiskFlag, riskFlags } from './risk.ts'

const found = v.object({
  /** What the phone asked the user to do in this frame. Frames keep their order. */
  ask: v.picklist(['centre', 'turnLeft', 'turnRight', 'lookUp', 'blink']),
  /** Degrees as the examiner measured them; absent if it found no face. */
  yaw: v.optional(v.number()),
  pitch: v.optional(v.number()),
})
/** The measurements of an examiner, without a judgement. Distances are L2; absent if a face was missing. */
export const recheckReport = v.object({
  /** The chain over nonce, frames, card, camera and portrait still ends in the head that the service kept. */
  whole: v.boolean(),
  frames: v.pipe(v.array(found), v.maxLength(12)),
  posesFollow: v.boolean(),
  samePerson: v.optional(v.number()),
  /** The portrait on the digital card compared with the frames. */
  portrait: v.optional(v.number()),
  card: v.optional(v.number()),
  /** The frames compared with the portrait on the physical card, by the calibration in the case; absent without one. */
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
/** The verdict of a reviewer. */
export const reviewVerdicts = ['yes', 'no', 'unsure'] as const
export type ReviewVerdict = (typeof reviewVerdicts)[number]

/**
 * A case leaves the review after this many `unsure` verdicts, or after this many days without an answer. Its holder may
 * then come to the office.
 */
export const reviewLimits = { unsure: 2, days: 14 } as const
/**
 * `raise`: the card's assurance level rises. `hold`: the office freezes the card and asks the holder to come. `ask_in`:
 * reviewers cannot tell from the pictures; the card stays as it is, and the holder may come. `wait`: another reviewer
 * answers.
 */
export type ReviewConsequence = 'raise' | 'hold' | 'ask_in' | 'wait'
/** @param unsure how many reviewers answered `unsure` before. */
export const consequenceOfReview = (said: ReviewVerdict, unsure: number): ReviewConsequence => {
  if (said === 'yes') return 'raise'
  if (said === 'no') return 'hold'
  return unsure + 1 >= reviewLimits.unsure ? 'ask_in' : 'wait'
}

export type RecheckOutcome = { level: 'rechecked' } | { review: ReviewReason }

/**
 * L2. Two pictures of one round show two people above this. It is stricter than for a card, because a round takes only
 * seconds.
 */
const sameRound = 0.6
/** Flags that alone send a case to a reviewer. A slow connection or a camera without a name does not. */
const grave: readonly RiskFlag[] = ['camera_virtual', 'frames_alike', 'times_even']

const near = (distance: number | undefined) => distance !== undefined && distance >= 0 && distance <= sameRound

/**
 * Judges a report. `rechecked` only if the examiner confirms every measurement and a calibration says match; otherwise
 * the
 * case goes to a reviewer, with the reason.
 */
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
