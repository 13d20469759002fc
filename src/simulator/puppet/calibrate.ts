// Which command makes a puppet be measured at a wanted angle: a few measured pairs, read backwards.

/** A command (degrees) and the angle that came out of it (degrees). */
export type Pair = readonly [command: number, measured: number]

/** The pairs that rise, outwards from the middle one: measuring is noisy, and far out a mesh slips and measures less for more. */
const risingPart = (pairs: readonly Pair[]): readonly Pair[] => {
  const middle = pairs.reduce((best, pair, i) => (Math.abs(pair[0]) < Math.abs(pairs[best][0]) ? i : best), 0)
  const kept = [pairs[middle]]
  for (let i = middle - 1; i >= 0; i--) if (pairs[i][1] < kept[0][1]) kept.unshift(pairs[i])
  for (let i = middle + 1; i < pairs.length; i++) if (pairs[i][1] > kept[kept.length - 1][1]) kept.push(pairs[i])
  return kept
}

/** The command for a wanted angle, straight between the measured pairs (commands rising); beyond them the outermost command. */
export const commandFor = (pairs: readonly Pair[], wanted: number): number => {
  const rising = risingPart(pairs)
  if (wanted <= rising[0][1]) return rising[0][0]
  for (let i = 1; i < rising.length; i++) {
    const [[c0, m0], [c1, m1]] = [rising[i - 1], rising[i]]
    if (wanted <= m1) return c0 + ((c1 - c0) * (wanted - m0)) / (m1 - m0)
  }
  return rising[rising.length - 1][0]
}
