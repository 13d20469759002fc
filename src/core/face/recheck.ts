// The recheck of a selfie: the report that an examiner sends, and what follows from it and from a reviewer's verdict.
import * as v from 'valibot'
import { type FaceBands, isSameRound, judgeFaces } from './bands.ts'
import { centredFaces, faceScore, recipeId } from './calibration.ts'
import type { Evidence } from './evidence-record.ts'
import type { FaceRecipe } from './recipes.ts'
import { type RiskFlag, riskFlags } from './risk.ts'

const found = v.object({
  /** What the phone asked the user to do in this frame. Frames keep their order. */
  ask: v.picklist(['centre', 'turnLeft', 'turnRight', 'lookUp', 'blink']),
  /** Degrees as the examiner measured them; absent if it found no face. */
  yaw: v.optional(v.number()),
  pitch: v.optional(v.number()),
})
/**
 * The measurements of an examiner, without a judgement. A larger score is nearer; a score is absent if a face was
 * missing.
 */
export const recheckReport = v.object({
  /** The chain over nonce, frames, card, camera and portrait still ends in the head that the service kept. */
  whole: v.boolean(),
  frames: v.pipe(v.array(found), v.maxLength(12)),
  posesFollow: v.boolean(),
  /** The recipe of the scores. */
  recipe: recipeId,
  /** How alike the faces in the round's frames are. */
  roundScore: v.optional(faceScore),
  /** The portrait on the digital card compared with the frames. */
  portraitScore: v.optional(faceScore),
  cardScore: v.optional(faceScore),
  /** The frames compared with the portrait on the physical card, by the calibration in the case; absent without one. */
  centred: v.optional(centredFaces),
  /** The frames compared with the enrolled portraits, on the ID card and on the digital card; for a new PIN only. */
  enrolled: v.optional(
    v.object({
      cardScore: v.optional(faceScore),
      cardCentred: v.optional(centredFaces),
      portraitScore: v.optional(faceScore),
      portraitCentred: v.optional(centredFaces),
    }),
  ),
  flags: v.pipe(v.array(v.picklist(riskFlags)), v.maxLength(riskFlags.length)),
  ms: v.number(),
})
export type RecheckReport = v.InferOutput<typeof recheckReport>

/** `enrolment`: raises a card's level. `recovery`: lets a holder who forgot the PIN choose a new one. */
export const caseKinds = ['enrolment', 'recovery'] as const
export type CaseKind = (typeof caseKinds)[number]

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
/**
 * What is known besides a reviewer's verdict. `said`: the verdicts of the reviewers before, of which this one was not told.
 * `matched`: one yes suffices, because the recheck found a match (`measuredMatch`).
 */
export type BesideVerdict = { said: readonly ReviewVerdict[]; matched: boolean }
/** A raise takes two people who do not know of each other's word, or one where the recheck said *match*. One no is final. */
export const consequenceOfReview = (verdict: ReviewVerdict, { said, matched }: BesideVerdict): ReviewConsequence => {
  if (verdict === 'no') return 'hold'
  if (verdict === 'yes') return matched || said.includes('yes') ? 'raise' : 'wait'
  return said.filter((one) => one === 'unsure').length + 1 >= reviewLimits.unsure ? 'ask_in' : 'wait'
}

/**
 * `doubted`: the measurements show another face or changed evidence, so the card says at once that it is in doubt. Only
 * a person or a new round ends the doubt.
 */
export type RecheckOutcome = { level: 'rechecked' } | { review: ReviewReason; doubted?: true }

/** Flags that alone send a case to a reviewer. A slow connection or a camera without a name does not. */
const grave: readonly RiskFlag[] = ['camera_virtual', 'frames_alike', 'times_even', 'score_differs']

/** Phone and examiner score different frames of one round, and JPEG changes them. A larger difference is not noise. */
const noise = 0.2
const apart = (claimed: number | undefined, measured: number | undefined): boolean =>
  claimed !== undefined && measured !== undefined && Math.abs(claimed - measured) > noise
/**
 * True if the phone claimed another score than the examiner measured: the plain one, or the one by the same calibration,
 * which is what a match is claimed by. Scores of different recipes or calibrations are not compared.
 */
export const scoreDiffers = (
  { match }: Pick<Evidence, 'match'>,
  found: Pick<RecheckReport, 'recipe' | 'cardScore' | 'centred'>,
): boolean => {
  if (match.recipe !== found.recipe) return false
  const { centred } = match
  const measured = centred?.version === found.centred?.version ? found.centred?.score : undefined
  return apart(match.score, found.cardScore) || apart(centred?.score, measured)
}

type Judged = { report: RecheckReport; odd: readonly string[]; recipe: FaceRecipe; bands?: FaceBands }

const cardBandOf = ({ report, recipe, bands }: Judged) =>
  report.cardScore === undefined
    ? undefined
    : judgeFaces({ recipe: report.recipe, score: report.cardScore, centred: report.centred }, recipe, bands)

/** The first reason for a reviewer, the gravest first; undefined for a round that the examiner confirms in full. */
const reasonOf = (judged: Judged): ReviewReason | undefined => {
  const { report, odd, recipe, bands } = judged
  const band = cardBandOf(judged)
  if (!report.whole) return 'evidence_changed'
  if (band === undefined || report.frames.some(({ yaw }) => yaw === undefined)) return 'no_face'
  if (!report.posesFollow) return 'poses_differ'
  if (!isSameRound(report.roundScore, recipe) || !isSameRound(report.portraitScore, recipe)) return 'two_people'
  if (band === 'again') return 'card_unlike'
  if (grave.some((flag) => odd.includes(flag))) return 'risk_flags'
  if (band === 'match') return undefined
  return bands ? 'card_unsure' : 'not_calibrated'
}

/**
 * Whether the measurements show another face or changed evidence. Asked of every score that there is, whatever the first
 * reason: a forger who hides one frame, or turns the wrong way, must not thereby leave the doubt.
 */
const showsForgery = (judged: Judged, reason: ReviewReason): boolean => {
  const { report, odd, recipe } = judged
  const unlike = (score?: number) => score !== undefined && !isSameRound(score, recipe)
  return (
    reason === 'evidence_changed' ||
    reason === 'two_people' ||
    cardBandOf(judged) === 'again' ||
    unlike(report.roundScore) ||
    unlike(report.portraitScore) ||
    (reason === 'poses_differ' && odd.includes('camera_virtual'))
  )
}

/**
 * Judges a report. `rechecked` only if the examiner confirms every measurement and a calibration says match; otherwise
 * the case goes to a reviewer, with the reason.
 */
export const judgeRecheck = (
  report: RecheckReport,
  flags: readonly string[],
  recipe: FaceRecipe,
  bands?: FaceBands,
): RecheckOutcome => {
  const judged: Judged = { report, odd: [...flags, ...report.flags], recipe, bands }
  const review = reasonOf(judged)
  if (!review) return { level: 'rechecked' }
  return showsForgery(judged, review) ? { review, doubted: true } : { review }
}

/** Whether the measurements alone confirm the round: then only a flag made it a case for a reviewer. */
export const measuredMatch = (report: RecheckReport, recipe: FaceRecipe, bands?: FaceBands): boolean =>
  'level' in judgeRecheck({ ...report, flags: [] }, [], recipe, bands)
