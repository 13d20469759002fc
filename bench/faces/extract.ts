// Extracts the features of every picture once: as it is for a selfie, and as each printed portrait for a card.

import type { Degree } from './degrade.ts'
import type { ExtractFeatures, FaceFeatures } from './features.ts'
import type { PairSelection } from './pair-selection.ts'

/** ms between two lines of progress: thousands of pictures take an hour. */
const tellEvery = 30_000

export type ExtractedFeatures = {
  /** What was found of a cell's pictures, in their order, without those that show no face. */
  each: (names: readonly string[], degree?: Degree) => FaceFeatures[]
  /** Pictures that cannot be used, by reason. */
  lost: Record<string, string[]>
}

/** `degrees`: as which cards the second sides are looked at; `undefined` is the photograph itself. */
export const extractAll = async (
  { pairs, photo }: PairSelection,
  look: ExtractFeatures,
  degrees: readonly (Degree | undefined)[],
): Promise<ExtractedFeatures> => {
  const lost: ExtractedFeatures['lost'] = { 'could not be read': [], 'show no face': [] }
  const looked = new Map<string, FaceFeatures | undefined>()
  const key = (name: string, side?: Degree) => (side ? `${side} ${name}` : name)
  const [selfies, cards] = [new Set(pairs.flatMap(({ a }) => a)), new Set(pairs.flatMap(({ b }) => b))]
  const names = new Set([...selfies, ...cards])
  let [done, toldAt] = [0, performance.now()]
  for (const name of names) {
    const picture = await photo(name)
    if (!picture) lost['could not be read'].push(name)
    const sides = new Set([...(selfies.has(name) ? [undefined] : []), ...(cards.has(name) ? degrees : [])])
    for (const side of picture ? sides : []) {
      const seen = await look(picture!, side)
      if (!seen) lost['show no face'].push(side ? `${name} as ${side}` : name)
      looked.set(key(name, side), seen)
    }
    done++
    if (performance.now() - toldAt < tellEvery) continue
    toldAt = performance.now()
    console.error(`${done} of ${names.size} pictures`)
  }
  const each: ExtractedFeatures['each'] = (all, side) =>
    all.map((name) => looked.get(key(name, side))).filter((seen) => seen !== undefined)
  return { each, lost }
}
