// Prints error rates: the equal error rate, the true accept rates at false accept rates of 1 in 100 and 1 in 1,000, and shares.
import {
  equalErrorRate,
  impostorsFor,
  interval,
  personInterval,
  type Rate,
  ratesAt,
  type ScoredPair,
  share,
  type Trial,
  thresholdFor,
} from '../../src/vision/face/rates.ts'

const percent = (part: number, digits = 1) => (Number.isNaN(part) ? '–' : `${(100 * part).toFixed(digits)} %`)
const between = ({ low, high }: { low: number; high: number }, digits = 1) =>
  `${percent(low, digits)} to ${percent(high, digits)}`

export const countsOf = (pairs: readonly ScoredPair[]) => {
  const genuine = pairs.filter(({ same }) => same).length
  return { genuine, impostor: pairs.length - genuine }
}

const tarAt = (pairs: readonly ScoredPair[], far: number): Rate | undefined => {
  const threshold = thresholdFor(pairs, far)
  return threshold === undefined ? undefined : ratesAt(pairs, threshold).tar
}

export type Row = { eer: number; tarAt1e2?: Rate; tarAt1e3?: Rate; genuine: number; impostor: number }
export const rowOf = (pairs: readonly ScoredPair[]): Row => ({
  eer: equalErrorRate(pairs),
  tarAt1e2: tarAt(pairs, 1e-2),
  tarAt1e3: tarAt(pairs, 1e-3),
  ...countsOf(pairs),
})

export const printRows = (rows: Record<string, Row>): void => {
  const cell = (rate: Rate | undefined) =>
    rate === undefined || rate.of === 0 ? 'too few' : `${percent(share(rate))} (${between(interval(rate))})`
  console.table(
    Object.fromEntries(
      Object.entries(rows).map(([name, { eer, tarAt1e2, tarAt1e3, genuine, impostor }]) => [
        name,
        { EER: percent(eer), 'TAR@FAR 1e-2': cell(tarAt1e2), 'TAR@FAR 1e-3': cell(tarAt1e3), genuine, impostor },
      ]),
    ),
  )
  const few = Object.values(rows).filter(({ impostor }) => impostor < impostorsFor(1e-3)).length
  if (few > 0)
    console.log(`In ${few} rows there are too few pairs of strangers for FAR 1e-3, which takes ${impostorsFor(1e-3)}.`)
}

/** A share, its counts, and 95 % of what it might be with other people like these. */
export const withInterval = (trials: readonly Trial[], random: () => number): string => {
  const rate = { count: trials.filter(({ passed }) => passed).length, of: trials.length }
  return rate.of === 0
    ? '–'
    : `${percent(share(rate), 2)} (${rate.count}/${rate.of}; ${between(personInterval(trials, random))})`
}
