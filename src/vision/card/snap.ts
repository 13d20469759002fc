// Moves roughly known corners onto the card's real edges: many short searches across each side, one robust line each.
import type { Pixels, Point, Quad } from '../pixels.ts'

/** `held`: share of the searches across it that found an edge on the line. */
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

/** Along one profile the first strong step seen from inside: behind it may come a shadow's own, weaker edge. */
const edgeOnProfile = (steps: Float32Array): number | undefined => {
  let strongest = 0
  for (const step of steps) strongest = Math.max(strongest, step)
  if (strongest < 18) return undefined
  for (let i = 1; i < steps.length - 1; i++)
    if (steps[i] >= strongest * 0.7 && steps[i] >= steps[i - 1] && steps[i] >= steps[i + 1]) {
      const bend = steps[i - 1] - 2 * steps[i] + steps[i + 1]
      return bend === 0 ? i : i + (0.5 * (steps[i - 1] - steps[i + 1])) / bend
    }
  return undefined
}

/** The line that most points agree with (within `tolerance`), then least squares over those. Undefined: too few agree. */
const robustLine = (points: readonly Point[], tolerance: number): [number, number, number] | undefined => {
  let best: readonly Point[] = []
  // Every pair a third of the side apart: the same answer every time, no randomness needed.
  const gap = Math.floor(points.length / 3)
  for (let i = 0; i + gap < points.length; i++)
    for (const j of [i + gap, points.length - 1 - (i % Math.max(1, gap))]) {
      const [ax, ay] = points[i]
      const [bx, by] = points[j]
      if (bx - ax < 0.2) continue
      const slope = (by - ay) / (bx - ax)
      const agree = points.filter(([x, y]) => Math.abs(ay + slope * (x - ax) - y) <= tolerance)
      if (agree.length > best.length) best = agree
    }
  if (best.length < points.length * 0.3 || best.length < 8) return undefined
  const mx = best.reduce((a, p) => a + p[0], 0) / best.length
  const my = best.reduce((a, p) => a + p[1], 0) / best.length
  let sxx = 0
  let sxy = 0
  for (const [x, y] of best) {
    sxx += (x - mx) ** 2
    sxy += (x - mx) * (y - my)
  }
  const slope = sxy / sxx
  return [my - slope * mx, slope, best.length]
}

const snapSide = (photo: Pixels, from: Point, to: Point, reach: number): Straight => {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1])
  const along: Point = [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
  // Corners run clockwise on the screen, so outside lies to the left of the walk.
  const nx = along[1]
  const ny = -along[0]
  const count = 72
  const blur = Math.max(2, Math.round(length / 500))
  const points: Point[] = []
  for (let k = 0; k < count; k++) {
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
    const edge = edgeOnProfile(steps)
    if (edge !== undefined) points.push([t, edge - reach])
  }
  const line = robustLine(points, Math.max(1, length / 700))
  if (!line) return { through: from, along, held: 0 }
  const place = (t: number): Point => {
    const d = line[0] + line[1] * t
    // Half a pixel: profiles count pixels, corners count from the picture's border.
    return [from[0] + (to[0] - from[0]) * t + nx * d + 0.5, from[1] + (to[1] - from[1]) * t + ny * d + 0.5]
  }
  const a = place(0)
  const b = place(1)
  const span = Math.hypot(b[0] - a[0], b[1] - a[1])
  return { through: a, along: [(b[0] - a[0]) / span, (b[1] - a[1]) / span], held: line[2] / count }
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

/** `held`: for each side the share of the places along it where the photo has an edge. */
export type Snapped = { quad: Quad; held: number[] }

/**
 * Corners within about 1.5 % of the card's width, moved onto its edges to a fraction of a pixel. A side whose edge cannot
 * be made out stays where it was. A side that may lie on its shadow's edge (what is just inside it is not the card) is
 * looked for once more, further in.
 */
export const snap = (photo: Pixels, quad: Quad, share = 0.015): Snapped => {
  const width = Math.hypot(quad[1][0] - quad[0][0], quad[1][1] - quad[0][1])
  const reach = Math.max(4, Math.round(width * share))
  let sides = quad.map((corner, i) => snapSide(photo, corner, quad[(i + 1) % 4], reach))
  for (let i = 0; i < 4; i++) {
    const found = quadOf(sides)
    const before = unevenness(photo, found[i], found[(i + 1) % 4], width)
    if (before <= suspicious) continue
    const moved = sides.with(i, snapSide(photo, found[i], found[(i + 1) % 4], Math.round(width * 0.05)))
    const corners = quadOf(moved)
    if (unevenness(photo, corners[i], corners[(i + 1) % 4], width) < before * better) sides = moved
  }
  return { quad: quadOf(sides), held: sides.map(({ held }) => held) }
}
