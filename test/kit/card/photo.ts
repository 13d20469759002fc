// Reads JPEG photos from files for tests.
import { readFileSync } from 'node:fs'
import jpeg from 'jpeg-js'
import type { Pixels } from '../../../src/vision/pixels.ts'

export const readJpeg = (file: string): Pixels => {
  const { width, height, data } = jpeg.decode(readFileSync(file), { useTArray: true, formatAsRGBA: true })
  return { width, height, data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.length) }
}
