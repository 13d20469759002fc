// One line of Thai print in the six forms that it is read in: the slips of the engine differ, the print does not.
import { warpGrey } from '../homography.ts'
import type { Grey } from '../pixels.ts'
import { boxBlur, flattenGrey } from './flatten.ts'
import type { Place } from './layout.ts'
import { linesOf, type PrintLine } from './print.ts'
import type { Sheet } from './render.ts'
import { cardAspect } from './shape.ts'

/** Card widths in pixels; at the middle one also darker, narrower and sharper. Twelve add nothing (measured). */
const widths = { small: 700, usual: 900, large: 1150 } as const

const gamma = ({ width, height, data }: Grey, power: number): Grey => ({
  width,
  height,
  data: data.map((value) => 255 * (value / 255) ** power),
})

/** Unsharp mask: the picture and as much again of what it has over its own blur. */
const sharpened = (picture: Grey): Grey => {
  const soft = boxBlur(picture, 1)
  return { ...picture, data: picture.data.map((value, i) => value + 0.8 * (value - soft.data[i])) }
}

const lineAt = ({ grey, quad }: Sheet, place: Place, cardWidth: number, narrow = 1) => {
  const [x0, x1, y0, y1] = place.box
  const wide = Math.round((x1 - x0) * cardWidth * narrow)
  const high = Math.round(((y1 - y0) * cardWidth) / cardAspect)
  const letter = place.letter * cardWidth
  const lines = linesOf(flattenGrey(warpGrey(grey, quad, place.box, wide, high), Math.round(letter * 0.8)), letter)
  return lines.sort((a, b) => b.ink - a.ink).at(0)
}

/** One form of the line, drawn when it is asked for; nothing where there is no ink. */
export type Form = () => PrintLine | undefined

/** The line at three sizes, which mostly settle it, and in three more forms for a line about which those disagree. */
export const renderings = (sheet: Sheet, place: Place): { first: Form[]; more: Form[] } => {
  const usual = lineAt(sheet, place, widths.usual)
  const changed = (change: (picture: Grey) => Grey) => () => usual && { ...usual, picture: change(usual.picture) }
  return {
    first: [() => usual, () => lineAt(sheet, place, widths.large), () => lineAt(sheet, place, widths.small)],
    more: [
      () => lineAt(sheet, place, widths.usual, 0.93),
      changed((picture) => gamma(picture, 1.6)),
      changed(sharpened),
    ],
  }
}
