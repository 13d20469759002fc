// Looks across a side that is roughly known: where the colour steps, and which straight lines those steps make.
import type { Pixels, Point } from '../pixels.ts'

/** Searches across a side, each at `t` of its length; crests in pixels outwards from the side as it was. */
export type Profile = { t: number; crests: readonly number[] }
/** Outwards by `at` at the side's beginning and by `at + slope` at its end. `held`: share of the searches that met an edge. */
export type Offset = { at: number; slope: number; held: number }

/** Where along one profile the colour steps: every crest that is no noise beside the strongest one within `near` pixels. */
const crestsOf = (steps: Float32Array, near: number): number[] => {
  const crests: number[] = []
  for (let i = 1; i < steps.length - 1; i++)
    if (steps[i] >= 18 && steps[i] > steps[i - 1] && steps[i] >= steps[i + 1]) {
      let strongest = 0
      for (let j = Math.max(0, i - near); j <= Math.min(steps.length - 1, i + near); j++)
        strongest = Math.max(strongest, steps[j])
      if (steps[i] < strongest * 0.2) continue
      const bend = steps[i - 1] - 2 * steps[i] + steps[i + 1]
      crests.push(bend === 0 ? i : i + (0.5 * (steps[i - 1] - steps[i + 1])) / bend)
    }
  return crests
}

/**
 * `count` searches across the side, `reach` pixels to both sides, from `from` to `to`, corners left out. A step is the mean of a few pixels inside against
 * as many outside. Corners run clockwise on the screen, so outside lies to the left of the walk.
 */
export const profilesAcross = (
  { width, height, data }: Pixels,
  from: Point,
  to: Point,
  reach: number,
  count: number,
): Profile[] => {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const length = Math.hypot(dx, dy)
  const [nx, ny] = [dy / length, -dx / length]
  const blur = Math.max(2, Math.round(length / 500))
  const size = 2 * reach + 1
  const near = Math.round(length * 0.02)
  const [lastX, lastY] = [width - 1, height - 1]
  // Sums over the pixels so far, a channel each: a mean is then one difference.
  const [red, green, blue] = [0, 1, 2].map(() => new Int32Array(size + 2 * blur + 1))
  /** Of the pixels after a place less those before it. */
  const step = (sum: Int32Array, i: number) =>
    Math.abs(sum[i + blur] - sum[i] - sum[i + 2 * blur + 1] + sum[i + blur + 1])
  return Array.from({ length: count }, (_, k): Profile => {
    const t = 0.07 + (0.86 * k) / (count - 1)
    const [bx, by] = [from[0] + dx * t, from[1] + dy * t]
    const steps = new Float32Array(size)
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
      if (x < 0 || y < 0 || x >= width || y >= height) continue
      steps[i] = (step(red, i) + step(green, i) + step(blue, i)) / blur
    }
    return { t, crests: crestsOf(steps, near).map((crest) => crest - reach) }
  })
}

/** Best supported lines through the crests, one for each way the side could lie: on cloth its checks make lines as well. */
export const linesThrough = (
  profiles: readonly Profile[],
  reach: number,
  tolerance: number,
  tilt: number,
  most: number,
): Offset[] => {
  const size = 2 * reach + 1
  const count = profiles.length
  // Places that a line may run through, profile by profile: few of all.
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
  const found: (Offset & { from: number; to: number })[] = []
  const met = new Uint8Array(size + 2 * tilt)
  for (let lean = -tilt; lean <= tilt; lean++) {
    met.fill(0)
    const [low, high] = [Math.max(0, -lean), Math.min(size, size - lean)]
    for (let i = 0; i < places.length; i++) met[places[i] - Math.round((lean * profile[i]) / (count - 1)) + tilt]++
    for (let from = low; from < high; from++) {
      const hits = met[from + tilt]
      if (hits < count * 0.3) continue
      const slope = lean / span
      found.push({ from, to: from + lean, at: from - reach - slope * first, slope, held: hits / count })
    }
  }
  found.sort((a, b) => b.held - a.held)
  const kept: typeof found = []
  for (const line of found) {
    const near = (other: typeof line) =>
      Math.abs(line.from - other.from) + Math.abs(line.to - other.to) < 4 * tolerance + 1
    if (!kept.some(near)) kept.push(line)
    if (kept.length === most) break
  }
  return kept.flatMap((line) => settled(line, profiles, tolerance + 1) ?? [])
}

/** Least squares over the crests next to a line. */
const settled = (line: Offset, profiles: readonly Profile[], tolerance: number): Offset | undefined => {
  const near = profiles.flatMap(({ t, crests }) => {
    const away = (crest: number) => Math.abs(crest - line.at - line.slope * t)
    const close = crests.filter((crest) => away(crest) <= tolerance).sort((a, b) => away(a) - away(b))
    return close.length > 0 ? [[t, close[0]] as const] : []
  })
  if (near.length < 8) return undefined
  const mt = near.reduce((sum, [t]) => sum + t, 0) / near.length
  const md = near.reduce((sum, [, d]) => sum + d, 0) / near.length
  const stt = near.reduce((sum, [t]) => sum + (t - mt) ** 2, 0)
  const slope = near.reduce((sum, [t, d]) => sum + (t - mt) * (d - md), 0) / stt
  return { at: md - slope * mt, slope, held: near.length / profiles.length }
}
