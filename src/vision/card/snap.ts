// Moves roughly known corners onto the card's real edges: many short searches across each side, one robust line each.
import type { Pixels, Point, Quad } from '../pixels.ts'

/** `held`: share of the searches across it that found an edge on the line, times how even the card is just inside. */
type Straight = { through: Point; along: Point; held: number }

/** How much the colour changes across a place: the mean of `reach` pixels inside against as many outside. */
const stepAt = ({ width, height, data }: Pixels, x: number, y: number, nx: number, ny: number, reach: number) => {
  let sum = 0
  for (let c = 0; c < 3; c++) {
    let inner = 0
    let outer = 0
    for (let k = 1; k <= reach; k++) {
      const ix = Math.min(width - 1, Math.max(0, Math.round(x - nx * k)))
      const iy = Math.min(height - 1, Math.max(0, Math.round(y - ny * k)))
      const ox = Math.min(width - 1, Math.max(0, Math.round(x + nx * k)))
      const oy = Math.min(height - 1, Math.max(0, Math.round(y + ny * k)))
      inner += data[(iy * width + ix) * 4 + c]
      outer += data[(oy * width + ox) * 4 + c]
    }
    sum += Math.abs(inner - outer) / reach
  }
  return sum
}

/** Where along one profile the colour steps: every crest that is no noise beside the strongest. */
const crestsOf = (steps: Float32Array): number[] => {
  let strongest = 0
  for (const step of steps) strongest = Math.max(strongest, step)
  const least = Math.max(18, strongest * 0.2)
  const crests: number[] = []
  for (let i = 1; i < steps.length - 1; i++)
    if (steps[i] >= least && steps[i] > steps[i - 1] && steps[i] >= steps[i + 1]) {
      const bend = steps[i - 1] - 2 * steps[i] + steps[i + 1]
      crests.push(bend === 0 ? i : i + (0.5 * (steps[i - 1] - steps[i + 1])) / bend)
    }
  return crests
}

/** Searches across a side, each at `t` of its length; crests in pixels outwards from the side as it was. */
type Profile = { t: number; crests: readonly number[] }
/** Outwards by `at` at the side's beginning and by `at + slope` at its end. */
type Offset = { at: number; slope: number; held: number }

/** Best supported lines through the crests, one for each way the side could lie: on cloth its checks make lines as well. */
const linesThrough = (profiles: readonly Profile[], reach: number, tolerance: number, most: number): Offset[] => {
  const size = 2 * reach + 1
  const marked = profiles.map(({ crests }) => {
    const marks = new Uint8Array(size)
    for (const crest of crests)
      for (let d = Math.ceil(crest - tolerance); d <= crest + tolerance; d++) marks[d + reach] = 1
    return marks
  })
  const first = profiles[0].t
  const span = profiles[profiles.length - 1].t - first
  const found: (Offset & { from: number; to: number })[] = []
  for (let from = 0; from < size; from++)
    for (let to = Math.max(0, from - reach); to <= Math.min(size - 1, from + reach); to++) {
      let count = 0
      for (let k = 0; k < marked.length; k++)
        count += marked[k][Math.round(from + ((to - from) * k) / (marked.length - 1))]
      if (count < profiles.length * 0.3) continue
      const slope = (to - from) / span
      found.push({ from, to, at: from - reach - slope * first, slope, held: count / profiles.length })
    }
  found.sort((a, b) => b.held - a.held)
  const kept: typeof found = []
  for (const line of found) {
    const near = (other: typeof line) =>
      Math.abs(line.from - other.from) + Math.abs(line.to - other.to) < 4 * tolerance + 4
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

const colourAt = ({ width, height, data }: Pixels, x: number, y: number) => {
  const i =
    (Math.min(height - 1, Math.max(0, Math.round(y))) * width + Math.min(width - 1, Math.max(0, Math.round(x)))) * 4
  return [data[i], data[i + 1], data[i + 2]] as const
}
type Colour = ReturnType<typeof colourAt>
const apart = (a: Colour, b: Colour) => Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]) + Math.abs(a[2] - b[2])
const middle = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]

/**
 * Share of the places just inside a side (up to 1 % of the card's width) that are as even as a card's rim: nothing begins
 * behind them, and they look like their neighbours. A line of the cloth has cloth behind it, a shadow's the card.
 */
const evenness = (photo: Pixels, from: Point, to: Point, width: number): number => {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1])
  const [ax, ay] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
  const places = Array.from({ length: 48 }, (_, k) => {
    const along = length * (0.08 + (0.84 * k) / 47)
    const at = (depth: number) => colourAt(photo, from[0] + ax * along - ay * depth, from[1] + ay * along + ax * depth)
    return [at(Math.max(2, width * 0.0035)), at(Math.max(4, width * 0.009))] as const
  })
  const even = places.filter(([rim, inner], k) => {
    const around = [-8, -6, -4, -2, 0, 2, 4, 6, 8].flatMap((by) => places[k + by]?.slice(0, 1) ?? [])
    const usual = [0, 1, 2].map((c) => middle(around.map((colour) => colour[c]))) as unknown as Colour
    const allowed = 18 + (usual[0] + usual[1] + usual[2]) * 0.07
    return apart(rim, inner) < allowed && apart(rim, usual) < allowed
  })
  return even.length / places.length
}

const snapSide = (photo: Pixels, from: Point, to: Point, reach: number, width: number): Straight => {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1])
  const along: Point = [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
  // Corners run clockwise on the screen, so outside lies to the left of the walk.
  const nx = along[1]
  const ny = -along[0]
  const count = 72
  const blur = Math.max(2, Math.round(length / 500))
  const profiles = Array.from({ length: count }, (_, k): Profile => {
    const t = 0.07 + (0.86 * k) / (count - 1)
    const bx = from[0] + (to[0] - from[0]) * t
    const by = from[1] + (to[1] - from[1]) * t
    const steps = new Float32Array(2 * reach + 1)
    for (let d = -reach; d <= reach; d++) {
      const x = bx + nx * d
      const y = by + ny * d
      const inside = x >= 0 && y >= 0 && x < photo.width && y < photo.height
      steps[d + reach] = inside ? stepAt(photo, x, y, nx, ny, blur) : 0
    }
    return { t, crests: crestsOf(steps).map((crest) => crest - reach) }
  })
  const place = ({ at, slope }: Offset, t: number): Point => {
    const d = at + slope * t
    // Half a pixel: profiles count pixels, corners count from the picture's border.
    return [from[0] + (to[0] - from[0]) * t + nx * d + 0.5, from[1] + (to[1] - from[1]) * t + ny * d + 0.5]
  }
  const lines = linesThrough(profiles, reach, Math.max(1, length / 700), 6).map((line) => {
    const [a, b] = [place(line, 0), place(line, 1)]
    return { a, b, outwards: line.at + line.slope / 2, held: line.held * evenness(photo, a, b, width) }
  })
  const most = Math.max(...lines.map(({ held }) => held))
  // As good as the best and further in: the best one is the shadow's.
  const [line] = lines.filter(({ held }) => held >= most - 0.08).sort((a, b) => a.outwards - b.outwards)
  if (!line) return { through: from, along, held: 0 }
  const span = Math.hypot(line.b[0] - line.a[0], line.b[1] - line.a[1])
  return { through: line.a, along: [(line.b[0] - line.a[0]) / span, (line.b[1] - line.a[1]) / span], held: line.held }
}

const meet = (a: Straight, b: Straight): Point => {
  const det = a.along[0] * b.along[1] - a.along[1] * b.along[0]
  const t = ((b.through[0] - a.through[0]) * b.along[1] - (b.through[1] - a.through[1]) * b.along[0]) / det
  return [a.through[0] + a.along[0] * t, a.through[1] + a.along[1] * t]
}

/** How much the colour just inside a side differs from the one further in, summed over the channels: a card is even there. */
const unevenness = (photo: Pixels, from: Point, to: Point, width: number) => {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1])
  const [ax, ay] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
  const mean = (depth: number) => {
    const sum = [0, 0, 0]
    for (let k = 0; k < 40; k++) {
      const along = length * (0.1 + (0.8 * k) / 39)
      const x = Math.round(from[0] + ax * along - ay * depth)
      const y = Math.round(from[1] + ay * along + ax * depth)
      const i =
        (Math.min(photo.height - 1, Math.max(0, y)) * photo.width + Math.min(photo.width - 1, Math.max(0, x))) * 4
      for (let c = 0; c < 3; c++) sum[c] += photo.data[i + c] / 40
    }
    return sum
  }
  const [rim, inner] = [mean(width * 0.008), mean(width * 0.06)]
  return rim.reduce((sum, value, c) => sum + Math.abs(value - inner[c]), 0)
}

/** A card's own edge comes to 200 where a barcode lies beside it, a shadow's to 90 and more: so the new edge must be better. */
const suspicious = 75
const better = 0.4

const quadOf = (sides: readonly Straight[]): Quad => [
  meet(sides[3], sides[0]),
  meet(sides[0], sides[1]),
  meet(sides[1], sides[2]),
  meet(sides[2], sides[3]),
]

/** `held`: for each side how sure it is, 0 to 1. */
export type Snapped = { quad: Quad; held: number[] }

/**
 * Corners within about 1.5 % of the card's width, moved onto its edges to a fraction of a pixel. A side whose edge cannot
 * be made out stays where it was. A side that may lie on its shadow's edge (what is just inside it is not the card) is
 * looked for once more, further in.
 */
export const snap = (photo: Pixels, quad: Quad, share = 0.015): Snapped => {
  const width = Math.hypot(quad[1][0] - quad[0][0], quad[1][1] - quad[0][1])
  const reach = Math.max(4, Math.round(width * share))
  let sides = quad.map((corner, i) => snapSide(photo, corner, quad[(i + 1) % 4], reach, width))
  for (let i = 0; i < 4; i++) {
    const found = quadOf(sides)
    const before = unevenness(photo, found[i], found[(i + 1) % 4], width)
    if (before <= suspicious) continue
    const moved = sides.with(i, snapSide(photo, found[i], found[(i + 1) % 4], Math.round(width * 0.05), width))
    const corners = quadOf(moved)
    if (unevenness(photo, corners[i], corners[(i + 1) % 4], width) < before * better) sides = moved
  }
  return { quad: quadOf(sides), held: sides.map(({ held }) => held) }
}
