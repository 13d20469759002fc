// Prints error rates: the equal error rate, and the true accept rates at false accept rates of 1 in 100 and 1 in 1,000.
import {
  equalErrorRate,
  impostorsFor,
  interval,
  type Rate,
  ratesAt,
  type ScoredPair,
  share,
  thresholdFor,
} from '../../src/vision/face/rates.ts'

const percent = (part: number, digits = 1) => (Number.isNaN(part) ? '–' : `${(100 * part).toFixed(digits)} %`)
export const withInterval = (rate: Rate, digits = 1) => {
  const { low, high } = interval(rate)
  return `${percent(share(rate), digits)} (${rate.count} of ${rate.of}; ${percent(low, digits)} to ${percent(high, digits)})`
}

export const countsOf = (pairs: readonly ScoredPair[]) => {
  const genuine = pairs.filter(({ same }) => same).length
  return { genuine, impostor: pairs.length - genuine }
}

const tarAt = (pairs: readonly ScoredPair[], far: number): number | undefined => {
  const threshold = thresholdFor(pairs, far)
  return threshold === undefined ? undefined : share(ratesAt(pairs, threshold).tar)
}

export type Row = { eer: number; tarAt1e2?: number; tarAt1e3?: number; genuine: number; impostor: number }
export const rowOf = (pairs: readonly ScoredPair[]): Row => ({
  eer: equalErrorRate(pairs),
  tarAt1e2: tarAt(pairs, 1e-2),
  tarAt1e3: tarAt(pairs, 1e-3),
  ...countsOf(pairs),
})

export const printRows = (rows: Record<string, Row>): void => {
  const cell = (value: number | undefined) => (value === undefined ? 'too few' : percent(value))
  console.table(
    Object.fromEntries(
      Object.entries(rows).map(([name, { eer, tarAt1e2, tarAt1e3, genuine, impostor }]) => [
        name,
        { EER: percent(eer), 'TAR@FAR 1e-2': cell(tarAt1e2), 'TAR@FAR 1e-3': cell(tarAt1e3), genuine, impostor },
      ]),
    ),
  )
  for (const [name, { genuine, impostor }] of Object.entries(rows))
    for (const far of [1e-2, 1e-3])
      if (impostor < impostorsFor(far) || genuine === 0)
        console.log(
          `${name}: ${impostor} impostor and ${genuine} genuine pairs are too few for FAR ${far} (${impostorsFor(far)} impostor pairs and more)`,
        )
}

export const printThreshold = (name: string, pairs: readonly ScoredPair[], threshold: number): void => {
  const { tar, far } = ratesAt(pairs, threshold)
  console.log(`${name}: TAR ${withInterval(tar)}, FAR ${withInterval(far, 2)}`)
}
