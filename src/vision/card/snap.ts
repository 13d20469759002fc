// Moves roughly known corners onto the card's real edges: many short searches across each side, one robust line each.
import type { Pixels, Point, Quad } from '../pixels.ts'
import { linesThrough, profilesAcross, type SideOffset } from './across.ts'
import { type Rim, rimOf, samePaper } from './rim.ts'

/**
 * `confidence`: share of the searches across it that found an edge on the line, times how even the card is just inside, squared:
 * cloth of the card's colour hides half of an edge, but only a card is even all along.
 */
export type FittedSide = { through: Point; along: Point; confidence: number; rim?: Rim }
type TracedSide = { a: Point; b: Point; rim: Rim; outwards: number; confidence: number }

/**
 * A line that is less sure than the surest by no more than the first may be the edge; one with at least the second of its
 * sureness may be what the card goes on to.
 */
const asGood = 0.08
const goingOn = 0.6

/**
 * The card's edge within `reach` pixels of a side: the innermost line with an even card behind it, unless the card goes on
 * beyond it. Held 0 and where it was if there is none.
 * @param width of the card, pixels
 */
export const snapSide = (photo: Pixels, from: Point, to: Point, reach: number, width: number): FittedSide => {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1])
  const along: Point = [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
  const profiles = profilesAcross(photo, from, to, reach, 72)
  const place = ({ at, slope }: SideOffset, t: number): Point => {
    const d = at + slope * t
    // Half a pixel: profiles count pixels, corners count from the picture's border.
    return [from[0] + (to[0] - from[0]) * t + along[1] * d + 0.5, from[1] + (to[1] - from[1]) * t - along[0] * d + 0.5]
  }
  const tilt = Math.min(reach, Math.round(length * 0.035))
  // Six lines are enough near a side; further away those of the cloth come on top.
  const most = 6 + Math.round((reach / width) * 80)
  const lines: TracedSide[] = []
  let surest = Number.NEGATIVE_INFINITY
  const likely = linesThrough(profiles, reach, Math.max(1, length / 700), tilt, most).sort(
    (a, b) => b.confidence - a.confidence,
  )
  for (const line of likely) {
    // What is just inside can only make a line less sure: one that is too weak already is not looked behind.
    if (line.confidence < Math.min(surest - asGood, surest * goingOn)) break
    const [a, b] = [place(line, 0), place(line, 1)]
    const rim = rimOf(photo, a, b, width)
    const confidence = line.confidence * rim.even ** 2
    surest = Math.max(surest, confidence)
    lines.push({ a, b, rim, outwards: line.at + line.slope / 2, confidence })
  }
  // As good as the best and further in: the best one is the shadow's.
  let [line] = lines.filter(({ confidence }) => confidence >= surest - asGood).sort((a, b) => a.outwards - b.outwards)
  if (!line) return { through: from, along, confidence: 0 }
  // Print lies 2 % of the width inside an edge (the barcode); what is nearer beyond an edge is its shadow, or cloth.
  for (const outer of lines.sort((a, b) => a.outwards - b.outwards))
    if (
      outer.outwards > line.outwards + width * 0.013 &&
      outer.confidence >= surest * goingOn &&
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

/** Where four sides, the first one the top, meet. */
export const quadOf = (sides: readonly FittedSide[]): Quad => [
  intersectionOf(sides[3], sides[0]),
  intersectionOf(sides[0], sides[1]),
  intersectionOf(sides[1], sides[2]),
  intersectionOf(sides[2], sides[3]),
]

/** `confidence`: for each side how sure it is, 0 to 1. */
export type SnappedQuad = { quad: Quad; confidence: number[] }

export const widthOf = ([a, b]: Quad): number => Math.hypot(b[0] - a[0], b[1] - a[1])

/** Every side of a quad looked for anew, so far away from where it is (a share of the card's width). */
export const snapAll = (photo: Pixels, quad: Quad, share: number): FittedSide[] => {
  const width = widthOf(quad)
  const reach = Math.max(4, Math.round(width * share))
  return quad.map((corner, i) => snapSide(photo, corner, quad[(i + 1) % 4], reach, width))
}
