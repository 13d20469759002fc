// Real sample faces: crops of pictures inside an installed npm package. They are never copied into this project.
import type { Pixels } from '../../vision/pixels.ts'

/** `person`: the same for different photographs of one person. `x`, `y`, `size`: pixels of `file`. */
export type SampleFace = {
  name: string
  person: string
  file: 'facematch' | 'faceid'
  x: number
  y: number
  size: number
}

/**
 * The names are invented; we do not know the people in these pictures. Pairs of `woodland` measured 0.28..0.51 apart
 * (L2), pairs of different people 0.59 and more.
 */
export const sampleFaces: readonly SampleFace[] = [
  { name: 'woodland-1', person: 'woodland', file: 'facematch', x: 3, y: 283, size: 105 },
  { name: 'woodland-2', person: 'woodland', file: 'facematch', x: 854, y: 283, size: 105 },
  { name: 'woodland-3', person: 'woodland', file: 'facematch', x: 1173, y: 283, size: 105 },
  { name: 'woodland-4', person: 'woodland', file: 'facematch', x: 1599, y: 283, size: 105 },
  { name: 'woodland-5', person: 'woodland', file: 'facematch', x: 1812, y: 283, size: 105 },
  { name: 'woodland-6', person: 'woodland', file: 'faceid', x: 14, y: 142, size: 139 },
  { name: 'lotus', person: 'lotus', file: 'facematch', x: 322, y: 507, size: 105 },
  { name: 'orchid', person: 'orchid', file: 'facematch', x: 216, y: 507, size: 105 },
  { name: 'river', person: 'river', file: 'facematch', x: 1599, y: 620, size: 105 },
  { name: 'lantern', person: 'lantern', file: 'facematch', x: 1280, y: 733, size: 105 },
  { name: 'market', person: 'market', file: 'facematch', x: 1812, y: 845, size: 105 },
  { name: 'island', person: 'island', file: 'facematch', x: 429, y: 845, size: 105 },
]

/**
 * The build serves them from the package's folder. The paths are relative, because the package's `exports` omit its
 * pictures.
 */
const pictures = {
  facematch: new URL('../../../node_modules/@vladmandic/human/assets/screenshot-facematch.jpg', import.meta.url),
  faceid: new URL('../../../node_modules/@vladmandic/human/assets/screenshot-faceid.jpg', import.meta.url),
}

/** Returns the pixels of a picture that the browser can draw. */
export const pixelsOf = (
  picture: ImageBitmap,
  x = 0,
  y = 0,
  width = picture.width,
  height = picture.height,
): Pixels => {
  const context = new OffscreenCanvas(width, height).getContext('2d')
  if (!context) throw new Error('no 2d canvas')
  context.drawImage(picture, x, y, width, height, 0, 0, width, height)
  return { width, height, data: context.getImageData(0, 0, width, height).data }
}

/** The rows of a crop that contain captions, as fractions of its height. */
const captions = [
  [0, 0.18],
  [0.85, 1],
] as const
/** Half the window (px) of the median filter that removes thin letters. */
const reach = 5

/** Returns the median of one colour around a pixel. `counts`: scratch space for 256 numbers. */
const medianAround = ({ width, height, data }: Pixels, x: number, y: number, colour: number, counts: Uint16Array) => {
  const [left, right] = [Math.max(0, x - reach), Math.min(width - 1, x + reach)]
  const [top, bottom] = [Math.max(0, y - reach), Math.min(height - 1, y + reach)]
  counts.fill(0)
  for (let v = top; v <= bottom; v++) for (let u = left; u <= right; u++) counts[data[(v * width + u) * 4 + colour]]++
  let below = ((right - left + 1) * (bottom - top + 1)) >> 1
  let value = 0
  while (below >= counts[value]) below -= counts[value++]
  return value
}

/** Removes captions: each pixel of their rows becomes the median around it, and letters are thinner than the window. */
export const withoutCaptions = (picture: Pixels): Pixels => {
  const { width, height, data } = picture
  const out = new Uint8ClampedArray(data)
  const counts = new Uint16Array(256)
  for (const [from, to] of captions)
    for (let y = Math.floor(from * height); y < to * height; y++)
      for (let x = 0; x < width; x++)
        for (let c = 0; c < 3; c++) out[(y * width + x) * 4 + c] = medianAround(picture, x, y, c, counts)
  return { width, height, data: out }
}

/** Returns the crop of one sample face in its original size, without captions. */
export const loadSampleFace = async ({ file, x, y, size }: SampleFace): Promise<Pixels> => {
  const response = await fetch(pictures[file])
  const face = pixelsOf(await createImageBitmap(await response.blob()), x, y, size, size)
  return file === 'facematch' ? withoutCaptions(face) : face
}
