// Turns a piece of a card into black print on even white: guilloche, shadow and soft glare are divided away.
import { fromGrey, type Grey, type Pixels, toGrey } from '../pixels.ts'

/** Sliding maximum along rows, then columns; van Herk would be faster, but crops are small. */
const brightest = ({ width, height, data }: Grey, reach: number): Grey => {
  const rows = new Uint8ClampedArray(data.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let most = 0
      for (let u = Math.max(0, x - reach); u <= Math.min(width - 1, x + reach); u++)
        most = Math.max(most, data[y * width + u])
      rows[y * width + x] = most
    }
  const both = new Uint8ClampedArray(data.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let most = 0
      for (let v = Math.max(0, y - reach); v <= Math.min(height - 1, y + reach); v++)
        most = Math.max(most, rows[v * width + x])
      both[y * width + x] = most
    }
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

export const flatten = (picture: Pixels, reach: number): Pixels => fromGrey(flattenGrey(picture, reach))
