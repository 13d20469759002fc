// Error rates of face scores (larger is nearer) with intervals; `personInterval` allows for pairs that share persons.

export type ScoredPair = { same: boolean; score: number }

const split = (pairs: readonly ScoredPair[]) => {
  const of = (same: boolean) =>
    Float64Array.from(pairs.filter((pair) => pair.same === same).map(({ score }) => score)).sort()
  return { genuine: of(true), impostor: of(false) }
}

/** The number of values in `sorted` that are at least `threshold`. */
const atLeast = (sorted: Float64Array, threshold: number): number => {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle] < threshold) low = middle + 1
    else high = middle
  }
  return sorted.length - low
}

export type Rate = { count: number; of: number }
export const share = ({ count, of }: Rate): number => (of === 0 ? Number.NaN : count / of)

/** The rates of genuine (`tar`) and impostor (`far`) pairs that reach the threshold. */
export const ratesAt = (pairs: readonly ScoredPair[], threshold: number): { tar: Rate; far: Rate } => {
  const { genuine, impostor } = split(pairs)
  return {
    tar: { count: atLeast(genuine, threshold), of: genuine.length },
    far: { count: atLeast(impostor, threshold), of: impostor.length },
  }
}

/** The least number of impostor pairs that can show the rate `far`. With fewer, not even one may pass. */
export const impostorsFor = (far: number): number => Math.ceil(1 / far)

/**
 * The lowest threshold that at most `far` of the impostor pairs reach; `undefined` if there are too few pairs to tell.
 */
export const thresholdFor = (pairs: readonly ScoredPair[], far: number): number | undefined => {
  const { impostor } = split(pairs)
  if (impostor.length < impostorsFor(far)) return undefined
  const allowed = Math.floor(far * impostor.length)
  // The threshold lies just above the (allowed + 1)-th highest impostor score.
  const next = impostor[impostor.length - 1 - allowed]
  return next + Math.max(Math.abs(next), 1) * 1e-9
}

/**
 * The rate at which false accepts and false rejects are equally frequent; `NaN` unless there are pairs of both kinds.
 */
export const equalErrorRate = (pairs: readonly ScoredPair[]): number => {
  const { genuine, impostor } = split(pairs)
  if (genuine.length === 0 || impostor.length === 0) return Number.NaN
  let best = { gap: Number.POSITIVE_INFINITY, rate: Number.NaN }
  for (const threshold of [...genuine, ...impostor]) {
    const far = atLeast(impostor, threshold) / impostor.length
    const frr = 1 - atLeast(genuine, threshold) / genuine.length
    const gap = Math.abs(far - frr)
    if (gap < best.gap) best = { gap, rate: (far + frr) / 2 }
  }
  return best.rate
}

/** The quantile of the normal distribution for 95 %, two-sided. */
const z = 1.959964
/** Wilson's 95 % interval (1927), which stays reliable for rare events and small counts. */
export const interval = ({ count, of }: Rate): { low: number; high: number } => {
  if (of === 0) return { low: 0, high: 1 }
  const p = count / of
  const middle = (p + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const reach = (z / (1 + (z * z) / of)) * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) }
}

/** Whether one pair passed, and the two persons of the pair. */
export type Trial = { persons: readonly [string, string]; passed: boolean }
/** Number of bootstrap samples. */
const draws = 400

/**
 * The 95 % interval of the share for other people, by bootstrap over persons: persons are drawn with replacement, and a
 * pair counts as often as both of its persons were drawn. It is at least as wide as Wilson's interval, because it is no
 * better for rare events.
 */
export const personInterval = (trials: readonly Trial[], random: () => number): { low: number; high: number } => {
  const wilson = interval({ count: trials.filter(({ passed }) => passed).length, of: trials.length })
  const names = [...new Set(trials.flatMap(({ persons }) => persons))]
  if (names.length < 2) return wilson
  const at = new Map(names.map((name, i) => [name, i]))
  const pairs = trials.map(({ persons: [a, b], passed }) => ({ a: at.get(a) ?? 0, b: at.get(b) ?? 0, passed }))
  const shares: number[] = []
  for (let n = 0; n < draws; n++) {
    const drawn = new Uint16Array(names.length)
    for (let i = 0; i < names.length; i++) drawn[Math.floor(random() * names.length)]++
    let [passed, of] = [0, 0]
    for (const pair of pairs) {
      const weight = pair.a === pair.b ? drawn[pair.a] : drawn[pair.a] * drawn[pair.b]
      of += weight
      if (pair.passed) passed += weight
    }
    if (of > 0) shares.push(passed / of)
  }
  shares.sort((x, y) => x - y)
  const quantile = (part: number) => shares[Math.min(shares.length - 1, Math.floor(part * shares.length))]
  return { low: Math.min(wilson.low, quantile(0.025)), high: Math.max(wilson.high, quantile(0.975)) }
}
