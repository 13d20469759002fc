// Turns a photograph into the portrait of a printed card: cropped, small, slightly blurred, paler, compressed as JPEG.

import { jpegOf } from '../../src/examiner/encode.ts'
import { decodePicture } from '../../src/examiner/pictures.ts'
import { crop } from '../../src/vision/face/crop.ts'
import { faceSpan, type MeshPoint } from '../../src/vision/face/mesh.ts'
import { enlarge } from '../../src/vision/face/sampling.ts'
import { type Pixels, shrink } from '../../src/vision/pixels.ts'

export const degrees = { card220: [220, 280], card110: [110, 140] } as const
export type Degree = keyof typeof degrees

/** Blur (sigma in px), contrast about middle grey, then brightness, and JPEG quality (per cent). */
const [softness, contrast, brightness, quality] = [0.6, 0.85, 1.08, 80]

const blur = ({ width, height, data }: Pixels): Pixels => {
  const side = Math.exp(-1 / (2 * softness ** 2))
  const weights = [side, 1, side].map((weight) => weight / (1 + 2 * side))
  const pass = (from: Uint8ClampedArray, dx: number, dy: number) => {
    const out = new Uint8ClampedArray(from)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (let c = 0; c < 3; c++) {
          let sum = 0
          for (let k = -1; k <= 1; k++) {
            const [u, v] = [Math.min(Math.max(x + k * dx, 0), width - 1), Math.min(Math.max(y + k * dy, 0), height - 1)]
            sum += weights[k + 1] * from[(v * width + u) * 4 + c]
          }
          out[(y * width + x) * 4 + c] = sum
        }
    return out
  }
  return { width, height, data: pass(pass(data, 1, 0), 0, 1) }
}

/** Cuts a portrait twice as wide as the face, as on a card. Where the photograph ends, its edge is repeated. */
export const printedPortrait = async (photo: Pixels, mesh: readonly MeshPoint[], degree: Degree): Promise<Pixels> => {
  const [width, height] = degrees[degree]
  const face = faceSpan(mesh)
  const wide = face.width * 1.9
  const high = (wide * height) / width
  const cut = crop(photo, { x: face.x - wide / 2, y: face.y - high * 0.47, width: wide, height: high })
  const small = crop(enlarge(shrink(cut, height), width), { x: 0, y: 0, width, height })
  const soft = blur(small)
  for (let i = 0; i < soft.data.length; i++)
    if (i % 4 !== 3) soft.data[i] = ((soft.data[i] - 128) * contrast + 128) * brightness
  const decoded = await decodePicture(await jpegOf(soft, quality))
  if (!decoded.ok) throw new Error('a JPEG of our own that does not decode')
  return decoded.value
}
