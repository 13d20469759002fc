// One line of Thai print in the forms that it is read in: the slips of the engines differ, the print does not.
import { warpGrey } from '../homography.ts'
import { flattenGrey } from './flatten.ts'
import type { Place } from './layout.ts'
import type { Engine } from './name-choice.ts'
import { linesOf, type PrintLine } from './print.ts'
import { netLetters, netWidth, type Sheet } from './render.ts'
import { cardAspect } from './shape.ts'

/** Card widths in pixels for tesseract. */
const widths = { usual: 900, large: 1150, small: 700 } as const

const lineAt = ({ grey, quad }: Sheet, place: Place, cardWidth: number) => {
  const [x0, x1, y0, y1] = place.box
  const wide = Math.round((x1 - x0) * cardWidth)
  const high = Math.round(((y1 - y0) * cardWidth) / cardAspect)
  const letter = place.letter * cardWidth
  const lines = linesOf(flattenGrey(warpGrey(grey, quad, place.box, wide, high), Math.round(letter * 0.8)), letter)
  return lines.sort((a, b) => b.ink - a.ink).at(0)
}

/** One form of the line for one engine, drawn when it is asked for; nothing where there is no ink. */
export type Form = { by: Engine; draw: () => PrintLine | undefined }

/** For both engines once, which mostly settles it, and for a line that it does not settle at more sizes of each. */
export const renderings = (sheet: Sheet, place: Place): { first: Form[]; more: Form[] } => {
  const form = (by: Engine, width: number): Form => ({ by, draw: () => lineAt(sheet, place, width) })
  return {
    first: [form('tesseract', widths.usual), form('net', netWidth(place, netLetters[0]))],
    more: [
      form('net', netWidth(place, netLetters[1])),
      form('tesseract', widths.large),
      form('tesseract', widths.small),
    ],
  }
}
