// Moves roughly known corners to the card's real edges, by a robust line through many short searches across each side.
import type { Pixels, Point, Quad } from '../pixels.ts'
import { linesThrough, profilesAcross, type SideOffset } from './across.ts'
import { type Rim, rimOf, samePaper } from './rim.ts'

/**
 * A line along a side. `confidence`: the share of the searches that found an edge on the line, times the square of how
 * even the strip just inside is. Cloth of the card's colour hides half of an edge, but only a card is even along the
 * whole side.
 */
export type FittedSide = { through: Point; along: Point; confidence: number; rim?: Rim }
type TracedSide = { a: Point; b: Point; rim: Rim; outwards: number; confidence: number }

/** A line may be the edge if its confidence is lower than the highest by at most this. */
const asGood = 0.08
/** A line further out may be the edge of the same paper if it has at least this fraction of the highest confidence. */
const outerShare = 0.6

/**
 * Finds the card's edge within `reach` pixels of a side: the innermost line with an even card behind it, unless the
 * card continues beyond it. Without such a line the side stays where it was, with confidence 0.
 * @param width width of the card, pixels
 */
export const snapSide = (photo: Pixels, from: Point, to: Point, reach: number, width: number): FittedSide => {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1])
  const along: Point = [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
  const profiles = profilesAcross(photo, from, to, reach, 72)
  const place = ({ at, slope }: SideOffset, t: number): Point => {
    const d = at + slope * t
    // Half a pixel is added because profiles count from pixel centres and corners from the picture's border.
    return [from[0] + (to[0] - from[0]) * t + along[1] * d + 0.5, from[1] + (to[1] - from[1]) * t - along[0] * d + 0.5]
  }
  const tilt = Math.min(reach, Math.round(length * 0.035))
  // Six lines are enough near a side; a wider search also meets the lines of the cloth.
  const most = 6 + Math.round((reach / width) * 80)
  const lines: TracedSide[] = []
  let surest = Number.NEGATIVE_INFINITY
  const likely = linesThrough(profiles, reach, Math.max(1, length / 700), tilt, most).sort(
    (a, b) => b.confidence - a.confidence,
  )
  for (const line of likely) {
    // The rim can only lower the confidence, so it is not measured for a line that is already too weak.
    if (line.confidence < Math.min(surest - asGood, surest * outerShare)) break
    const [a, b] = [place(line, 0), place(line, 1)]
    const rim = rimOf(photo, a, b, width)
    const confidence = line.confidence * rim.even ** 2
    surest = Math.max(surest, confidence)
    lines.push({ a, b, rim, outwards: line.at + line.slope / 2, confidence })
  }
  // If another line is as good as the best and further in, the best one is the shadow's.
  let [line] = lines.filter(({ confidence }) => confidence >= surest - asGood).sort((a, b) => a.outwards - b.outwards)
  if (!line) return { through: from, along, confidence: 0 }
  // Print is 2 % of the width inside an edge (the barcode). A line nearer than that beyond an edge is its shadow, or
  // cloth.
  for (const outer of lines.sort((a, b) => a.outwards - b.outwards))
    if (
      outer.outwards > line.outwards + width * 0.013 &&
      outer.confidence >= surest * outerShare &&
      samePaper(outer.rim, line.rim)
    )
      line = outer
  const span = Math.hypot(line.b[0] - line.a[0], line.b[1] - line.a[1])
  const direction: Point = [(line.b[0] - line.a[0]) / span, (line.b[1] - line.a[1]) / span]
  return { through: line.a, along: direction, confidence: line.confidence, rim: line.rim }
}

const intersectionOf = (a: FittedSide, b: FittedSide): Point => {
  const det = a.along[0] * b.along[1] - a.along[1] * b.along[0]
  const t = ((b.through[0] - a.through[0]) * b.along[1] - (b.through[1] - a.through[1]) * b.along[0]) / det
  return [a.through[0] + a.along[0] * t, a.through[1] + a.along[1] * t]
}

/** The corners at which four sides meet. The first side is the top. */
export const quadOf = (sides: readonly FittedSide[]): Quad => [
  intersectionOf(sides[3], sides[0]),
  intersectionOf(sides[0], sides[1]),
  intersectionOf(sides[1], sides[2]),
  intersectionOf(sides[2], sides[3]),
]

/** `confidence`: for each side, 0 to 1. */
export type SnappedQuad = { quad: Quad; confidence: number[] }

export const widthOf = ([a, b]: Quad): number => Math.hypot(b[0] - a[0], b[1] - a[1])

/** Searches again for every side of a quad, up to `share` of the card's width away. */
export const snapAll = (photo: Pixels, quad: Quad, share: number): FittedSide[] => {
  const width = widthOf(quad)
  const reach = Math.max(4, Math.round(width * share))
  return quad.map((corner, i) => snapSide(photo, corner, quad[(i + 1) % 4], reach, width))
}
