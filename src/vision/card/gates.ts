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
 * The share of the pixels in `box` where the grey changes by more than `least` to the next pixel: high on print, 0 on paper.
 */
export const edgeDensity = (card: Pixels, box: CardBox, least = 40): number => {
  const { width, height, data } = toGrey(card)
  let n = 0
  let edges = 0
  for (let y = Math.floor(box[2] * height); y < Math.min(height - 1, box[3] * height); y++)
    for (let x = Math.floor(box[0] * width); x < Math.min(width - 1, box[1] * width); x++) {
      const i = y * width + x
      n++
      if (Math.abs(data[i + 1] - data[i]) + Math.abs(data[i + width] - data[i]) > least) edges++
    }
  return n === 0 ? 0 : edges / n
}

/** Below this mean grey (0 to 255) a card is too noisy to read. Cards in a shadow have 100. */
export const darkest = 60

/** Mean grey of the card, 0 to 255. */
export const lightOf = (card: Pixels): number => {
  const { data } = toGrey(card)
  return data.reduce((sum, value) => sum + value, 0) / data.length
}

/**
 * Whether the card has no colours of its own. The light may tint a copy, but evenly. Measured, as the mean difference of
 * a pixel's shares of red and blue from those of the card: cards .04 to .06, even at night; grey copies below .005.
 * @param back a back may be blank and is pale blue all over: then only a copy that is not blue is told
 */
export const isGreyCopy = ({ data }: Pixels, back = false): boolean => {
  const share = (i: number, channel: number) => data[i + channel] / (data[i] + data[i + 1] + data[i + 2] + 1)
  const n = data.length / 4
  let [red, blue, away] = [0, 0, 0]
  for (let i = 0; i < data.length; i += 4) {
    red += share(i, 0) / n
    blue += share(i, 2) / n
  }
  for (let i = 0; i < data.length; i += 4) away += Math.abs(share(i, 0) - red) + Math.abs(share(i, 2) - blue)
  return away / n < 0.012 && !(back && blue > red * 1.08)
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
