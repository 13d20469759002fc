// Reads QR codes: with the phone's own detector where there is one, else with zxing's, fetched when it is first needed.
import type { Decode, PixelSource } from './decode.ts'

type NativeDetector = { detect: (pixels: PixelSource) => Promise<{ rawValue: string }[]> }
type NativeClass = { new (options: { formats: string[] }): NativeDetector; getSupportedFormats(): Promise<string[]> }

/** The phone's own detector; undefined where it is missing, or is there but knows no QR codes. */
const nativeDecoder = async (): Promise<Decode | undefined> => {
  const found = (globalThis as { BarcodeDetector?: NativeClass }).BarcodeDetector
  const formats = await found?.getSupportedFormats().catch((): string[] => [])
  if (!found || !formats?.includes('qr_code')) return undefined
  const detector = new found({ formats: ['qr_code'] })
  return async (pixels) => (await detector.detect(pixels).catch(() => []))[0]?.rawValue
}

const wasmDecoder = async (): Promise<Decode> => (await import('./zxing.ts')).decode

let live: Promise<Decode> | undefined
/** For the camera: one look is cheap, the next comes at once. */
export const liveDecoder = (): Promise<Decode> => {
  live ??= nativeDecoder().then((decode) => decode ?? wasmDecoder())
  return live
}

/** For a picture, of which there is only one: both, the thorough one last. */
export const decodePicture: Decode = async (pixels) =>
  (await (await nativeDecoder())?.(pixels)) || (await wasmDecoder())(pixels)
