// Disturbs a photograph: light from one side, the edge of a shadow, motion blur.
import { addGrain } from '../../src/simulator/specimen/lens.ts'
import type { Pixels, Point, Quad } from '../../src/vision/pixels.ts'

export type Disturbance = {
  /** Share (0 to 1) by which light decreases across the photograph, in the direction of `angle` (radians). */
  falloff?: number
  angle?: number
  /** Share (0 to 1) by which the photograph is darker beyond the edge of a shadow. */
  shadow?: number
  /** Length of the motion blur in px; less than 2 is none. */
  streak?: number
}

/** Changes the photograph in place: first the light, then the motion blur. */
export const disturb = (photo: Pixels, disturbance: Disturbance): void => {
  const { width, height, data } = photo
  const { falloff = 0, angle = 0, shadow = 0, streak = 0 } = disturbance
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i += 4) {
      const far = (((x - width / 2) * cos + (y - height / 2) * sin) / width) * 2
      const light = (1 - falloff * (far + 1) * 0.5) * (far > 0.1 ? 1 - shadow : 1)
      for (let c = 0; c < 3; c++) data[i + c] *= light
    }
  if (streak < 2) return
  const from = data.slice()
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i += 4)
      for (let c = 0; c < 3; c++) {
        let sum = 0
        for (let k = 0; k < streak; k++) {
          const u = Math.min(width - 1, Math.max(0, Math.round(x + k * cos)))
          const v = Math.min(height - 1, Math.max(0, Math.round(y + k * sin)))
          sum += from[(v * width + u) * 4 + c]
        }
        data[i + c] = sum / streak
      }
  addGrain(photo, 4, streak)
}

/** Turns photograph and corners by a quarter clockwise, as a phone held on its side does. */
export const quarterTurn = (photo: Pixels, quad: Quad): { photo: Pixels; quad: Quad } => {
  const { width, height } = photo
  const from = new Uint32Array(photo.data.slice().buffer)
  const to = new Uint32Array(from.length)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) to[x * height + height - 1 - y] = from[y * width + x]
  const data = new Uint8ClampedArray(to.buffer)
  return {
    photo: { width: height, height: width, data },
    quad: quad.map(([x, y]): Point => [height - y, x]) as unknown as Quad,
  }
}
