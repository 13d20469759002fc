// Samples a picture between its pixels, and enlarges small pictures.
import type { Pixels } from '../pixels.ts'

/**
 * Adds the bilinear sample at (x, y), in px from the first pixel's middle, to `sum` (R, G, B). Outside, the edge is
 * repeated.
 */
export const addSample = ({ width, height, data }: Pixels, x: number, y: number, sum: Float64Array): void => {
  const cx = Math.min(Math.max(x, 0), width - 1)
  const cy = Math.min(Math.max(y, 0), height - 1)
  const x0 = Math.min(Math.floor(cx), Math.max(0, width - 2))
  const y0 = Math.min(Math.floor(cy), Math.max(0, height - 2))
  const fx = cx - x0
  const fy = cy - y0
  const a = (y0 * width + x0) * 4
  const b = width > 1 ? a + 4 : a
  const down = height > 1 ? width * 4 : 0
  const c = a + down
  const d = b + down
  const wa = (1 - fx) * (1 - fy)
  const wb = fx * (1 - fy)
  const wc = (1 - fx) * fy
  const wd = fx * fy
  // Written out for speed: one recheck runs this half a million times.
  sum[0] += data[a] * wa + data[b] * wb + data[c] * wc + data[d] * wd
  sum[1] += data[a + 1] * wa + data[b + 1] * wb + data[c + 1] * wc + data[d + 1] * wd
  sum[2] += data[a + 2] * wa + data[b + 2] * wb + data[c + 2] * wc + data[d + 2] * wd
}

/** A bilinear copy at least `width` px wide. A picture that is wide enough is returned unchanged. */
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
