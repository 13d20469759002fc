// Judges the recheck of a round that asks for a new PIN: its frames must show the person who was enrolled.
// Decision 104: the phone chose the reference picture of that round, so only the enrolled pictures count here.
import { type FaceBands, judgeFaces } from './bands.ts'
import { judgeRecheck, type RecheckReport, type ReviewReason } from './recheck.ts'
import type { FaceRecipe } from './recipes.ts'

/** `officer`: pictures cannot settle it, or the round looks made up: the holder has to come. */
export type RecoveryJudgement = { confirmed: true } | { review: ReviewReason } | { officer: ReviewReason }

/** Only an honest round whose likeness is uncertain is for reviewers; they see pictures, and a forger makes pictures. */
const forReviewers: readonly ReviewReason[] = ['card_unsure', 'not_calibrated']

/**
 * `confirmed` only if the examiner confirms every measurement, and a calibration says *match* both for the enrolled
 * portrait on the ID card and for the portrait on the digital card. `flags`: of the evidence.
 */
export const judgeRecovery = (
  report: RecheckReport,
  flags: readonly string[],
  recipe: FaceRecipe,
  bands?: FaceBands,
): RecoveryJudgement => {
  const { enrolled } = report
  const outcome = judgeRecheck(
    { ...report, cardScore: enrolled?.cardScore, centred: enrolled?.cardCentred },
    flags,
    recipe,
    bands,
  )
  if ('review' in outcome)
    return forReviewers.includes(outcome.review) ? { review: outcome.review } : { officer: outcome.review }
  if (enrolled?.portraitScore === undefined) return { officer: 'no_face' }
  const { portraitScore: score, portraitCentred: centred } = enrolled
  const band = judgeFaces({ recipe: report.recipe, score, centred }, recipe, bands)
  if (band === 'match') return { confirmed: true }
  return band === 'again' ? { officer: 'card_unlike' } : { review: 'card_unsure' }
}
