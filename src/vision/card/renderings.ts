// Renders one line of Thai print at several sizes and for both engines, because misreadings differ between them.
import { warpGrey } from '../homography.ts'
import { flattenGrey } from './flatten.ts'
import type { InkLine } from './ink.ts'
import type { FieldPlace } from './layout.ts'
import type { EngineName } from './name-choice.ts'
import { nameLineOf } from './name-line.ts'
import { type CardPhoto, netLetters, netWidth } from './render.ts'
import { cardAspect } from './shape.ts'

/** Card widths in pixels for tesseract. */
const widths = { usual: 900, large: 1150, small: 700 } as const

const lineAt = ({ grey, quad }: CardPhoto, place: FieldPlace, cardWidth: number) => {
  const [x0, x1, y0, y1] = place.box
  const wide = Math.round((x1 - x0) * cardWidth)
  const high = Math.round(((y1 - y0) * cardWidth) / cardAspect)
  const letter = place.letter * cardWidth
  const flat = flattenGrey(warpGrey(grey, quad, place.box, wide, high), Math.round(letter * 0.8))
  return nameLineOf(flat, letter, ((place.labelEnd ?? x0) - x0) * cardWidth)
}

/**
 * One rendering of the line for one engine. `draw` is called when the engine is ready; undefined if there is no ink.
 */
export type LineRendering = { by: EngineName; draw: () => InkLine | undefined }

/** `first`: one rendering for each engine, which usually is enough. `more`: more sizes for a line that needs them. */
export const renderings = (sheet: CardPhoto, place: FieldPlace): { first: LineRendering[]; more: LineRendering[] } => {
  const rendering = (by: EngineName, width: number): LineRendering => ({ by, draw: () => lineAt(sheet, place, width) })
  return {
    first: [rendering('tesseract', widths.usual), rendering('net', netWidth(place, netLetters[0]))],
    more: [
      rendering('net', netWidth(place, netLetters[1])),
      rendering('tesseract', widths.large),
      rendering('tesseract', widths.small),
    ],
  }
}
