// Reads QR codes with the phone's own detector, or with zxing's where the phone has none. zxing is fetched at its first
// use.
import type { Decode, PixelSource } from './decode.ts'

type NativeDetector = { detect: (pixels: PixelSource) => Promise<{ rawValue: string }[]> }
type NativeClass = { new (options: { formats: string[] }): NativeDetector; getSupportedFormats(): Promise<string[]> }

/** The phone's own detector; undefined if it is missing or does not read QR codes. */
const nativeDecoder = async (): Promise<Decode | undefined> => {
  const found = (globalThis as { BarcodeDetector?: NativeClass }).BarcodeDetector
  const formats = await found?.getSupportedFormats().catch((): string[] => [])
  if (!found || !formats?.includes('qr_code')) return undefined
  const detector = new found({ formats: ['qr_code'] })
  return async (pixels) => (await detector.detect(pixels).catch(() => []))[0]?.rawValue
}

const wasmDecoder = async (): Promise<Decode> => (await import('./zxing.ts')).decode

let live: Promise<Decode> | undefined
/** The decoder for camera frames: one quick attempt per frame, because the next frame follows at once. */
export const liveDecoder = (): Promise<Decode> => {
  live ??= nativeDecoder().then((decode) => decode ?? wasmDecoder())
  return live
}

/**
 * Decodes a chosen picture. There is only one picture, so the thorough decoder tries after the phone's own has failed.
 */
export const decodePicture: Decode = async (pixels) =>
  (await (await nativeDecoder())?.(pixels)) || (await wasmDecoder())(pixels)
