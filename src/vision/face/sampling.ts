// Reading a picture between its pixels, and making small ones larger.
import type { Pixels } from '../pixels.ts'

/** Adds the bilinear sample at (x, y), px from the first pixel's middle, to `sum` (R, G, B); outside, the edge is repeated. */
export const addSample = ({ width, height, data }: Pixels, x: number, y: number, sum: Float64Array): void => {
  const cx = Math.min(Math.max(x, 0), width - 1)
  const cy = Math.min(Math.max(y, 0), height - 1)
  const x0 = Math.min(Math.floor(cx), Math.max(0, width - 2))
  const y0 = Math.min(Math.floor(cy), Math.max(0, height - 2))
  const right = width > 1 ? 4 : 0
  const down = height > 1 ? width * 4 : 0
  const [fx, fy] = [cx - x0, cy - y0]
  const at = (y0 * width + x0) * 4
  for (let c = 0; c < 3; c++) {
    const top = data[at + c] * (1 - fx) + data[at + right + c] * fx
    const bottom = data[at + down + c] * (1 - fx) + data[at + down + right + c] * fx
    sum[c] += top * (1 - fy) + bottom * fy
  }
}

/** Bilinear copy at least `width` px wide; pictures that are wide enough come back as they are. */
export const enlarge = (picture: Pixels, width: number): Pixels => {
  if (picture.width >= width) return picture
  const height = Math.round((picture.height * width) / picture.width)
  const data = new Uint8ClampedArray(width * height * 4)
  const sum = new Float64Array(3)
  for (let v = 0, to = 0; v < height; v++)
    for (let u = 0; u < width; u++, to += 4) {
      sum.fill(0)
      addSample(picture, ((u + 0.5) * picture.width) / width - 0.5, ((v + 0.5) * picture.height) / height - 0.5, sum)
      for (let c = 0; c < 3; c++) data[to + c] = sum[c]
      data[to + 3] = 255
    }
  return { width, height, data }
}
