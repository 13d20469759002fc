// Runs in Chromium for bench/reading.ts: the phone's card reader, and tesseract on the whole photograph ("naive").
import type { Worker } from 'tesseract.js'
import { watchCard } from '../../src/phone/vision/card-camera.ts'
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
  /**
   * Keeps the guide open for `ms` before a front while the back is asked for, so that it never takes the photo. Presses a
   * button every 200 ms. Returns the looks and, in ms, the page's longest task and the button's slowest answer.
   */
  async guide(jpeg: string, ms: number): Promise<{ looks: number; task: number; answer: number }> {
    const photo = await pixelsOf(jpeg)
    const canvas = Object.assign(document.createElement('canvas'), { width: photo.width, height: photo.height })
    const pen = canvas.getContext('2d')
    const still = new ImageData(photo.data as Uint8ClampedArray<ArrayBuffer>, photo.width)
    const bitmap = await createImageBitmap(still)
    const draw = () => pen?.drawImage(bitmap, 0, 0)
    draw()
    const drawing = setInterval(draw, 66)
    const stream = canvas.captureStream(15)
    const video = Object.assign(document.createElement('video'), { srcObject: stream, muted: true, playsInline: true })
    document.body.append(video)
    await video.play()
    let [looks, task, answer] = [0, 0, 0]
    const watching = watchCard(
      video,
      'back',
      () => looks++,
      () => undefined,
    )
    // The first looks start the worker and compile its code.
    while (looks < 3) await settled()
    // The video goes on showing the last frame: drawing more of them would be work that no phone's page does.
    clearInterval(drawing)
    await settled()
    looks = 0
    const tasks = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) task = Math.max(task, duration)
    })
    tasks.observe({ type: 'longtask' })
    const button = document.createElement('button')
    document.body.append(button)
    // A press is due at a fixed time: a page that is busy answers it late.
    let due = performance.now() + 200
    button.onclick = () => {
      answer = Math.max(answer, performance.now() - due)
    }
    const until = performance.now() + ms
    while (performance.now() < until) {
      due = performance.now() + 200
      await new Promise((resolve) => setTimeout(resolve, 200))
      button.click()
    }
    tasks.disconnect()
    watching.stop()
    for (const track of stream.getTracks()) track.stop()
    video.remove()
    return { looks, task, answer }
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
