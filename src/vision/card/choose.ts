// Which of many shapes is the card, where edges alone do not tell: every side of each is looked for in the picture itself.
import type { Pixels, Point, Quad } from '../pixels.ts'
import { samePaper, unevenness } from './rim.ts'
import { cardAspect, type Shape } from './shape.ts'
import { type FittedSide, quadOf, type SnappedQuad, snapSide, widthOf } from './snap.ts'

export type ScoredShape = Shape & SnappedQuad
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

/**
 * `score` has on top of `clear` what the size is worth: the portrait is a sharper rectangle than its card on cloth. Of a
 * shape of which only some sides have been looked for: the most that it can still come to.
 */
const rank = ({ clear, score }: Shape, confidence: readonly number[]) =>
  (sum(confidence) + 4 - confidence.length) / 4 + Math.min(1, ...confidence) / 2 + clear * 0.2 + (score - clear) * 2.5

const rankOf = (shape: ScoredShape) => rank(shape, shape.confidence)

/** So far beside its lines, as a share of its width, a card's edges are looked for; where that fails, further away. */
const reach = 0.035
const far = 0.085
/** Above the first a side is not looked for further away. Four sides of a large shape above the second: no other is looked at. */
const holds = 0.85
const settled = 0.93
/** A line of the cloth must be that much surer than an edge that was found already. */
const clearly = 0.1
/** A card's own edge comes to 200 where a barcode lies beside it, a shadow's to 90 and more: so the new edge must be better. */
const suspicious = 75
const better = 0.4
/** Corners apart by less than this share of the width: the same edges are found from either. */
const alike = 0.025
/** On checked cloth hundreds of shapes are seen; each costs a millisecond. */
const mostShapes = 120
/** Of so many the weak sides are looked for further away. */
const widenedShapes = 3

const round = ([x, y]: Point) => `${Math.round(x / 3)},${Math.round(y / 3)}`

/** Outside lies to the left of a side's walk. */
const isOutside = ({ through: [x, y] }: FittedSide, { through, along }: FittedSide) =>
  (x - through[0]) * along[1] - (y - through[1]) * along[0] > 0

/** Sides looked for so far: many shapes have them in common. */
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

/** Weak sides, and those that may be a shadow's, looked for further away, one after the other. */
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
    // What spoke for the print inside speaks for the card around it.
    const moved = best.with(i, goesOn ? { ...side, confidence: Math.max(side.confidence, best[i].confidence) } : side)
    const corners = quadOf(moved)
    const wasShadow =
      uneven > suspicious && unevenness(photo, corners[i], corners[(i + 1) % 4], width) < uneven * better
    if ((goesOn || wasShadow || side.confidence >= best[i].confidence + clearly) && isCardLike(corners)) best = moved
  }
  return { ...shape, quad: quadOf(best), confidence: best.map(({ confidence }) => confidence) }
}

/** Without those that looking for the sides of a better one finds as well. */
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

/** The likeliest of the shapes, with its corners where the picture has them. @param photo in whose pixels the shapes are */
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
    // No side more is looked for than it takes to know that others are likelier.
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
