// Pictures as plain numbers, the same on the phone, in the examiner and in tests: RGBA like ImageData, and grey.

export type Pixels = { width: number; height: number; data: Uint8ClampedArray }
/** One byte a pixel, 0 black to 255 white. */
export type Grey = { width: number; height: number; data: Uint8ClampedArray }
export type Point = readonly [x: number, y: number]
/** Top-left, top-right, bottom-right, bottom-left of the CARD (not of the photo), in pixels of the photo. */
export type Quad = readonly [Point, Point, Point, Point]

export const blankPixels = (width: number, height: number): Pixels => ({
  width,
  height,
  data: new Uint8ClampedArray(width * height * 4).fill(255),
})

/** Luma after ITU-R BT.601, the weights that JPEG uses. */
export const toGrey = ({ width, height, data }: Pixels): Grey => {
  const grey = new Uint8ClampedArray(width * height)
  for (let i = 0, j = 0; i < grey.length; i++, j += 4)
    grey[i] = 0.299 * data[j] + 0.587 * data[j + 1] + 0.114 * data[j + 2]
  return { width, height, data: grey }
}

export const fromGrey = ({ width, height, data }: Grey): Pixels => {
  const rgba = new Uint8ClampedArray(width * height * 4)
  for (let i = 0, j = 0; i < data.length; i++, j += 4) {
    rgba[j] = rgba[j + 1] = rgba[j + 2] = data[i]
    rgba[j + 3] = 255
  }
  return { width, height, data: rgba }
}

/** Area-averaged copy whose longer side is at most `longest` pixels; pictures that are small already come back as they are. */
export const shrink = (picture: Pixels, longest: number): Pixels => {
  const scale = Math.max(picture.width, picture.height) / longest
  if (scale <= 1) return picture
  const width = Math.max(1, Math.round(picture.width / scale))
  const height = Math.max(1, Math.round(picture.height / scale))
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0, to = 0; y < height; y++) {
    const y0 = Math.floor((y * picture.height) / height)
    const y1 = Math.max(y0 + 1, Math.floor(((y + 1) * picture.height) / height))
    for (let x = 0; x < width; x++, to += 4) {
      const x0 = Math.floor((x * picture.width) / width)
      const x1 = Math.max(x0 + 1, Math.floor(((x + 1) * picture.width) / width))
      let r = 0
      let g = 0
      let b = 0
      for (let v = y0; v < y1; v++) {
        for (let from = (v * picture.width + x0) * 4, u = x0; u < x1; u++, from += 4) {
          r += picture.data[from]
          g += picture.data[from + 1]
          b += picture.data[from + 2]
        }
      }
      const count = (y1 - y0) * (x1 - x0)
      data[to] = r / count
      data[to + 1] = g / count
      data[to + 2] = b / count
      data[to + 3] = 255
    }
  }
  return { width, height, data }
}
