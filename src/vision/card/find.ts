// Finds the four corners of the card in a photo, or says why there is not exactly one whole card.
import { err, ok, type Result } from '../../core/result.ts'
import { type Pixels, type Point, type Quad, shrink } from '../pixels.ts'
import { chooseShape } from './choose.ts'
import { isPlainAround } from './ground.ts'
import { cardShapes, distance, type Shape } from './shape.ts'
import { quadOf, type SnappedQuad, snapAll } from './snap.ts'
import { turned } from './turned.ts'

const bounds = (quad: Quad) => {
  const xs = quad.map(([x]) => x)
  const ys = quad.map(([, y]) => y)
  return { x0: Math.min(...xs), x1: Math.max(...xs), y0: Math.min(...ys), y1: Math.max(...ys) }
}

/** Whether `other` is a second card: apart from the first, of about the same size and about as clear. */
const isSecond = (first: Shape, other: Shape) => {
  const a = bounds(first.quad)
  const b = bounds(other.quad)
  const common = Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0)
  const shared = Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0)
  const apart = common < (a.x1 - a.x0) * 0.08 || shared < (a.y1 - a.y0) * 0.08
  const ratio = distance(other.quad[0], other.quad[1]) / distance(first.quad[0], first.quad[1])
  return apart && ratio > 0.75 && ratio < 1.33 && other.score > first.score - 0.45
}

/**
 * A shape at least this clear is a card. Measured: whole cards on a plain table have 1.38 to 1.5, shapes inside a card
 * that runs out of the picture have up to 1.16.
 */
const surely = 1.25
/**
 * A shape less clear than `plainly` is a card only if its sides are found in the photo. Below `perhaps` no shape is a
 * card.
 */
const plainly = 0.9
const perhaps = 0.7

/** A quad multiplied by `by`: corners found at one picture size, in the pixels of another. */
export const scaleQuad = (quad: Quad, by: number): Quad =>
  quad.map(([x, y]): Point => [x * by, y * by]) as unknown as Quad

/** Longer side, in pixels, of the picture in which lines are searched for. */
const searchSize = 320
/** Longer side, in pixels, of the picture in which the sides of each shape are searched for. */
const weighSize = 640
/** How far from those sides the edges are searched for in the photo itself, as a share of the card's width. */
const fine = 0.006

type CardNotFound = 'no_card' | 'cut_off' | 'both_sides'

/**
 * The card's four corners in pixels of the photo. The card may lie or stand, turned by at most 12°, or by any angle if
 * `anyAngle`, which takes up to five times as long. Top-left is the
 * left end of one long side; side.ts decides by content which of the two long sides is the card's top. If no card is
 * found, the search is repeated in the middle of the photo, where a small card has fewer other lines around it.
 */
export const findCard = (photo: Pixels, anyAngle = false): Result<Quad, CardNotFound> => {
  const found = findUpright(photo)
  // A card that runs out of the picture crosses its border. On a plain border the shape was something else.
  const missed = !found.ok && (found.reason === 'no_card' || (found.reason === 'cut_off' && isPlainAround(photo)))
  if (!missed) return found
  return (anyAngle ? findTurned(photo) : undefined) ?? err('no_card')
}

/** The search by ± 12° covers every angle from these. */
const turns = [-22, 22, -44, 44]

const findTurned = (photo: Pixels): Result<Quad, CardNotFound> | undefined => {
  const small = shrink(photo, weighSize)
  for (const degrees of turns) {
    const { picture, back } = turned(small, degrees)
    const found = findIn(picture)
    if (!found.ok) continue
    const rough = scaleQuad(found.value.map(back) as unknown as Quad, photo.width / small.width)
    return ok(quadOf(snapAll(photo, rough, fine)))
  }
  return undefined
}

const findUpright = (photo: Pixels): Result<Quad, CardNotFound> => {
  const found = findIn(photo)
  if (found.ok || found.reason !== 'no_card') return found
  const middle = middleOf(photo)
  const again = findIn(middle)
  // A card that runs out of the middle does not run out of the photo.
  if (!again.ok) return err(again.reason === 'both_sides' ? 'both_sides' : 'no_card')
  return ok(moved(again.value, (photo.width - middle.width) >> 1, (photo.height - middle.height) >> 1))
}

const moved = (quad: Quad, dx: number, dy: number): Quad =>
  quad.map(([x, y]): Point => [x + dx, y + dy]) as unknown as Quad

const middleOf = (photo: Pixels): Pixels => {
  const [width, height] = [Math.round(photo.width * 0.6), Math.round(photo.height * 0.6)]
  const [x0, y0] = [(photo.width - width) >> 1, (photo.height - height) >> 1]
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++) {
    const from = ((y + y0) * photo.width + x0) * 4
    data.set(photo.data.subarray(from, from + width * 4), y * width * 4)
  }
  return { width, height, data }
}

const findIn = (photo: Pixels): Result<Quad, CardNotFound> => {
  const middle = shrink(photo, weighSize)
  const small = shrink(middle, searchSize)
  const { shapes, cutOff } = cardShapes(small)
  const [best] = shapes
  if (!best || best.clear < perhaps) return err(cutOff ? 'cut_off' : 'no_card')
  const sure = best.clear >= surely
  if ((sure || (!cutOff && best.clear >= plainly)) && shapes.some((other) => isSecond(best, other)))
    return err('both_sides')
  const weakest = ({ confidence }: SnappedQuad) => Math.min(...confidence)
  const sized = (by: number) => (shape: Shape) => ({ ...shape, quad: scaleQuad(shape.quad, by) })
  // On printed cloth the card's sides are broken, and parts of its print look clearer. Then the photo itself decides.
  const weighed = chooseShape(middle, shapes.map(sized(middle.width / small.width)))
  const found = { ...weighed, quad: quadOf(snapAll(photo, scaleQuad(weighed.quad, photo.width / middle.width), fine)) }
  // Cloth has lines that look like a card running out of the picture. If a card does run out, only parts of it look
  // whole.
  const large = distance(found.quad[0], found.quad[1]) > Math.max(photo.width, photo.height) / 2
  const doubted = cutOff || found.clear < plainly
  const holds = doubted ? large && weakest(weighed) >= 0.6 : weakest(weighed) >= 0.25
  if (!sure && !holds) return err(cutOff ? 'cut_off' : 'no_card')
  const { quad } = found
  const slack = photo.width * 0.01
  const { x0, x1, y0, y1 } = bounds(quad)
  const whole = x0 > -slack && y0 > -slack && x1 < photo.width + slack && y1 < photo.height + slack
  return whole ? ok(quad) : err('cut_off')
}
