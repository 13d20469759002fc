// Measures light and sharpness on the face itself, not on the background: is the picture good enough to keep?
import { type Pixels, toGrey } from '../pixels.ts'
import { crop } from './crop.ts'
import { faceSpan, type MeshPoint } from './mesh.ts'

/** Side (px) to which a face is scaled before its sharpness is measured, so that near and far faces compare. */
const side = 96

/** Mean luma, 0..255, of the whole picture, from every eighth pixel of every eighth row. */
export const frameLuma = ({ width, height, data }: Pixels): number => {
  let [sum, count] = [0, 0]
  for (let y = 0; y < height; y += 8)
    for (let x = 0; x < width; x += 8, count++) {
      const at = (y * width + x) * 4
      sum += 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2]
    }
  return sum / count
}

/** The middle of the face in grey, scaled to `side` × `side` pixels. */
const faceGrey = (picture: Pixels, mesh: readonly MeshPoint[]) => {
  const { x, y, width } = faceSpan(mesh)
  const wide = Math.max(2, width * 0.8)
  const face = toGrey(crop(picture, { x: x - wide / 2, y: y - wide / 2, width: wide, height: wide }))
  const out = new Float32Array(side * side)
  const step = face.width / side
  for (let v = 0; v < side; v++)
    for (let u = 0; u < side; u++) {
      const [x0, y0] = [Math.floor(u * step), Math.floor(v * step)]
      const [x1, y1] = [Math.max(x0 + 1, Math.floor((u + 1) * step)), Math.max(y0 + 1, Math.floor((v + 1) * step))]
      let sum = 0
      for (let b = y0; b < y1; b++) for (let a = x0; a < x1; a++) sum += face.data[b * face.width + a]
      out[v * side + u] = sum / ((x1 - x0) * (y1 - y0))
    }
  return out
}

/**
 * `luma`: the mean of the face, 0..255. `sharpness`: the spread of the Laplacian over the spread of the face's greys,
 * so that dim light and flat skin do not count as blur. It is about .2 and more in focus, and below .08 if blurred by
 * movement.
 */
export const faceQuality = (picture: Pixels, mesh: readonly MeshPoint[]): { luma: number; sharpness: number } => {
  const grey = faceGrey(picture, mesh)
  const luma = grey.reduce((sum, value) => sum + value, 0) / grey.length
  let [spread, edges] = [0, 0]
  for (let y = 1; y < side - 1; y++)
    for (let x = 1; x < side - 1; x++) {
      const at = y * side + x
      spread += (grey[at] - luma) ** 2
      edges += (4 * grey[at] - grey[at - 1] - grey[at + 1] - grey[at - side] - grey[at + side]) ** 2
    }
  return { luma, sharpness: spread === 0 ? 0 : Math.sqrt(edges / spread) }
}
