// What the product as it is set up would call these pairs: plausible without a calibration, match with one; all, and by group.
import { bandOf, judgeFaces } from '../../src/core/face/bands.ts'
import { type FaceModelName, faceRecipes } from '../../src/core/face/recipes.ts'
import { seededRandom } from '../../src/vision/face/learn.ts'
import { withInterval } from './report.ts'

/** `plain` and `centred`: the mean of the frames' scores. `persons`: whose pictures the two sides are. */
export type ScoredPair = {
  same: boolean
  group?: string
  persons: readonly [string, string]
  plain: number
  centred?: number
}

/** `frames`: of how many the scores are. */
export const printProduct = (
  model: FaceModelName,
  frames: number,
  pairs: readonly ScoredPair[],
): Record<string, object> => {
  const recipe = faceRecipes[model]
  const bands = { version: 'learnt here', ...recipe.least }
  const matches = ({ plain, centred }: ScoredPair) =>
    centred !== undefined &&
    judgeFaces(
      { recipe: recipe.id, score: plain, centred: { version: bands.version, score: centred, frames } },
      recipe,
      bands,
    ) === 'match'
  const row = (of: readonly ScoredPair[]) => {
    // Pairs of the people whose means were learnt have no centred score, and say nothing about a match.
    const heldOut = of.filter(({ centred }) => centred !== undefined)
    const told = (all: readonly ScoredPair[], same: boolean, passes: (pair: ScoredPair) => boolean) =>
      withInterval(
        all.filter((pair) => pair.same === same).map((pair) => ({ persons: pair.persons, passed: passes(pair) })),
        seededRandom(1),
      )
    const plausible = ({ plain }: ScoredPair) => bandOf(plain, recipe) === 'plausible'
    return {
      'strangers plausible': told(of, false, plausible),
      'own plausible': told(of, true, plausible),
      ...(heldOut.length > 0 && {
        'strangers match': told(heldOut, false, matches),
        'own match': told(heldOut, true, matches),
      }),
    }
  }
  const groups = [...new Set(pairs.map(({ group }) => group))].filter((group) => group !== undefined).sort()
  return Object.fromEntries([
    [`${model}, all`, row(pairs)],
    ...groups.map((group) => [`${model}, ${group}`, row(pairs.filter((pair) => pair.group === group))] as const),
  ])
}
