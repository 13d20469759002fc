// Learns a calibration from a deployment's own people and says how wrong it is, or refuses, with a sentence for each reason.
import { type Bands, faceRecipe, minimumBands, severalFrames } from '../../core/face/bands.ts'
import type { FaceCalibration } from '../../core/face/calibration.ts'
import { type Ok, ok } from '../../core/result.ts'
import { meansOf, packTemplate } from './calibration.ts'
import { meansFrom, seededRandom, shuffled } from './learn.ts'
import { centredScore, type Means } from './match.ts'
import { impostorsFor, interval, type Rate, ratesAt, type ScoredPair, share, thresholdFor } from './rates.ts'
import { type FaceTemplate, meanTemplate } from './template.ts'

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
  /** The largest share of strangers that may be a `match`; in no group may it be more than `outOfLine` times as large. */
  far: 0.001,
  outOfLine: 3,
} as const

type GroupedScore = ScoredPair & { groups: readonly string[] }

const ageGroup = (age: number) => (age < 30 ? 'under 30' : age < 60 ? '30 to 59' : '60 and over')
const groupsOf = ({ sex, age }: Subject): string[] => [
  ...(sex ? [`sex ${sex}`] : []),
  ...(age === undefined ? [] : [`age ${ageGroup(age)}`]),
]

/** Pairs of strangers of different known sex are left out: they are so easy to tell apart that they prove nothing. */
const comparable = (a: Subject, b: Subject) => a === b || !a.sex || !b.sex || a.sex === b.sex

/** Every selfie of everybody against every card of everybody comparable; `frames` of a round are averaged. */
export const scorePairs = (subjects: readonly Subject[], means: Means, frames: number): GroupedScore[] =>
  subjects.flatMap((one) =>
    one.selfies
      .filter((round) => round.length >= frames)
      .map((round) => meanTemplate(round.slice(0, frames)))
      .flatMap((selfie) =>
        subjects
          .filter((other) => comparable(one, other))
          .flatMap((other) =>
            other.cards.map((card) => ({
              same: one === other,
              score: centredScore(means, selfie, card),
              groups: groupsOf(one).filter((group) => groupsOf(other).includes(group)),
            })),
          ),
      ),
  )

/** `falseMatch`: strangers at or above the match; `missed`: one's own face below it; `refused`: one's own face told to try again. */
export type GroupFinding = { group: string; frames: number; falseMatch: Rate; missed: Rate; refused: Rate }
export type CalibrationResult = { calibration: FaceCalibration; findings: readonly GroupFinding[] }

const finding = (group: string, frames: number, pairs: readonly GroupedScore[], bands: Bands): GroupFinding => {
  const at = ratesAt(pairs, bands.match)
  const below = ({ count, of }: Rate): Rate => ({ count: of - count, of })
  return { group, frames, falseMatch: at.far, missed: below(at.tar), refused: below(ratesAt(pairs, bands.again).tar) }
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
    .map(({ group, falseMatch: { count, of } }) => {
      const { high } = interval({ count, of })
      return `${group}: ${count} of ${of} strangers would be a match (up to ${(100 * high).toFixed(2)} %), more than ${outOfLine} times the target of ${100 * far} %`
    })

const tooFew = (pairs: readonly GroupedScore[], what: string): string[] => {
  const impostors = pairs.filter(({ same }) => !same).length
  const needed = impostorsFor(far)
  return impostors >= needed
    ? []
    : [`${what}: ${impostors} pairs of strangers cannot show a rate of ${100 * far} %; it takes ${needed}`]
}

const refused = (faults: readonly string[]) => ({ ok: false, faults }) as const

/**
 * Thirds of persons: the first gives the means, the second the thresholds, the third the figures. `name` makes the version of
 * what was learnt, e.g. a date and a digest.
 */
export const calibrate = (
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
  const unnamed = { recipe: faceRecipe, ...minimumBands, means: packed } as const
  const means = meansOf({ version: '', ...unnamed })

  const faults: string[] = []
  const findings: GroupFinding[] = []
  const bandsFor = (least: Bands, frames: number): Bands => {
    const [chosen, reported] = [forBands, forReport].map((part) => scorePairs(part, means, frames))
    const frame = frames === 1 ? 'one frame' : `${frames} frames`
    const few = [
      ...tooFew(chosen, `the third for thresholds, ${frame}`),
      ...tooFew(reported, `the third for the report, ${frame}`),
    ]
    faults.push(...few)
    const bands = { ...least, match: Math.max(least.match, thresholdFor(chosen, far) ?? Number.POSITIVE_INFINITY) }
    if (few.length > 0) return bands
    findings.push(...findingsOf(reported, bands, frames))
    return bands
  }
  const one = bandsFor(minimumBands.one, 1)
  const rounds = whole.some(({ selfies }) => selfies.some((round) => round.length >= severalFrames))
  // Without rounds of several frames nothing is known of them: they must then reach what one frame must, at the least.
  const several = rounds
    ? bandsFor(minimumBands.several, severalFrames)
    : { ...minimumBands.several, match: Math.max(minimumBands.several.match, one.match) }
  faults.push(...outsiders(findings))
  if (faults.length > 0) return refused(faults)
  const bands = { ...unnamed, one, several }
  return ok({ calibration: { ...bands, version: name(bands) }, findings })
}
