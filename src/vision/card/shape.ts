// Finds the sets of four lines that form a card: right proportions, an edge along every side, none beyond the corners.
import type { Pixels, Point, Quad } from '../pixels.ts'
import { colourGradients, findLines, type LineCandidate, support } from './edges.ts'
import { crossing } from './line.ts'

/** ID-1 of ISO/IEC 7810: 85.60 × 53.98 mm. */
export const cardAspect = 85.6 / 53.98

/**
 * A quad that may be a card, its long side first: a standing card is turned by a quarter. `clear`: how clearly its
 * edges show, at most 1.5. `score`: prefers the larger of two shapes, which is the card and not a part of its print.
 */
export type Shape = { quad: Quad; clear: number; score: number }

/**
 * The distance of two points. `Math.hypot` takes ten times as long, and a photo needs tens of thousands of distances.
 */
export const distance = (a: Point, b: Point): number => Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
type Frame = { width: number; height: number }
type Pair = readonly [LineCandidate, LineCandidate]
type Corners = (lying: LineCandidate, standing: LineCandidate) => Point

/** The support along a side, without the rounded corners (3.18 mm, `round` pixels). */
const along = (line: LineCandidate, from: number, to: number, round: number) => support(line, from + round, to - round)
/**
 * The support beyond both ends. A card's side ends at its corners; a table edge, a shelf or a line of print continues.
 */
const beyond = (line: LineCandidate, from: number, to: number, round: number) =>
  support(line, from - 4 * round, from - round) + support(line, to + round, to + 4 * round)

const judge = ([top, bottom]: Pair, [left, right]: Pair, corner: Corners, frame: Frame): Shape | undefined => {
  const tl = corner(top, left)
  const tr = corner(top, right)
  const br = corner(bottom, right)
  const bl = corner(bottom, left)
  const wide = (distance(tl, tr) + distance(bl, br)) / 2
  const high = (distance(tl, bl) + distance(tr, br)) / 2
  const long = Math.max(wide, high)
  // Perspective changes the proportions by up to 8 %. With a larger difference it is another shape.
  const away = Math.abs(Math.log(long / Math.min(wide, high) / cardAspect))
  if (away > 0.13 || long < Math.max(frame.width, frame.height) * 0.2) return undefined
  const round = long * 0.05
  const ends = [
    [top, tl[0], tr[0]],
    [bottom, bl[0], br[0]],
    [left, tl[1], bl[1]],
    [right, tr[1], br[1]],
  ] as const
  const sides = ends.map(([line, from, to]) => along(line, from, to, round))
  const weakest = Math.min(...sides)
  if (weakest < 0.4) return undefined
  const outside = sum(ends.map(([line, from, to]) => beyond(line, from, to, round)))
  const size = (wide * high) / (frame.width * frame.height)
  const clear = sum(sides) / 4 + weakest / 2 - outside / 16 - away * 2
  return { quad: wide >= high ? [tl, tr, br, bl] : [bl, tl, tr, br], clear, score: clear + Math.min(0.5, size) / 2 }
}

/**
 * The crossings of all lying with all standing lines, computed once, because every pair of one meets every pair of the
 * other.
 */
const cornersOf = (
  lying: readonly LineCandidate[],
  standing: readonly LineCandidate[],
  { width, height }: Frame,
): Corners => {
  const all = new Map(
    lying.map((row) => [row, new Map(standing.map((column) => [column, crossing(row, column, width, height)]))]),
  )
  return (row, column) => all.get(row)?.get(column) ?? crossing(row, column, width, height)
}

const pairs = (lines: readonly LineCandidate[], apart: number): Pair[] => {
  const sorted = [...lines].sort((a, b) => a.at - b.at)
  return sorted.flatMap((first, i) =>
    sorted.slice(i + 1).flatMap((second): Pair[] => (second.at - first.at >= apart ? [[first, second]] : [])),
  )
}

/**
 * Whether one side of a card is outside the picture: two parallel sides run out of the picture and a third joins them,
 * and the two are shorter than those of a whole card.
 */
const isCutOff = (lying: readonly Pair[], standing: readonly Pair[], frame: Frame): boolean => {
  const runsOut = (pair: Pair, joint: LineCandidate, across: number, length: number, long: boolean) => {
    const [from, to] = [pair[0].at, pair[1].at]
    const gap = to - from
    const whole = long ? gap * cardAspect : gap / cardAspect
    const least = 0.62
    const open = (start: number, end: number, outside: [number, number]) =>
      end - start > whole * 0.3 &&
      end - start < whole * 1.03 &&
      pair.every((line) => support(line, start + gap * 0.08, end) > least && support(line, ...outside) < 0.3)
    const round = gap * 0.08
    if (gap < across * 0.25 || support(joint, from + round, to - round) < least) return false
    return (
      open(joint.at, length, [joint.at - 4 * round, joint.at - round]) ||
      open(0, joint.at, [joint.at + round, joint.at + 4 * round])
    )
  }
  const joints = (all: readonly Pair[]) => [...new Set(all.flat())]
  const { width, height } = frame
  return [true, false].some(
    (long) =>
      lying.some((pair) => joints(standing).some((joint) => runsOut(pair, joint, height, width, long))) ||
      standing.some((pair) => joints(lying).some((joint) => runsOut(pair, joint, width, height, long))),
  )
}

/** All shapes in the small picture that may be a card, the best first. `cutOff`: a card may run out of the picture. */
export const cardShapes = (small: Pixels, lines = 14): { shapes: Shape[]; cutOff: boolean } => {
  const steps = colourGradients(small)
  const least = Math.max(small.width, small.height) * 0.11
  const [rows, columns] = [findLines(steps, false, lines), findLines(steps, true, lines)]
  const [lying, standing] = [pairs(rows, least), pairs(columns, least)]
  const corner = cornersOf(rows, columns, small)
  const shapes: Shape[] = []
  for (const row of lying)
    for (const column of standing) {
      const shape = judge(row, column, corner, small)
      if (shape) shapes.push(shape)
    }
  shapes.sort((a, b) => b.score - a.score)
  return { shapes, cutOff: isCutOff(lying, standing, small) }
}
