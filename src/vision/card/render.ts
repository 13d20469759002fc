// Renders the engines' input from the photo: one clean line of print at the size that the engine reads best.
import { warp, warpGrey } from '../homography.ts'
import type { Grey, Pixels, Quad } from '../pixels.ts'
import { flattenGrey } from './flatten.ts'
import { type InkLine, inkLinesOf } from './ink.ts'
import type { FieldPlace } from './layout.ts'
import type { ReadKind, Recogniser } from './recogniser.ts'
import { cardAspect } from './shape.ts'

/**
 * Widths of the whole card in pixels at which its print is read. Thai print is read at a smaller size, because its
 * marks fall apart at the size that suits Latin letters. Readings at several sizes have different misreadings. `shown`:
 * for people.
 */
export const cardWidths = {
  thai: [900, 1150],
  other: [1300, 1000],
  names: [1300, 1000],
  doubtedNames: [1300, 1000, 1150],
  shown: 1200,
} as const

/**
 * Height of a letter's body, in pixels, at which our own net reads a line; the second is for a name that the first does
 * not settle. Both are a little less than in the net's training, because `letter` in the layout is a little more than
 * in print.
 */
export const netLetters = [13.3, 14] as const
/**
 * The height for lines of figures only, in pixels: at 12 to 13 the net reads them worse, at 14.5 to 18 all (tuning
 * photos).
 */
export const netFigures = 16
/** Width of the whole card in pixels at which the net reads a place. */
export const netWidth = (place: FieldPlace, letter: number = netLetters[0]): number => letter / place.letter

/** A card in its photo: in colours for people, in grey for the engines. */
export type CardPhoto = { photo: Pixels; grey: Grey; quad: Quad }

const sizeOf = ([x0, x1, y0, y1]: FieldPlace['box'], cardWidth: number): [number, number] => [
  Math.round((x1 - x0) * cardWidth),
  Math.round(((y1 - y0) * cardWidth) / cardAspect),
]

/** Cuts a piece of the card out of the photo. `cardWidth`: the width that the whole card would have, in pixels. */
export const cutPlace = (photo: Pixels, quad: Quad, box: FieldPlace['box'], cardWidth: number): Pixels =>
  warp(photo, quad, box, ...sizeOf(box, cardWidth))

export type LineReadings = { lines: string[]; cut: boolean }

/**
 * Reads the lines of print in one place of the card at one size, top to bottom. Without ink there are no lines.
 * @param kind `thaiLine` for our own net, at a `netWidth`
 */
export const readPlace = async (
  { grey, quad }: CardPhoto,
  place: FieldPlace,
  cardWidth: number,
  recognise: Recogniser,
  kind: ReadKind = place.kind,
): Promise<LineReadings> => {
  let lines: InkLine[] = []
  const draw = () => {
    const letter = place.letter * cardWidth
    const piece = warpGrey(grey, quad, place.box, ...sizeOf(place.box, cardWidth))
    const flat = flattenGrey(piece, Math.round(letter * 0.8))
    const all = inkLinesOf(flat, letter, place.labelled, place.labelEnd && (place.labelEnd - place.box[0]) * cardWidth)
    // Specks and the card's border can look like a line too, but print has the most ink.
    const most = [...all].sort((a, b) => b.ink - a.ink).slice(0, place.rows ?? 1)
    lines = all.filter((line) => most.includes(line))
    return lines.map(({ picture }) => picture)
  }
  const recognised = await recognise(draw, kind)
  return { lines: recognised.map(({ text }) => text), cut: lines.some((line) => line.cut) }
}

/**
 * Reads one place at several sizes. `texts` has one entry for each size, which is empty if no ink was found.
 * @param first the reading at the first size, if it is already done or running
 */
export const readSizes = async (
  sheet: CardPhoto,
  place: FieldPlace,
  widths: readonly number[],
  recognise: Recogniser,
  first?: LineReadings | Promise<LineReadings>,
): Promise<{ texts: string[]; cut: boolean }> => {
  const at = (width: number, i: number) => (i === 0 && first) || readPlace(sheet, place, width, recognise)
  const reads = await Promise.all(widths.map(at))
  return { texts: reads.map(({ lines }) => lines.join(' ')), cut: reads.some((read) => read.cut) }
}
