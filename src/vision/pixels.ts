// Pictures as plain numbers, in RGBA like ImageData or in grey, for the phone, the examiner and the tests.

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

/** The luma of a picture (ITU-R BT.601, the weights of JPEG). */
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

/**
 * An area-averaged copy whose longer side is at most `longest` pixels. A picture that is small enough is returned
 * unchanged.
 */
export const shrink = (picture: Pixels, longest: number): Pixels => {
  const { width: wide, height: high, data: from } = picture
  const scale = Math.max(wide, high) / longest
  if (scale <= 1) return picture
  const width = Math.max(1, Math.round(wide / scale))
  const height = Math.max(1, Math.round(high / scale))
  // Every source pixel belongs to exactly one pixel of the copy. They are read in the order of memory, row by row.
  const starts = Int32Array.from({ length: width + 1 }, (_, x) => 4 * Math.floor((x * wide) / width))
  const sums = new Uint32Array(width * 3)
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0, to = 0; y < height; y++) {
    const first = Math.floor((y * high) / height)
    const end = Math.floor(((y + 1) * high) / height)
    sums.fill(0)
    for (let v = first; v < end; v++)
      for (let x = 0, i = v * wide * 4, row = i, s = 0; x < width; x++, s += 3) {
        let r = 0
        let g = 0
        let b = 0
        for (const next = row + starts[x + 1]; i < next; i += 4) {
          r += from[i]
          g += from[i + 1]
          b += from[i + 2]
        }
        sums[s] += r
        sums[s + 1] += g
        sums[s + 2] += b
      }
    for (let x = 0, s = 0; x < width; x++, s += 3, to += 4) {
      const count = ((end - first) * (starts[x + 1] - starts[x])) / 4
      data[to] = sums[s] / count
      data[to + 1] = sums[s + 1] / count
      data[to + 2] = sums[s + 2] / count
      data[to + 3] = 255
    }
  }
  return { width, height, data }
}
