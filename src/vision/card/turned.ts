// Turns a picture around its middle, so that a search for lying and standing lines finds a card that lies askew.
import type { Pixels, Point } from '../pixels.ts'

/**
 * The picture turned by `degrees`, in a frame that holds all of it; `back` leads a point of it to the original. Beyond
 * the original its border is repeated, because an edge there would look like a card's.
 */
export const turned = (photo: Pixels, degrees: number): { picture: Pixels; back: (point: Point) => Point } => {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  const width = Math.ceil(photo.width * Math.abs(cos) + photo.height * Math.abs(sin))
  const height = Math.ceil(photo.width * Math.abs(sin) + photo.height * Math.abs(cos))
  const back = ([x, y]: Point): Point => {
    const [dx, dy] = [x - width / 2, y - height / 2]
    return [dx * cos - dy * sin + photo.width / 2, dx * sin + dy * cos + photo.height / 2]
  }
  const from = new Uint32Array(photo.data.buffer, photo.data.byteOffset, photo.width * photo.height)
  const to = new Uint32Array(width * height)
  for (let y = 0, i = 0; y < height; y++) {
    let [u, v] = back([0.5, y + 0.5])
    for (let x = 0; x < width; x++, i++, u += cos, v += sin) {
      const column = Math.min(photo.width - 1, Math.max(0, Math.floor(u)))
      const row = Math.min(photo.height - 1, Math.max(0, Math.floor(v)))
      to[i] = from[row * photo.width + column]
    }
  }
  return { picture: { width, height, data: new Uint8ClampedArray(to.buffer) }, back }
}
