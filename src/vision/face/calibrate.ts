// Learns a face calibration from a deployment's own users and measures its error rates, or lists why it cannot.
import { severalFrames } from '../../core/face/bands.ts'
import type { FaceCalibration } from '../../core/face/calibration.ts'
import type { Bands } from '../../core/face/recipes.ts'
import { type Ok, ok } from '../../core/result.ts'
import { meansOf, packTemplate } from './calibration.ts'
import { meansFrom, seededRandom, shuffled } from './learn.ts'
import { type FaceModel, type FaceTemplate, type Means, meanScore } from './model.ts'
import { impostorsFor, personInterval, type Rate, type ScoredPair, share, thresholdFor } from './rates.ts'

/** `selfies`: the frames of each selfie round. `cards`: the card portrait, once for each photo taken of the card. */
export type Subject = {
  name: string
  sex?: string
  age?: number
  selfies: readonly (readonly FaceTemplate[])[]
  cards: readonly FaceTemplate[]
}

export const calibrationRules = {
  /** With fewer persons, each third has fewer than twenty. */
  persons: 60,
  /**
   * The largest share of strangers that may be a `match`; in no group may it be more than `outOfLine` times as large.
   */
  far: 0.001,
  outOfLine: 3,
} as const

type GroupedScore = ScoredPair & { groups: readonly string[]; persons: readonly [string, string] }

const ageGroup = (age: number) => (age < 30 ? 'under 30' : age < 60 ? '30 to 59' : '60 and over')
const groupsOf = ({ sex, age }: Subject): string[] => [
  ...(sex ? [`sex ${sex}`] : []),
  ...(age === undefined ? [] : [`age ${ageGroup(age)}`]),
]

/** Pairs of strangers of different known sex are left out: they are so easy to tell apart that they prove nothing. */
const comparable = (a: Subject, b: Subject) => a === b || !a.sex || !b.sex || a.sex === b.sex

/**
 * The scores of every selfie against every card of a comparable person. The scores of `frames` of a round are averaged.
 */
export const scorePairs = (
  model: FaceModel,
  subjects: readonly Subject[],
  means: Means,
  frames: number,
): GroupedScore[] =>
  subjects.flatMap((one) =>
    one.selfies
      .filter((round) => round.length >= frames)
      .map((round) => round.slice(0, frames))
      .flatMap((round) =>
        subjects
          .filter((other) => comparable(one, other))
          .flatMap((other) =>
            other.cards.map((card) => ({
              same: one === other,
              score: meanScore(model, round, card, means),
              groups: groupsOf(one).filter((group) => groupsOf(other).includes(group)),
              persons: [one.name, other.name] as const,
            })),
          ),
      ),
  )

/** `low` and `high`: the 95 % interval of the rate for other people like these. */
export type SureRate = Rate & { low: number; high: number }
/**
 * `falseMatch`: strangers who reach the match threshold. `missed`: genuine users below it. `refused`: genuine users who
 * are asked to try again.
 */
export type GroupFinding = { group: string; frames: number; falseMatch: SureRate; missed: SureRate; refused: SureRate }
export type CalibrationResult = { calibration: FaceCalibration; findings: readonly GroupFinding[] }

const finding = (group: string, frames: number, pairs: readonly GroupedScore[], bands: Bands): GroupFinding => {
  const rate = (same: boolean, passes: (score: number) => boolean): SureRate => {
    const trials = pairs
      .filter((pair) => pair.same === same)
      .map(({ persons, score }) => ({ persons, passed: passes(score) }))
    const count = trials.filter(({ passed }) => passed).length
    return { count, of: trials.length, ...personInterval(trials, seededRandom(1)) }
  }
  return {
    group,
    frames,
    falseMatch: rate(false, (score) => score >= bands.match),
    missed: rate(true, (score) => score < bands.match),
    refused: rate(true, (score) => score < bands.again),
  }
}

const findingsOf = (pairs: readonly GroupedScore[], bands: Bands, frames: number): GroupFinding[] => [
  finding('everybody', frames, pairs, bands),
  ...[...new Set(pairs.flatMap(({ groups }) => groups))].sort().map((group) =>
    finding(
      group,
      frames,
      pairs.filter(({ groups }) => groups.includes(group)),
      bands,
    ),
  ),
]

const { far, outOfLine } = calibrationRules
const outsiders = (findings: readonly GroupFinding[]): string[] =>
  findings
    .filter(({ falseMatch }) => share(falseMatch) > far * outOfLine)
    .map(
      ({ group, falseMatch: { count, of, high } }) =>
        `${group}: ${count} of ${of} strangers would be a match (up to ${(100 * high).toFixed(2)} %), more than ${outOfLine} times the target of ${100 * far} %`,
    )

const tooFew = (pairs: readonly GroupedScore[], what: string): string[] => {
  const impostors = pairs.filter(({ same }) => !same).length
  const needed = impostorsFor(far)
  return impostors >= needed
    ? []
    : [`${what}: ${impostors} pairs of strangers cannot show a rate of ${100 * far} %; it takes ${needed}`]
}

const framesOf = (frames: number) => (frames === 1 ? 'one frame' : `${frames} frames`)
const refused = (faults: readonly string[]) => ({ ok: false, faults }) as const

/**
 * Calibrates with thirds of the persons: the first gives the means, the second the threshold, the third the measured
 * rates. One frame and several frames share one threshold, chosen by the one of the two that lets more strangers pass.
 * `name` makes the version of the calibration, e.g. a date and a digest.
 */
export const calibrate = (
  model: FaceModel,
  subjects: readonly Subject[],
  seed: number,
  name: (learnt: Omit<FaceCalibration, 'version'>) => string,
): Ok<CalibrationResult> | { ok: false; faults: readonly string[] } => {
  const whole = subjects.filter(({ selfies, cards }) => selfies.some((round) => round.length > 0) && cards.length > 0)
  if (whole.length < calibrationRules.persons)
    return refused([
      `${whole.length} persons with a selfie and a card portrait are too few; it takes ${calibrationRules.persons} and more`,
    ])
  const order = shuffled(
    [...whole].sort((a, b) => (a.name < b.name ? -1 : 1)),
    seededRandom(seed),
  )
  const third = Math.floor(order.length / 3)
  const [forMeans, forBands, forReport] = [order.slice(0, third), order.slice(third, 2 * third), order.slice(2 * third)]
  const learnt = meansFrom(
    forMeans.map(({ selfies }) => selfies.flat()),
    forMeans.map(({ cards }) => cards),
  )
  // The thresholds are chosen with the packed means (one byte a number), because deployments use those.
  const packed = { selfie: packTemplate(learnt.selfie), card: packTemplate(learnt.card) }
  const means = meansOf({ means: packed })

  const rounds = whole.some(({ selfies }) => selfies.some((round) => round.length >= severalFrames))
  const counts = rounds ? [1, severalFrames] : [1]
  const faults: string[] = []
  const { least, id: recipe } = model.recipe
  let { match } = least
  for (const frames of counts) {
    const chosen = scorePairs(model, forBands, means, frames)
    faults.push(...tooFew(chosen, `the third for thresholds, ${framesOf(frames)}`))
    match = Math.max(match, thresholdFor(chosen, far) ?? match)
  }
  const findings: GroupFinding[] = []
  for (const frames of counts) {
    const reported = scorePairs(model, forReport, means, frames)
    faults.push(...tooFew(reported, `the third for the report, ${framesOf(frames)}`))
    if (faults.length === 0) findings.push(...findingsOf(reported, { ...least, match }, frames))
  }
  faults.push(...outsiders(findings))
  if (match > model.recipe.reach)
    faults.push('no score tells strangers apart: one in a thousand reaches the highest there is')
  if (faults.length > 0) return refused(faults)
  const unnamed = { recipe, match, again: least.again, means: packed }
  return ok({ calibration: { version: name(unnamed), ...unnamed }, findings })
}
