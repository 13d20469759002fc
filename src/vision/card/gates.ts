// Is the picture of the card good enough to read? Sharpness, glare and edge density, measured on the rectified card.
import type { Box } from '../homography.ts'
import { type Grey, type Pixels, toGrey } from '../pixels.ts'

const halved = ({ width, height, data }: Grey): Grey => {
  const w = width >> 1
  const h = height >> 1
  const half = new Uint8ClampedArray(w * h)
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const i = 2 * y * width + 2 * x
      half[y * w + x] = (data[i] + data[i + 1] + data[i + width] + data[i + width + 1]) / 4
    }
  return { width: w, height: h, data: half }
}

/** Variance of the 4-neighbour Laplacian on half-size grey within `box`; the scale is that of a card 800 px wide. */
export const sharpness = (card: Pixels, box: Box = [0, 1, 0, 1]): number => {
  const { width, height, data } = halved(toGrey(card))
  let n = 0
  let sum = 0
  let squares = 0
  for (let y = Math.max(1, Math.floor(box[2] * height)); y < Math.min(height - 1, box[3] * height); y++)
    for (let x = Math.max(1, Math.floor(box[0] * width)); x < Math.min(width - 1, box[1] * width); x++) {
      const i = y * width + x
      const laplacian = 4 * data[i] - data[i - 1] - data[i + 1] - data[i - width] - data[i + width]
      n++
      sum += laplacian
      squares += laplacian * laplacian
    }
  return n === 0 ? 0 : squares / n - (sum / n) ** 2
}

/** Share of the pixels in `box` where the grey jumps by more than 40 to the next one: print is dense, paper empty. */
export const edgeDensity = (card: Pixels, box: Box): number => {
  const { width, height, data } = halved(toGrey(card))
  let n = 0
  let edges = 0
  for (let y = Math.floor(box[2] * height); y < Math.min(height - 1, box[3] * height); y++)
    for (let x = Math.floor(box[0] * width); x < Math.min(width - 1, box[1] * width); x++) {
      const i = y * width + x
      n++
      if (Math.abs(data[i + 1] - data[i]) + Math.abs(data[i + width] - data[i]) > 40) edges++
    }
  return n === 0 ? 0 : edges / n
}

/** Share of the pixels in `box` that are burnt out: every channel at the end of the sensor's range. */
export const glare = ({ width, height, data }: Pixels, box: Box): number => {
  let n = 0
  let burnt = 0
  for (let y = Math.floor(box[2] * height); y < Math.min(height, box[3] * height); y++)
    for (let x = Math.floor(box[0] * width); x < Math.min(width, box[1] * width); x++) {
      const i = (y * width + x) * 4
      n++
      if (data[i] >= 250 && data[i + 1] >= 250 && data[i + 2] >= 250) burnt++
    }
  return n === 0 ? 0 : burnt / n
}
