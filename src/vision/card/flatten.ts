// Turns a piece of a card into black print on even white by dividing by its background: guilloche, shadow, soft glare.
import type { Grey } from '../pixels.ts'

/**
 * Writes to `to` one value for each position of a line, from its neighbours. The line has `reach` extra positions at
 * both ends. The two filters are named constants: JavaScript engines discard the compiled code of functions that are
 * created anew for each picture (decision 078).
 */
type Along = (line: Uint8ClampedArray, to: Uint8ClampedArray, reach: number, spare: Uint8ClampedArray) => void

const turned = ({ width, height, data }: Grey): Grey => {
  const to = new Uint8ClampedArray(data.length)
  for (let y = 0, i = 0; y < height; y++) for (let x = 0; x < width; x++, i++) to[x * height + y] = data[i]
  return { width: height, height: width, data: to }
}

/** Applies a filter to each row. `ends`: the positions beyond a row repeat its first and last pixel, or are black. */
const alongRows = ({ width, height, data }: Grey, reach: number, ends: 'repeated' | 'black', along: Along): Grey => {
  const to = new Uint8ClampedArray(data.length)
  const line = new Uint8ClampedArray(width + 2 * reach)
  const spare = new Uint8ClampedArray(2 * line.length)
  for (let from = 0; from < data.length; from += width) {
    line.set(data.subarray(from, from + width), reach)
    if (ends === 'repeated') line.fill(data[from], 0, reach).fill(data[from + width - 1], reach + width)
    along(line, to.subarray(from, from + width), reach, spare)
  }
  return { width, height, data: to }
}

/**
 * The largest value within `reach` of every position (van Herk 1992). It keeps running maxima from both ends of blocks
 * as long as the window, so that any window, however large, needs only two of them.
 */
const brightestAlong: Along = (line, to, reach, spare) => {
  const size = 2 * reach + 1
  const { length } = line
  for (let i = 0, most = 0; i < length; i++) {
    if (i % size === 0 || line[i] > most) most = line[i]
    spare[i] = most
  }
  for (let i = length - 1, most = 0; i >= 0; i--) {
    if (i % size === size - 1 || line[i] > most) most = line[i]
    spare[length + i] = most
  }
  for (let i = 0; i < to.length; i++) {
    const behind = spare[length + i]
    const ahead = spare[i + 2 * reach]
    to[i] = behind > ahead ? behind : ahead
  }
}

const meanAlong: Along = (line, to, reach) => {
  const size = 2 * reach + 1
  let sum = 0
  for (let i = 0; i < size; i++) sum += line[i]
  for (let i = 0; i < to.length; i++) {
    to[i] = sum / size
    sum += line[i + size] - line[i]
  }
}

/** The largest value in a square of side 2·reach + 1 around every pixel, computed along rows and then columns. */
export const brightest = (picture: Grey, reach: number): Grey => {
  const rows = turned(alongRows(picture, reach, 'black', brightestAlong))
  return turned(alongRows(rows, reach, 'black', brightestAlong))
}

/**
 * The mean over a square of side 2·reach + 1 around every pixel, by running sums. Beyond the border its pixels repeat.
 */
export const boxBlur = (picture: Grey, reach: number): Grey => {
  const rows = turned(alongRows(picture, reach, 'repeated', meanAlong))
  return turned(alongRows(rows, reach, 'repeated', meanAlong))
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
 * The picture at half the width and height, by means of 2 × 2 pixels. A last odd row or column is paired with itself.
 */
const halved = ({ width, height, data }: Grey): Grey => {
  const half = { width: (width + 1) >> 1, height: (height + 1) >> 1 }
  const to = new Uint8ClampedArray(half.width * half.height)
  for (let y = 0, i = 0; y < half.height; y++) {
    const row = 2 * y * width
    const next = 2 * y + 1 < height ? row + width : row
    for (let x = 0; x < half.width; x++, i++) {
      const left = 2 * x
      const right = left + 1 < width ? left + 1 : left
      to[i] = (data[row + left] + data[row + right] + data[next + left] + data[next + right] + 2) >> 2
    }
  }
  return { ...half, data: to }
}

/**
 * The grey divided by its local background and stretched so that paper is 255 and the darkest print 0. The background
 * is smooth, so it is computed at half the size.
 * @param reach in pixels, a little more than the width of a stroke and less than the height of a line
 */
export const flattenGrey = (grey: Grey, reach: number): Grey => {
  const { width, height, data } = grey
  const halfReach = Math.round(reach / 2)
  const paper = boxBlur(brightest(halved(grey), halfReach), halfReach)
  const flat = new Uint8ClampedArray(data.length)
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0, row = (y >> 1) * paper.width; x < width; x++, i++)
      flat[i] = (255 * data[i]) / Math.max(1, paper.data[row + (x >> 1)])
  const white = quantile(flat, 0.6)
  // Print is at least a fifth darker than paper. The limit keeps noise on empty paper from being stretched into
  // letters.
  const black = Math.min(white * 0.75, quantile(flat, 0.01))
  for (let i = 0; i < flat.length; i++) flat[i] = (255 * (flat[i] - black)) / (white - black)
  return { width, height, data: flat }
}
