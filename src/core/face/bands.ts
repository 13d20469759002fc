// How near two faces must be, before and after a deployment has calibrated itself on its own people.
import type { Bands, FaceRecipe, RecipeId } from './recipes.ts'

/** `match` needs a calibration: in some groups the usual threshold accepts one impostor in five. */
export type FaceBand = 'again' | 'plausible' | 'match'

/** What a calibration decides by, for however many frames: their mean score, so that more frames never loosen anything. */
export type FaceBands = Bands & { version: string }

/** Frames that look straight ahead and are compared, where a round has so many. */
export const severalFrames = 3

/** What two faces scored, larger is nearer. `centred`, when it was reckoned with the means of the calibration `version`. */
export type FaceScores = {
  recipe: RecipeId
  score: number
  centred?: { version: string; score: number; frames: number }
}

/** Without a calibration. `again` for anything that is no score: a claim of NaN or Infinity is not a near face. */
export const bandOf = (score: number, { again }: FaceRecipe): Exclude<FaceBand, 'match'> =>
  score >= again && score <= 1 ? 'plausible' : 'again'

/**
 * Without a calibration, or scored by another one than that: only the plain score speaks, and it never says `match`. Scores of
 * another recipe say nothing at all.
 */
export const judgeFaces = (
  { recipe: id, score, centred }: FaceScores,
  recipe: FaceRecipe,
  bands?: FaceBands,
): FaceBand => {
  if (id !== recipe.id) return 'again'
  if (!bands || centred?.version !== bands.version || !Number.isFinite(centred.score)) return bandOf(score, recipe)
  // No two faces score beyond the reach: whoever claims so has not compared any.
  if (centred.score > recipe.reach) return 'again'
  return centred.score >= bands.match ? 'match' : centred.score >= bands.again ? 'plausible' : 'again'
}

/** Whether two frames of one round, or a frame and the picture cut from it, show one person. */
export const isSameRound = (score: number | undefined, { sameRound }: FaceRecipe): boolean =>
  score !== undefined && score >= sameRound && score <= 1

/** Not near enough, and not far: glasses on one side alone cost so much, and taking them off is worth a try. */
export const isNearly = (score: number, { nearly, again }: FaceRecipe): boolean => score >= nearly && score < again
