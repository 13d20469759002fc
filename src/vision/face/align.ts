// Cuts an upright chip of fixed size around any face, as in a network's training: five points, one similarity.
import type { Pixels, Point } from '../pixels.ts'
import { type MeshPoint, meshIndex } from './mesh.ts'
import { addSample } from './sampling.ts'

/** u = a·x − b·y + tx, v = b·x + a·y + ty: rotation, scale and shift, no shear. */
export type Similarity = { a: number; b: number; tx: number; ty: number }

/** Side (px) of dlib's chip. */
export const chipSize = 150
/** Padding on every side, as a fraction of the template's side: dlib's `get_face_chip_details(det, 150, 0.25)`. */
const padding = 0.25
/** dlib's mean five-point face (image_transforms/interpolation.h), in the order of `meshIndex.five`. */
const template: readonly Point[] = [
  [0.8595674595992, 0.2134981538014],
  [0.6460604764104, 0.2289674387677],
  [0.1205750620789, 0.2137274526848],
  [0.3340850613712, 0.2290642403242],
  [0.4901123135679, 0.6277975316475],
]

/**
 * How a chip is cut. `zoom` > 1 shows less around the face. `turn` is in radians, `dx` a fraction of the chip's side.
 */
export type ChipView = { zoom: number; turn: number; dx: number }
export const plainChipView: ChipView = { zoom: 1, turn: 0, dx: 0 }

/** Where the five points belong in a chip of `size` pixels, in the order of `meshIndex.five`. */
export const chipPoints = (size: number, { zoom, turn, dx }: ChipView = plainChipView): readonly Point[] =>
  template.map(([tx, ty]): Point => {
    const [x, y] = [tx, ty].map((part) => (zoom * (part - 0.5)) / (2 * padding + 1))
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
    return [(0.5 + dx + x * cos - y * sin) * size, (0.5 + x * sin + y * cos) * size]
  })

/** The least-squares similarity that maps `from` to `to` (Umeyama 1991 in two dimensions, without mirroring). */
export const similarity = (from: readonly Point[], to: readonly Point[]): Similarity => {
  const mean = (points: readonly Point[], axis: 0 | 1) => points.reduce((sum, p) => sum + p[axis], 0) / points.length
  const [fx, fy, gx, gy] = [mean(from, 0), mean(from, 1), mean(to, 0), mean(to, 1)]
  let [along, across, spread] = [0, 0, 0]
  from.forEach(([px, py], i) => {
    const [x, y, u, v] = [px - fx, py - fy, to[i][0] - gx, to[i][1] - gy]
    along += x * u + y * v
    across += x * v - y * u
    spread += x * x + y * y
  })
  const [a, b] = [along / spread, across / spread]
  return { a, b, tx: gx - a * fx + b * fy, ty: gy - b * fx - a * fy }
}

/** dlib's chip of the face with this mesh. */
export const alignFace = (picture: Pixels, mesh: readonly MeshPoint[], size = chipSize, view = plainChipView): Pixels =>
  cutChip(
    picture,
    meshIndex.five.map((i): Point => [mesh[i][0], mesh[i][1]]),
    chipPoints(size, view),
    size,
  )

/**
 * A square of `size` px in which the picture's `points` are at `places`. Large faces are averaged, so that nothing
 * aliases.
 */
export const cutChip = (picture: Pixels, points: readonly Point[], places: readonly Point[], size: number): Pixels => {
  const back = similarity(places, points)
  const taps = Math.min(4, Math.max(1, Math.round(Math.hypot(back.a, back.b))))
  const data = new Uint8ClampedArray(size * size * 4)
  const sum = new Float64Array(3)
  for (let v = 0, to = 0; v < size; v++)
    for (let u = 0; u < size; u++, to += 4) {
      sum[0] = sum[1] = sum[2] = 0
      for (let j = 0; j < taps; j++)
        for (let i = 0; i < taps; i++) {
          const x = u + (i + 0.5) / taps - 0.5
          const y = v + (j + 0.5) / taps - 0.5
          addSample(picture, back.a * x - back.b * y + back.tx, back.b * x + back.a * y + back.ty, sum)
        }
      data[to] = sum[0] / (taps * taps)
      data[to + 1] = sum[1] / (taps * taps)
      data[to + 2] = sum[2] / (taps * taps)
      data[to + 3] = 255
    }
  return { width: size, height: size, data }
}

/** The mirror image of a picture. The network describes both, and the two descriptors are averaged. */
export const mirrored = ({ width, height, data }: Pixels): Pixels => {
  const out = new Uint8ClampedArray(data.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4
      const to = (y * width + (width - 1 - x)) * 4
      for (let c = 0; c < 4; c++) out[to + c] = data[from + c]
    }
  return { width, height, data: out }
}
