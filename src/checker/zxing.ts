// zxing-cpp as WebAssembly, served by ourselves: 180 of 180 distorted codes in our measurements, but 400 KB.
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'
import type { Decode, PixelSource } from './decode.ts'

prepareZXingModule({ overrides: { locateFile: () => wasm } })

/** More is no better to read, and slow. */
const LONGEST_SIDE = 1920

const canvas = document.createElement('canvas')
const imageOf = (pixels: PixelSource): ImageData | undefined => {
  const [width, height] =
    pixels instanceof HTMLVideoElement ? [pixels.videoWidth, pixels.videoHeight] : [pixels.width, pixels.height]
  if (width === 0 || height === 0) return undefined
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height))
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  context?.drawImage(pixels, 0, 0, canvas.width, canvas.height)
  return context?.getImageData(0, 0, canvas.width, canvas.height)
}

export const decode: Decode = async (pixels) => {
  const image = imageOf(pixels)
  canvas.width = 0 // no copy of somebody's card stays behind
  if (!image) return undefined
  const [found] = await readBarcodes(image, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 1 })
  return found?.text
}
