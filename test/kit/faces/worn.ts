// Draws what people wear, or what years do, on a photograph. Everything here is synthetic: no real pair of such pictures is at hand.
import { crop } from '../../../src/vision/face/crop.ts'
import { faceSpan, type MeshPoint } from '../../../src/vision/face/mesh.ts'
import { enlarge } from '../../../src/vision/face/sampling.ts'
import { type Pixels, shrink } from '../../../src/vision/pixels.ts'

export type Wearing = (photo: Pixels, mesh: readonly MeshPoint[]) => Pixels
type Paint = readonly [red: number, green: number, blue: number]

/** Each pixel as `paint` says, or as it was where that is undefined. */
const painted = (photo: Pixels, paint: (x: number, y: number) => Paint | undefined): Pixels => {
  const data = new Uint8ClampedArray(photo.data)
  for (let y = 0; y < photo.height; y++)
    for (let x = 0; x < photo.width; x++) {
      const colour = paint(x, y)
      if (colour) data.set(colour, (y * photo.width + x) * 4)
    }
  return { ...photo, data }
}
const middle = (mesh: readonly MeshPoint[], one: number, two: number) => ({
  x: (mesh[one]![0] + mesh[two]![0]) / 2,
  y: (mesh[one]![1] + mesh[two]![1]) / 2,
})

/** Rings about both eyes and a bridge; with `dark`, the glass is filled too. */
const glasses =
  (dark: boolean): Wearing =>
  (photo, mesh) => {
    const [right, left] = [middle(mesh, 33, 133), middle(mesh, 362, 263)]
    const apart = Math.hypot(left.x - right.x, left.y - right.y)
    const [outer, inner] = [apart * 0.4, dark ? 0 : apart * 0.33]
    return painted(photo, (x, y) => {
      const far = Math.min(...[right, left].map((eye) => Math.hypot(x - eye.x, (y - eye.y) * 1.15)))
      const bridge = x > right.x && x < left.x && far >= outer && Math.abs(y - (right.y + left.y) / 2) < apart * 0.03
      return bridge || (far <= outer && far >= inner) ? [24, 20, 18] : undefined
    })
  }

/** Cloth over mouth and chin, or over hair, ears and cheeks. */
const mask: Wearing = (photo, mesh) => {
  const { x: centre, width } = faceSpan(mesh)
  const from = (mesh[4]![1] + mesh[2]![1]) / 2
  return painted(photo, (x, y) => (y > from && Math.abs(x - centre) < width * 0.6 ? [70, 80, 120] : undefined))
}
const headscarf: Wearing = (photo, mesh) => {
  const { x: centre, y: at, width } = faceSpan(mesh)
  const high = Math.abs(mesh[152]![1] - mesh[10]![1])
  return painted(photo, (x, y) =>
    Math.hypot((x - centre) / (width * 0.46), (y - at) / (high * 0.5)) > 1 ? [96, 40, 60] : undefined,
  )
}

/** A faded, small and yellowed print with a broader lower face: what thirty years do to a picture, not to a person. */
const faded: Wearing = (photo, mesh) => {
  const { width } = faceSpan(mesh)
  const small = enlarge(
    shrink(photo, Math.max(40, Math.round((90 * Math.max(photo.width, photo.height)) / width))),
    photo.width,
  )
  const same = crop(small, { x: 0, y: 0, width: photo.width, height: photo.height })
  return painted(same, (x, y) => {
    const i = (y * same.width + x) * 4
    const grey = 0.3 * same.data[i]! + 0.59 * same.data[i + 1]! + 0.11 * same.data[i + 2]!
    const pale = (grey - 128) * 0.55 + 150
    return [pale + 14, pale, pale - 22]
  })
}

/** The same photograph at 45 % beside itself, where there was background: somebody smaller behind. */
export const withBehind = (photo: Pixels, behind: Pixels): Pixels => {
  const other = shrink(behind, Math.round(0.45 * Math.max(photo.width, photo.height)))
  const width = photo.width + other.width
  const data = new Uint8ClampedArray(width * photo.height * 4).fill(255)
  for (let y = 0; y < photo.height; y++) {
    data.set(photo.data.subarray(y * photo.width * 4, (y + 1) * photo.width * 4), y * width * 4)
    if (y < other.height)
      data.set(other.data.subarray(y * other.width * 4, (y + 1) * other.width * 4), (y * width + photo.width) * 4)
  }
  return { width, height: photo.height, data }
}

export const worn: Readonly<Record<string, Wearing>> = {
  glasses: glasses(false),
  'dark glasses': glasses(true),
  'a mask': mask,
  'a headscarf': headscarf,
  'a faded print': faded,
}
