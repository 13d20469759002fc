// Finds the command at which a puppet measures as a wanted angle, by interpolation between measured pairs.

/** A command and the angle that it measures as, both in degrees. */
export type Pair = readonly [command: number, measured: number]

/**
 * Returns the pairs around the middle one whose measured angles rise. Measurements are noisy, and at large angles a
 * mesh slips, so that a larger command measures as a smaller angle.
 */
const risingPart = (pairs: readonly Pair[]): readonly Pair[] => {
  const middle = pairs.reduce((best, pair, i) => (Math.abs(pair[0]) < Math.abs(pairs[best][0]) ? i : best), 0)
  const kept = [pairs[middle]]
  for (let i = middle - 1; i >= 0; i--) if (pairs[i][1] < kept[0][1]) kept.unshift(pairs[i])
  for (let i = middle + 1; i < pairs.length; i++) if (pairs[i][1] > kept[kept.length - 1][1]) kept.push(pairs[i])
  return kept
}

/**
 * Returns the command for a wanted angle: linear between measured pairs (sorted by command), beyond them the outermost
 * command.
 */
export const commandFor = (pairs: readonly Pair[], wanted: number): number => {
  const rising = risingPart(pairs)
  if (wanted <= rising[0][1]) return rising[0][0]
  for (let i = 1; i < rising.length; i++) {
    const [[c0, m0], [c1, m1]] = [rising[i - 1], rising[i]]
    if (wanted <= m1) return c0 + ((c1 - c0) * (wanted - m0)) / (m1 - m0)
  }
  return rising[rising.length - 1][0]
}
