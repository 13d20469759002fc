// Searches across a roughly known side of the card for colour steps, and finds the straight lines that the steps form.
import type { Pixels, Point } from '../pixels.ts'

/** One search across a side, at the fraction `t` of its length. `crests`: steps, in pixels outwards from the side. */
export type SearchProfile = { t: number; crests: readonly number[] }
/**
 * A line beside a side: `at` pixels outwards at the side's start, `at + slope` at its end. `confidence`: the share of
 * the searches that found an edge on the line.
 */
export type SideOffset = { at: number; slope: number; confidence: number }

/**
 * Where the colour steps along one profile, from −reach to reach: the crests that are not noise beside the strongest
 * crest within `near` pixels.
 */
const crestsOf = (steps: Float32Array, near: number, reach: number): number[] => {
  const crests: number[] = []
  for (let i = 1; i < steps.length - 1; i++)
    if (steps[i] >= 18 && steps[i] > steps[i - 1] && steps[i] >= steps[i + 1]) {
      let strongest = 0
      for (let j = Math.max(0, i - near); j <= Math.min(steps.length - 1, i + near); j++)
        strongest = Math.max(strongest, steps[j])
      if (steps[i] < strongest * 0.2) continue
      const bend = steps[i - 1] - 2 * steps[i] + steps[i + 1]
      crests.push((bend === 0 ? i : i + (0.5 * (steps[i - 1] - steps[i + 1])) / bend) - reach)
    }
  return crests
}

/** The sum of the `blur` pixels after a position minus the sum of those before it, without sign. */
const stepAt = (sum: Int32Array, i: number, blur: number) =>
  Math.abs(sum[i + blur] - sum[i] - sum[i + 2 * blur + 1] + sum[i + blur + 1])

/**
 * Makes `count` searches across the side between `from` and `to`, each `reach` pixels to both sides, without the
 * corners. A step is the difference between the means of a few pixels inside and as many outside. The corners run
 * clockwise on the screen, so the outside is to the left of the direction from `from` to `to`.
 */
export const profilesAcross = (
  { width, height, data }: Pixels,
  from: Point,
  to: Point,
  reach: number,
  count: number,
): SearchProfile[] => {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const length = Math.hypot(dx, dy)
  const [nx, ny] = [dy / length, -dx / length]
  const blur = Math.max(2, Math.round(length / 500))
  const size = 2 * reach + 1
  const near = Math.round(length * 0.02)
  const [lastX, lastY] = [width - 1, height - 1]
  // Prefix sums for each channel: a mean is then one difference.
  const [red, green, blue] = [0, 1, 2].map(() => new Int32Array(size + 2 * blur + 1))
  const steps = new Float32Array(size)
  const profiles: SearchProfile[] = []
  for (let k = 0; k < count; k++) {
    const t = 0.07 + (0.86 * k) / (count - 1)
    const bx = from[0] + dx * t
    const by = from[1] + dy * t
    for (let i = 0; i < size + 2 * blur; i++) {
      const d = i - reach - blur
      const x = Math.min(lastX, Math.max(0, Math.round(bx + nx * d)))
      const y = Math.min(lastY, Math.max(0, Math.round(by + ny * d)))
      const at = (y * width + x) * 4
      red[i + 1] = red[i] + data[at]
      green[i + 1] = green[i] + data[at + 1]
      blue[i + 1] = blue[i] + data[at + 2]
    }
    for (let i = 0; i < size; i++) {
      const x = bx + nx * (i - reach)
      const y = by + ny * (i - reach)
      const inside = x >= 0 && y >= 0 && x < width && y < height
      steps[i] = inside ? (stepAt(red, i, blur) + stepAt(green, i, blur) + stepAt(blue, i, blur)) / blur : 0
    }
    profiles.push({ t, crests: crestsOf(steps, near, reach) })
  }
  return profiles
}

/** `from`, `to`: the offsets at both ends in whole pixels, counted from −reach. */
type FittedOffset = SideOffset & { from: number; to: number }

/**
 * The best supported lines through the crests, one for each position that the side could have. There may be several,
 * because the pattern of a cloth forms lines as well.
 * @param tolerance how far a crest may be from a line, pixels
 * @param tilt how much further outwards a line may be at one end than at the other, pixels
 * @param most the largest number of lines
 */
export const linesThrough = (
  profiles: readonly SearchProfile[],
  reach: number,
  tolerance: number,
  tilt: number,
  most: number,
): SideOffset[] => {
  const size = 2 * reach + 1
  const count = profiles.length
  // The positions near a crest, profile by profile: a line can only pass through these.
  const profile: number[] = []
  const places: number[] = []
  for (const [k, { crests }] of profiles.entries()) {
    let last = -reach - 1
    for (const crest of crests)
      for (let d = Math.max(last + 1, Math.ceil(crest - tolerance)); d <= Math.min(reach, crest + tolerance); d++) {
        profile.push(k)
        places.push(d + reach)
        last = d
      }
  }
  const first = profiles[0].t
  const span = profiles[count - 1].t - first
  const found: FittedOffset[] = []
  const hitsAt = new Uint8Array(size + 2 * tilt)
  for (let lean = -tilt; lean <= tilt; lean++) {
    hitsAt.fill(0)
    const [low, high] = [Math.max(0, -lean), Math.min(size, size - lean)]
    for (let i = 0; i < places.length; i++) hitsAt[places[i] - Math.round((lean * profile[i]) / (count - 1)) + tilt]++
    for (let from = low; from < high; from++) {
      const hits = hitsAt[from + tilt]
      if (hits < count * 0.3) continue
      const slope = lean / span
      found.push({ from, to: from + lean, at: from - reach - slope * first, slope, confidence: hits / count })
    }
  }
  found.sort((a, b) => b.confidence - a.confidence)
  const kept: FittedOffset[] = []
  for (const line of found) {
    if (!isNear(line, kept, 4 * tolerance + 1)) kept.push(line)
    if (kept.length === most) break
  }
  return kept.flatMap((line) => settled(line, profiles, tolerance + 1) ?? [])
}

const isNear = (line: FittedOffset, kept: readonly FittedOffset[], within: number): boolean => {
  for (const other of kept) if (Math.abs(line.from - other.from) + Math.abs(line.to - other.to) < within) return true
  return false
}

/**
 * Fits a line by least squares to the nearest crest of each profile; undefined if fewer than eight profiles have one.
 */
const settled = (line: SideOffset, profiles: readonly SearchProfile[], tolerance: number): SideOffset | undefined => {
  const ts: number[] = []
  const ds: number[] = []
  for (const { t, crests } of profiles) {
    let least = tolerance
    let nearest: number | undefined
    for (const crest of crests) {
      const away = Math.abs(crest - line.at - line.slope * t)
      if (away > least || (nearest !== undefined && away === least)) continue
      least = away
      nearest = crest
    }
    if (nearest === undefined) continue
    ts.push(t)
    ds.push(nearest)
  }
  const count = ts.length
  if (count < 8) return undefined
  let [mt, md] = [0, 0]
  for (let i = 0; i < count; i++) {
    mt += ts[i] / count
    md += ds[i] / count
  }
  let [stt, std] = [0, 0]
  for (let i = 0; i < count; i++) {
    stt += (ts[i] - mt) ** 2
    std += (ts[i] - mt) * (ds[i] - md)
  }
  const slope = std / stt
  return { at: md - slope * mt, slope, confidence: count / profiles.length }
}
