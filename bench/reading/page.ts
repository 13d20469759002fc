// Runs in Chromium for bench/reading.ts: the phone's card reader, and tesseract on the whole photograph ("naive").
import type { Worker } from 'tesseract.js'
import { openCardReader } from '../../src/phone/vision/card-reader.ts'
import type { CardSide } from '../../src/vision/card/layout.ts'
import type { Pixels } from '../../src/vision/pixels.ts'

const pixelsOf = async (jpeg: string): Promise<Pixels> => {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/jpeg;base64,${jpeg}`)).blob())
  const canvas = Object.assign(document.createElement('canvas'), { width: bitmap.width, height: bitmap.height })
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('no 2d canvas')
  pen.drawImage(bitmap, 0, 0)
  bitmap.close()
  return pen.getImageData(0, 0, canvas.width, canvas.height)
}

/** Waits for the garbage of decoding a photograph to be collected, so that only reading is timed. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 300))

let reader: ReturnType<typeof openCardReader> | undefined
let naive: Promise<Worker> | undefined
const timed = async <T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> => {
  await settled()
  const started = performance.now()
  const value = await work()
  return { ms: performance.now() - started, value }
}
type NaiveReading = { reason?: string; fields: Record<string, { value: string; status: string }> }

const kit = {
  /** Loads the engine on the first call: that call takes as long as a person waits. */
  async read(jpeg: string, side: CardSide): Promise<{ ms: number; value: NaiveReading }> {
    const photo = await pixelsOf(jpeg)
    return timed(async () => {
      reader ??= openCardReader(() => undefined)
      const result = await (await reader).read(photo, side)
      if (!result.ok) return { reason: result.reason, fields: {} }
      const fields = Object.entries(result.value.fields).map(([name, { value, status }]) => [name, { value, status }])
      return { fields: Object.fromEntries(fields) }
    })
  },
  /** Milliseconds for the whole photograph in both languages. The first call loads the engine. */
  async naive(jpeg: string): Promise<number> {
    const { createWorker } = await import('tesseract.js')
    const folder = `${__MODELS__}tesseract/`
    const paths = { workerPath: `${folder}worker.min.js`, corePath: folder, langPath: folder }
    naive ??= createWorker(['tha', 'eng'], 1, { ...paths, workerBlobURL: false, cacheMethod: 'none' })
    const worker = await naive
    const blob = await (await fetch(`data:image/jpeg;base64,${jpeg}`)).blob()
    return (await timed(() => worker.recognize(blob))).ms
  },
}
export type ReadingKit = typeof kit
Object.assign(window, { kit })
