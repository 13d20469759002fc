// Cuts a box out of a picture, and finds the box of a portrait. Outside the picture the edge pixel is repeated.
import type { Pixels } from '../pixels.ts'
import { faceSpan, type MeshPoint } from './mesh.ts'

export type PixelBox = { x: number; y: number; width: number; height: number }

/** The part of `picture` in `box` (px, rounded). The box may reach beyond the border. */
export const crop = (picture: Pixels, box: PixelBox): Pixels => {
  const [left, top, width, height] = [box.x, box.y, box.width, box.height].map(Math.round)
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0, to = 0; y < height; y++) {
    const row = Math.min(Math.max(top + y, 0), picture.height - 1) * picture.width
    for (let x = 0; x < width; x++, to += 4) {
      const from = (row + Math.min(Math.max(left + x, 0), picture.width - 1)) * 4
      data[to] = picture.data[from]
      data[to + 1] = picture.data[from + 1]
      data[to + 2] = picture.data[from + 2]
      data[to + 3] = picture.data[from + 3]
    }
  }
  return { width, height, data }
}

/**
 * The box of head and shoulders, 4:5, within the picture: twice as wide as the face, whose middle is at 47 % of the
 * height.
 */
export const portraitBox = (picture: Pixels, mesh: readonly MeshPoint[]): PixelBox => {
  const face = faceSpan(mesh)
  const width = Math.min(face.width * 2, picture.width, picture.height * 0.8)
  const height = width * 1.25
  const within = (at: number, size: number, limit: number) => Math.min(Math.max(at, 0), limit - size)
  return {
    x: within(face.x - width / 2, width, picture.width),
    y: within(face.y - height * 0.47, height, picture.height),
    width,
    height,
  }
}
