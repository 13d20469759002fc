// Chooses the card among many shapes where edges alone cannot: it searches the picture for every side of each shape.
import type { Pixels, Point, Quad } from '../pixels.ts'
import { samePaper, unevenness } from './rim.ts'
import { cardAspect, type Shape } from './shape.ts'
import { type FittedSide, quadOf, type SnappedQuad, snapSide, widthOf } from './snap.ts'

export type ScoredShape = Shape & SnappedQuad
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

/**
 * The rank of a shape. `score` adds the size to `clear`, because on cloth the portrait is a sharper rectangle than its
 * card. If only some sides have been searched for, it is the highest rank that the shape can still reach.
 */
const rank = ({ clear, score }: Shape, confidence: readonly number[]) =>
  (sum(confidence) + 4 - confidence.length) / 4 + Math.min(1, ...confidence) / 2 + clear * 0.2 + (score - clear) * 2.5

const rankOf = (shape: ScoredShape) => rank(shape, shape.confidence)

/**
 * How far from its lines the card's edges are searched for, as shares of its width: `far` if the first search fails.
 */
const reach = 0.035
const far = 0.085
/** A side with at least this confidence is not searched for further away. */
const holds = 0.85
/** If all four sides of a large shape have at least this confidence, no other shape is examined. */
const settled = 0.93
/** A line of the cloth replaces an edge that was already found only if its confidence is higher by this much. */
const clearly = 0.1
/**
 * A side with more unevenness than this may be a shadow's edge. The card's own edge reaches 200 where a barcode is
 * beside it, a shadow's edge 90 and more. The new edge must therefore have less than `better` times the unevenness of
 * the old one.
 */
const suspicious = 75
const better = 0.4
/** Two shapes whose corners differ by less than this share of the width lead to the same edges. */
const alike = 0.025
/** On checked cloth there are hundreds of shapes; each takes a millisecond. */
const mostShapes = 120
/** For this number of the best shapes, the weak sides are searched for further away. */
const widenedShapes = 3

const round = ([x, y]: Point) => `${Math.round(x / 3)},${Math.round(y / 3)}`

/** Outside is to the left of a side's direction. */
const isOutside = ({ through: [x, y] }: FittedSide, { through, along }: FittedSide) =>
  (x - through[0]) * along[1] - (y - through[1]) * along[0] > 0

/** A search for sides that keeps its results, because many shapes share a side. */
const finderIn = (photo: Pixels) => {
  const sides = new Map<string, FittedSide>()
  return (from: Point, to: Point, width: number): FittedSide => {
    const key = `${round(from)} ${round(to)}`
    const pixels = Math.round(width * reach)
    const side = sides.get(key) ?? snapSide(photo, from, to, pixels, width)
    sides.set(key, side)
    return side
  }
}

const isCardLike = (quad: Quad) => {
  const [a, b, c, d] = quad
  const wide = widthOf([a, b, c, d]) + widthOf([d, c, b, a])
  const high = widthOf([b, c, d, a]) + widthOf([d, a, b, c])
  return Math.abs(Math.log(wide / high / cardAspect)) < 0.1
}

/** Searches further away for weak sides and for sides that may be a shadow's, one after the other. */
const widened = (photo: Pixels, shape: ScoredShape, sides: readonly FittedSide[]): ScoredShape => {
  let best = sides
  for (let i = 0; i < 4; i++) {
    const quad = quadOf(best)
    const width = widthOf(quad)
    const uneven = unevenness(photo, quad[i], quad[(i + 1) % 4], width)
    if (best[i].confidence >= holds && uneven <= suspicious) continue
    const pixels = Math.round(width * far)
    const side = snapSide(photo, quad[i], quad[(i + 1) % 4], pixels, width)
    const [before, after] = [best[i].rim, side.rim]
    const goesOn = before && after && samePaper(before, after) && isOutside(side, best[i])
    // The confidence in the inner line of print also counts for the card's edge around it.
    const moved = best.with(i, goesOn ? { ...side, confidence: Math.max(side.confidence, best[i].confidence) } : side)
    const corners = quadOf(moved)
    const wasShadow =
      uneven > suspicious && unevenness(photo, corners[i], corners[(i + 1) % 4], width) < uneven * better
    if ((goesOn || wasShadow || side.confidence >= best[i].confidence + clearly) && isCardLike(corners)) best = moved
  }
  return { ...shape, quad: quadOf(best), confidence: best.map(({ confidence }) => confidence) }
}

/** Removes shapes whose sides the search from a better shape finds as well. */
const distinct = (shapes: readonly Shape[]): Shape[] => {
  const kept: Shape[] = []
  for (const shape of shapes) {
    const near = widthOf(shape.quad) * alike
    const same = ({ quad }: Shape) =>
      quad.every(([x, y], i) => Math.hypot(x - shape.quad[i][0], y - shape.quad[i][1]) < near)
    if (!kept.some(same)) kept.push(shape)
    if (kept.length === mostShapes) break
  }
  return kept
}

/**
 * The likeliest of the shapes, with its corners moved to the edges in the picture.
 * @param photo the picture in whose pixels the shapes are
 */
export const chooseShape = (photo: Pixels, shapes: readonly Shape[]): ScoredShape => {
  const find = finderIn(photo)
  let likeliest: { shape: ScoredShape; sides: FittedSide[] }[] = []
  const least = () =>
    likeliest.length < widenedShapes ? Number.NEGATIVE_INFINITY : rankOf(likeliest[widenedShapes - 1].shape)
  for (const shape of distinct(shapes)) {
    const { quad } = shape
    const width = widthOf(quad)
    const sides: FittedSide[] = []
    const confidence: number[] = []
    // The search ends as soon as the shape can no longer be among the likeliest.
    for (let i = 0; i < 4 && rank(shape, confidence) >= least(); i++) {
      sides.push(find(quad[i], quad[(i + 1) % 4], width))
      confidence.push(sides[i].confidence)
    }
    if (sides.length < 4) continue
    likeliest = [...likeliest, { shape: { ...shape, quad: quadOf(sides), confidence }, sides }]
      .sort((a, b) => rankOf(b.shape) - rankOf(a.shape))
      .slice(0, widenedShapes)
    const large = width > Math.max(photo.width, photo.height) / 2
    if (large && Math.min(...confidence) >= settled) break
  }
  const best = likeliest.map(({ shape, sides }) => widened(photo, shape, sides))
  return best.sort((a, b) => rankOf(b) - rankOf(a))[0]
}
