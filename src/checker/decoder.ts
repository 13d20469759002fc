// Reads QR codes with the phone's own detector and with zxing's. The phone's own may be missing, may refuse, find
// nothing or never answer: zxing's never waits for it for longer than PATIENCE_MS. zxing is fetched at its first use.
import type { Decode, PixelSource } from './decode.ts'

type NativeDetector = { detect: (pixels: PixelSource) => Promise<{ rawValue: string }[]> }
type NativeClass = { new (options: { formats: string[] }): NativeDetector; getSupportedFormats(): Promise<string[]> }

/** ms. Together with zxing's start it stays below a second. */
const PATIENCE_MS = 400
/** ms between two frames that are decoded: enough for the page to respond to taps. */
const PAUSE_MS = 80

const pause = (ms: number) => new Promise<undefined>((resolve) => setTimeout(resolve, ms))

/** The phone's own detector; undefined if it is missing or does not read QR codes. */
const nativeDecoder = async (): Promise<Decode | undefined> => {
  try {
    const found = (globalThis as { BarcodeDetector?: NativeClass }).BarcodeDetector
    if (!found || !(await found.getSupportedFormats()).includes('qr_code')) return undefined
    const detector = new found({ formats: ['qr_code'] })
    return async (pixels) => (await detector.detect(pixels)).map(({ rawValue }) => rawValue)
  } catch {
    return undefined // its service is missing
  }
}

const zxing = () => import('./zxing.ts')

/**
 * Passes the texts of each frame to `found`, until `found` returns true or `left` aborts. zxing's decoder begins at once
 * where the phone has none, else after PATIENCE_MS, beside the phone's own. Rejects if zxing's cannot be loaded and the
 * phone has none.
 */
export const scanUntil = async (
  video: HTMLVideoElement,
  found: (texts: readonly string[]) => boolean,
  left: AbortSignal,
): Promise<void> => {
  let over = false
  const look = async (decode: Decode) => {
    while (!over && !left.aborted) {
      const texts = await decode(video).catch(() => [])
      if (over || left.aborted) return
      over = texts.length > 0 && found(texts)
      if (!over) await pause(PAUSE_MS)
    }
  }
  const native = nativeDecoder()
  void native.then((decode) => decode && look(decode))
  const ready = await Promise.race([native, pause(PATIENCE_MS)])
  if (ready) await pause(PATIENCE_MS)
  if (over || left.aborted) return
  const own = await zxing().catch(() => undefined)
  if (own) return look(own.decode)
  if (!(await Promise.race([native, pause(PATIENCE_MS)]))) throw new Error('no decoder')
}

/**
 * Decodes a chosen picture until a text is `wanted`: with the phone's own detector, with zxing's, and with zxing's at a
 * higher resolution, because the code may be a small part of a large photo. Returns all texts.
 */
export const decodePicture = async (
  picture: ImageBitmap,
  wanted: (text: string) => boolean,
): Promise<readonly string[]> => {
  const ways: Decode[] = [
    async (pixels) => (await Promise.race([nativeDecoder(), pause(PATIENCE_MS)]))?.(pixels) ?? [],
    async (pixels) => (await zxing()).decode(pixels),
    async (pixels) => (await zxing()).decodeLarge(pixels),
  ]
  const texts: string[] = []
  for (const [turn, way] of ways.entries()) {
    const decoded = way(picture).catch(() => [])
    texts.push(...((turn > 0 ? await decoded : await Promise.race([decoded, pause(PATIENCE_MS)])) ?? []))
    if (texts.some(wanted)) break
  }
  return texts
}
