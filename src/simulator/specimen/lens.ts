// Adds a photo's defects by arithmetic on pixels: defocus, a lamp's reflection, sensor noise.
import type { Pixels, Point } from '../../vision/pixels.ts'
import { seededRandom } from './table.ts'

const blurLine = (
  from: Uint8ClampedArray,
  to: Uint8ClampedArray,
  start: number,
  step: number,
  length: number,
  radius: number,
) => {
  const width = 2 * radius + 1
  for (let c = 0; c < 3; c++) {
    let sum = 0
    for (let i = -radius; i <= radius; i++) sum += from[start + Math.min(length - 1, Math.max(0, i)) * step + c]
    for (let i = 0; i < length; i++) {
      to[start + i * step + c] = sum / width
      sum +=
        from[start + Math.min(length - 1, i + radius + 1) * step + c] - from[start + Math.max(0, i - radius) * step + c]
    }
  }
}

/** Defocuses by about `radius` pixels: two box blurs in each direction, close to a Gaussian. */
export const defocus = ({ width, height, data }: Pixels, radius: number): Pixels => {
  const whole = Math.round(radius)
  if (whole < 1) return { width, height, data }
  let from = data.slice()
  let to = data.slice()
  for (let pass = 0; pass < 2; pass++) {
    for (let y = 0; y < height; y++) blurLine(from, to, y * width * 4, 4, width, whole)
    ;[from, to] = [to, from]
    for (let x = 0; x < width; x++) blurLine(from, to, x * 4, width * 4, height, whole)
    ;[from, to] = [to, from]
  }
  return { width, height, data: from }
}

/** Adds a lamp's reflection: white at `centre`, fading to nothing at `radius` pixels. Changes the picture in place. */
export const reflect = ({ width, height, data }: Pixels, [cx, cy]: Point, radius: number): void => {
  for (let y = Math.max(0, Math.floor(cy - radius)); y < Math.min(height, cy + radius); y++) {
    for (let x = Math.max(0, Math.floor(cx - radius)); x < Math.min(width, cx + radius); x++) {
      const d = Math.hypot(x - cx, (y - cy) * 1.4) / radius
      if (d >= 1) continue
      const white = Math.min(1, 1.6 * (1 - d) ** 1.2)
      const i = (y * width + x) * 4
      for (let c = 0; c < 3; c++) data[i + c] += (255 - data[i + c]) * white
    }
  }
}

/** Adds sensor noise of ± `strength` levels. Changes the picture in place. */
export const addGrain = ({ data }: Pixels, strength: number, seed: number): void => {
  const random = seededRandom(seed)
  for (let i = 0; i < data.length; i += 4) {
    const noise = (random() + random() - 1) * strength
    data[i] += noise
    data[i + 1] += noise
    data[i + 2] += noise
  }
}
