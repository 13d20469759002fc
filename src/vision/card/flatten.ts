// Turns a piece of a card into black print on even white: guilloche, shadow and soft glare are divided away.
import { type Grey, type Pixels, toGrey } from '../pixels.ts'

type Lines = { count: number; length: number; apart: number; step: number }

/**
 * Largest value `reach` to both sides of every place (van Herk 1992): maxima of blocks as long as the window, carried on
 * from both ends, so that any window is two of them, however large.
 */
const brightestAlong = (from: Uint8ClampedArray, { count, length, apart, step }: Lines, reach: number) => {
  const size = 2 * reach + 1
  // Black on both sides, so that the first and the last window are like all others.
  const line = new Uint8ClampedArray(length + 2 * reach)
  const [ahead, behind] = [line.slice(), line.slice()]
  const to = new Uint8ClampedArray(from.length)
  for (let at = 0; at < count * apart; at += apart) {
    for (let i = 0; i < length; i++) line[i + reach] = from[at + i * step]
    for (let i = 0, most = 0; i < line.length; i++) {
      if (i % size === 0 || line[i] > most) most = line[i]
      ahead[i] = most
    }
    for (let i = line.length - 1, most = 0; i >= 0; i--) {
      if (i % size === size - 1 || line[i] > most) most = line[i]
      behind[i] = most
    }
    for (let i = 0; i < length; i++) to[at + i * step] = Math.max(behind[i], ahead[i + 2 * reach])
  }
  return to
}

/** Largest value of a square of side 2·reach + 1: along rows, then columns. */
export const brightest = ({ width, height, data }: Grey, reach: number): Grey => {
  const rows = brightestAlong(data, { count: height, length: width, apart: width, step: 1 }, reach)
  const both = brightestAlong(rows, { count: width, length: height, apart: 1, step: width }, reach)
  return { width, height, data: both }
}

/** Mean over a square of side 2·reach + 1, borders repeated, by running sums. */
export const boxBlur = ({ width, height, data }: Grey, reach: number): Grey => {
  const pass = (from: Uint8ClampedArray, lines: number, length: number, lineStep: number, step: number) => {
    const to = new Uint8ClampedArray(from.length)
    const size = 2 * reach + 1
    for (let line = 0; line < lines; line++) {
      const at = (i: number) => from[line * lineStep + Math.min(length - 1, Math.max(0, i)) * step]
      let sum = 0
      for (let i = -reach; i <= reach; i++) sum += at(i)
      for (let i = 0; i < length; i++) {
        to[line * lineStep + i * step] = sum / size
        sum += at(i + reach + 1) - at(i - reach)
      }
    }
    return to
  }
  const rows = pass(data, height, width, width, 1)
  return { width, height, data: pass(rows, width, height, 1, width) }
}

/** The value below which `share` of the pixels lie. */
const quantile = (data: Uint8ClampedArray, share: number) => {
  const histogram = new Uint32Array(256)
  for (const value of data) histogram[value]++
  let value = 0
  for (let seen = histogram[0]; seen < data.length * share && value < 255; ) seen += histogram[++value]
  return value
}

/**
 * Grey over its local background, stretched so that paper is 255 and the darkest print 0.
 * @param reach in pixels, a little more than a stroke is wide and less than a line is high
 */
export const flattenGrey = (picture: Pixels, reach: number): Grey => {
  const grey = toGrey(picture)
  const paper = boxBlur(brightest(boxBlur(grey, 1), reach), reach)
  const flat = new Uint8ClampedArray(grey.data.length)
  for (let i = 0; i < flat.length; i++) flat[i] = (255 * grey.data[i]) / Math.max(1, paper.data[i])
  const white = quantile(flat, 0.6)
  // Print is at least a fifth darker than paper; without print the noise must not be stretched into letters.
  const black = Math.min(white * 0.75, quantile(flat, 0.01))
  for (let i = 0; i < flat.length; i++) flat[i] = (255 * (flat[i] - black)) / (white - black)
  return { width: grey.width, height: grey.height, data: flat }
}
