// Cuts a card out of one photo and places it in another in code: turned, smaller, blurred, twice, under a lamp.
import { project, squareToQuad, warp } from '../../../src/vision/homography.ts'
import type { Pixels, Point, Quad } from '../../../src/vision/pixels.ts'

type Ground = (x: number, y: number) => readonly [number, number, number]
export const greyTable: Ground = (x, y) => {
  const value = 150 + ((x * 7 + y * 13) % 5)
  return [value, value - 2, value - 6]
}

export const blankPhoto = (width: number, height: number, ground: Ground = greyTable): Pixels => {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0, i = 0; y < height; y++) for (let x = 0; x < width; x++, i += 4) data.set([...ground(x, y), 255], i)
  return { width, height, data }
}

/** The corners of a card whose long side is `length`, turned clockwise by `degrees` around `centre`. */
export const placed = (centre: Point, length: number, degrees: number): Quad => {
  const angle = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const half: Point[] = [
    [-0.5, -0.3153],
    [0.5, -0.3153],
    [0.5, 0.3153],
    [-0.5, 0.3153],
  ]
  return half.map(
    ([x, y]): Point => [centre[0] + length * (x * cos - y * sin), centre[1] + length * (x * sin + y * cos)],
  ) as unknown as Quad
}

const flats = new WeakMap<Pixels, Pixels>()

/** Paints the card (cut from its photo by its corners) onto another photo. */
export const paste = (photo: Pixels, card: { photo: Pixels; quad: Quad }, at: Quad): void => {
  const flat = flats.get(card.photo) ?? warp(card.photo, card.quad, [0, 1, 0, 1], 1500, 946)
  flats.set(card.photo, flat)
  const m = squareToQuad(at)
  // The map back from photo to card: the adjugate of the 3×3 matrix.
  const [a, b, c, d, e, f, g, h] = m
  const inverse = [
    e - f * h,
    c * h - b,
    b * f - c * e,
    f * g - d,
    a - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ]
  const corners = [project(m, 0, 0), project(m, 1, 0), project(m, 1, 1), project(m, 0, 1)]
  const range = (axis: 0 | 1, most: number) => [
    Math.max(0, Math.floor(Math.min(...corners.map((p) => p[axis])))),
    Math.min(most, Math.ceil(Math.max(...corners.map((p) => p[axis])))),
  ]
  const [x0, x1] = range(0, photo.width)
  const [y0, y1] = range(1, photo.height)
  for (let y = y0; y < y1; y++)
    for (let x = x0; x < x1; x++) {
      const w = inverse[6] * (x + 0.5) + inverse[7] * (y + 0.5) + inverse[8]
      const u = (inverse[0] * (x + 0.5) + inverse[1] * (y + 0.5) + inverse[2]) / w
      const v = (inverse[3] * (x + 0.5) + inverse[4] * (y + 0.5) + inverse[5]) / w
      if (u < 0 || u >= 1 || v < 0 || v >= 1) continue
      const from = (Math.floor(v * flat.height) * flat.width + Math.floor(u * flat.width)) * 4
      photo.data.set(flat.data.subarray(from, from + 4), (y * photo.width + x) * 4)
    }
}

/** Adds a burnt-out spot with a soft rim. */
export const lamp = (photo: Pixels, centre: Point, radius: number): void => {
  for (let y = 0, i = 0; y < photo.height; y++)
    for (let x = 0; x < photo.width; x++, i += 4) {
      const light = 400 * Math.max(0, 1 - Math.hypot(x - centre[0], y - centre[1]) / radius)
      for (let c = 0; c < 3; c++) photo.data[i + c] += light
    }
}

/** The photo out of focus: three means over a square of side 2·reach + 1, which is nearly a Gaussian. */
export const blurred = (photo: Pixels, reach: number): Pixels => {
  const { width, height } = photo
  const run = (from: Uint8ClampedArray, across: boolean) => {
    const to = new Uint8ClampedArray(from.length)
    const [lines, length, stepLine, step] = across ? [height, width, width * 4, 4] : [width, height, 4, width * 4]
    for (let line = 0; line < lines; line++)
      for (let c = 0; c < 4; c++) {
        const at = (i: number) => from[line * stepLine + Math.min(length - 1, Math.max(0, i)) * step + c]
        let sum = 0
        for (let i = -reach; i <= reach; i++) sum += at(i)
        for (let i = 0; i < length; i++) {
          to[line * stepLine + i * step + c] = sum / (2 * reach + 1)
          sum += at(i + reach + 1) - at(i - reach)
        }
      }
    return to
  }
  let data = photo.data
  for (let pass = 0; pass < 3; pass++) data = run(run(data, true), false)
  return { width, height, data }
}
