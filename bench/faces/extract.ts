// Extracts the features of every picture once: as it is for a selfie, as a printed portrait for a card.
import { meanTemplate } from '../../src/vision/face/template.ts'
import type { Degree } from './degrade.ts'
import type { ExtractFeatures, FaceFeatures } from './features.ts'
import type { PairSelection } from './pair-selection.ts'

/** ms between two lines of progress: thousands of pictures take an hour. */
const tellEvery = 30_000

/** The mean of the features of one side's pictures; undefined if none shows a face. */
type SideFeatures = (names: readonly string[], degree?: Degree) => FaceFeatures | undefined
export type ExtractedFeatures = {
  each: (names: readonly string[], degree?: Degree) => FaceFeatures[]
  mean: SideFeatures
  /** Pictures that cannot be used, by reason. */
  lost: Record<string, string[]>
}

const meanOf = (all: readonly number[][]) =>
  all[0].map((_, i) => all.reduce((sum, one) => sum + one[i], 0) / all.length)

export const extractAll = async (
  { pairs, photo }: PairSelection,
  extract: ExtractFeatures,
  degree?: Degree,
): Promise<ExtractedFeatures> => {
  const lost: ExtractedFeatures['lost'] = { 'could not be read': [], 'show no face': [] }
  const extracted = new Map<string, FaceFeatures | undefined>()
  const key = (name: string, side?: Degree) => (side ? `${side} ${name}` : name)
  const [selfies, cards] = [new Set(pairs.flatMap(({ a }) => a)), new Set(pairs.flatMap(({ b }) => b))]
  const names = new Set([...selfies, ...cards])
  let [done, toldAt] = [0, performance.now()]
  for (const name of names) {
    const picture = await photo(name)
    if (!picture) lost['could not be read'].push(name)
    const sides = degree
      ? [...(selfies.has(name) ? [undefined] : []), ...(cards.has(name) ? [degree] : [])]
      : [undefined]
    for (const side of picture ? sides : []) {
      const features = await extract(picture!, side)
      if (!features) lost['show no face'].push(side ? `${name} as ${side}` : name)
      extracted.set(key(name, side), features)
    }
    done++
    if (performance.now() - toldAt < tellEvery) continue
    toldAt = performance.now()
    console.error(`${done} of ${names.size} pictures`)
  }

  const each: ExtractedFeatures['each'] = (all, side) =>
    all.map((name) => extracted.get(key(name, side))).filter((features) => features !== undefined)
  // Cached for each cell of the list, because there may be a million pairs.
  const means = new Map<string, FaceFeatures | undefined>()
  const mean: SideFeatures = (all, side) => {
    const cell = key(all.join('|'), side)
    if (!means.has(cell)) {
      const features = each(all, side)
      means.set(
        cell,
        features.length > 1
          ? { ours: meanTemplate(features.map(({ ours }) => ours)), human: meanOf(features.map(({ human }) => human)) }
          : features[0],
      )
    }
    return means.get(cell)
  }
  return { each, mean, lost }
}
