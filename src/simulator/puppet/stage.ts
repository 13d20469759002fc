// Places a still face in a camera frame: at arm's length, in the middle, on a plain background.
import { addSample } from '../../vision/face/sampling.ts'
import type { Pixels } from '../../vision/pixels.ts'

/** The face's width as a fraction of the frame's shorter side. */
const faceWidth = 0.45
/** Pixels of the still over which its border fades into the background. */
const feather = 8

const meanBorder = ({ width, height, data }: Pixels): number[] => {
  const sum = [0, 0, 0]
  const add = (x: number, y: number) => {
    for (let c = 0; c < 3; c++) sum[c] += data[(y * width + x) * 4 + c]
  }
  for (let x = 0; x < width; x++) [0, height - 1].forEach((y) => void add(x, y))
  for (let y = 0; y < height; y++) [0, width - 1].forEach((x) => void add(x, y))
  return sum.map((value) => value / (2 * (width + height)))
}

/**
 * Returns a frame of `size` with the still's face centred. `span`: the face's centre and width in pixels of the still.
 */
export const stage = (
  still: Pixels,
  span: { x: number; y: number; width: number },
  size: { width: number; height: number },
): Pixels => {
  const { width, height } = size
  const step = span.width / (faceWidth * Math.min(width, height))
  const ground = meanBorder(still)
  const data = new Uint8ClampedArray(width * height * 4)
  const sum = new Float64Array(3)
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0; x < width; x++, to += 4) {
      const [u, v] = [span.x + (x - width / 2) * step, span.y + (y - height / 2) * step]
      const inside = Math.min(u, v, still.width - 1 - u, still.height - 1 - v)
      const share = Math.min(1, Math.max(0, inside / feather))
      sum.fill(0)
      if (share > 0) addSample(still, u, v, sum)
      for (let c = 0; c < 3; c++) data[to + c] = sum[c] * share + ground[c] * (1 - share)
      data[to + 3] = 255
    }
  return { width, height, data }
}
