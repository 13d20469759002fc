// Measures whether the card's picture is good enough to read: sharpness, glare and edge density, at 400 px width.
import type { CardBox } from '../homography.ts'
import { type Pixels, toGrey } from '../pixels.ts'

/** Variance of the 4-neighbour Laplacian of the grey within `box`. */
export const sharpness = (card: Pixels, box: CardBox = [0, 1, 0, 1]): number => {
  const { width, height, data } = toGrey(card)
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

/**
 * The share of the pixels in `box` where the grey changes by more than 40 to the next pixel: high on print, 0 on paper.
 */
export const edgeDensity = (card: Pixels, box: CardBox): number => {
  const { width, height, data } = toGrey(card)
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

/** The share of the pixels in `box` that are burnt out: every channel is at the end of the sensor's range. */
export const glare = ({ width, height, data }: Pixels, box: CardBox): number => {
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
