// One line of Thai print in the six forms that it is read in: the slips of the engine differ, the print does not.
import { warp } from '../homography.ts'
import { fromGrey, type Grey, type Pixels, type Quad } from '../pixels.ts'
import { boxBlur, flattenGrey } from './flatten.ts'
import type { Place } from './layout.ts'
import { linesOf } from './print.ts'
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

const lineAt = (photo: Pixels, quad: Quad, place: Place, cardWidth: number, narrow = 1) => {
  const [x0, x1, y0, y1] = place.box
  const wide = Math.round((x1 - x0) * cardWidth * narrow)
  const high = Math.round(((y1 - y0) * cardWidth) / cardAspect)
  const letter = place.letter * cardWidth
  const lines = linesOf(flattenGrey(warp(photo, quad, place.box, wide, high), Math.round(letter * 0.8)), letter)
  return lines.sort((a, b) => b.ink - a.ink).at(0)
}

/**
 * Up to three pictures of the line at three sizes, and three more for a line about which those disagree; `cut`: ink runs
 * into the edge in one of the first. No ink: none.
 */
export const renderings = (
  photo: Pixels,
  quad: Quad,
  place: Place,
): { first: Pixels[]; more: () => Pixels[]; cut: boolean } => {
  const usual = lineAt(photo, quad, place, widths.usual)
  const others = [widths.large, widths.small].map((width) => lineAt(photo, quad, place, width))
  const lines = [usual, ...others].filter((line) => line !== undefined)
  const more = () => {
    const narrow = lineAt(photo, quad, place, widths.usual, 0.93)
    const forms = usual ? [gamma(usual.picture, 1.6), sharpened(usual.picture)] : []
    return [...(narrow ? [narrow.picture] : []), ...forms].map(fromGrey)
  }
  return { first: lines.map(({ picture }) => fromGrey(picture)), more, cut: lines.some((line) => line.cut) }
}
