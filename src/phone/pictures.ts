// Converts pictures between files, JPEG in base64, and pixels.

import { fromBase64, toBase64 } from '../core/base64.ts'
import type { Pixels } from '../vision/pixels.ts'

const canvasOf = (width: number, height: number) => {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width))
  canvas.height = Math.max(1, Math.round(height))
  return { canvas, context: canvas.getContext('2d', { willReadFrequently: true })! }
}

const canvasWith = ({ width, height, data }: Pixels) => {
  const { canvas, context } = canvasOf(width, height)
  context.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0)
  return canvas
}

/** The centred part of `pixels` with the proportions `width`:`height`, scaled to exactly `width`×`height` px. */
export const fitWithin = (pixels: Pixels, width: number, height: number): Pixels => {
  const scale = Math.min(pixels.width / width, pixels.height / height)
  const [w, h] = [width * scale, height * scale]
  const { context } = canvasOf(width, height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(canvasWith(pixels), (pixels.width - w) / 2, (pixels.height - h) / 2, w, h, 0, 0, width, height)
  return context.getImageData(0, 0, width, height)
}

/** Base64 of a JPEG. `quality`: 0–1. */
export const toJpeg = async (pixels: Pixels, quality: number): Promise<string> => {
  const blob = await new Promise<Blob | null>((done) => canvasWith(pixels).toBlob(done, 'image/jpeg', quality))
  if (!blob) throw new Error('this browser cannot write JPEG')
  return toBase64(new Uint8Array(await blob.arrayBuffer()))
}

/** Longest side (px) of a chosen photo after scaling: enough to read the card's print, small enough for old phones. */
const LONGEST = 3000

/** Pixels of a picture file, rotated upright; undefined if the browser cannot read the file. */
export const pixelsFromFile = async (file: Blob): Promise<Pixels | undefined> => {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined)
  if (!bitmap) return undefined
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height))
  const { canvas, context } = canvasOf(bitmap.width * scale, bitmap.height * scale)
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

export const pixelsFromJpeg = (base64: string): Promise<Pixels | undefined> =>
  pixelsFromFile(new Blob([fromBase64(base64)], { type: 'image/jpeg' }))

export const jpegBlob = (base64: string): Blob => new Blob([fromBase64(base64)], { type: 'image/jpeg' })
