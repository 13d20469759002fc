// The guided card camera: looks at a playing video in a worker, gives one hint at a time, and takes the photo by itself.
import type { CardSide } from '../../vision/card/layout.ts'
import type { CardGuideState } from '../../vision/card/look.ts'
import type { Pixels } from '../../vision/pixels.ts'
import { limits, within } from '../waiting/limits.ts'
import { cardLooker, type FrameSource } from './card-look.ts'
import type { LookAnswer, LookRequest } from './card-look-worker.ts'

export type { CardGuideState }

/** Pause (ms) between two frames: leaves a slow phone most of its time for drawing. */
const pause = 90

type Looked = { shown?: CardGuideState; photo?: Pixels }
type Looker = {
  look(video: HTMLVideoElement): Promise<Looked>
  /** The video's frame of this moment, at the camera's full size. */
  photo(video: HTMLVideoElement): Promise<Pixels | undefined>
  close(): void
}

const sourceOf = (video: HTMLVideoElement): FrameSource => ({
  image: video,
  width: video.videoWidth,
  height: video.videoHeight,
})

/** Looks on the page's own thread: for phones that cannot draw in a worker (iOS before 16.4). */
const pageLooker = (side: CardSide): Looker => {
  const looker = cardLooker(() => document.createElement('canvas'), side)
  return {
    look: async (video) => looker.look(sourceOf(video), performance.now()) ?? {},
    photo: async (video) => looker.photo(sourceOf(video)),
    close: () => undefined,
  }
}

/**
 * The video's frame of this moment, to be moved to the worker. A `VideoFrame` is not copied, while `createImageBitmap`
 * takes a slow phone 200 ms of the page's time. Some browsers forget that a frame is turned: its size tells.
 */
const frameOf = async (video: HTMLVideoElement): Promise<LookRequest['frame']> => {
  if (typeof VideoFrame !== 'undefined') {
    // Throws while the video has no frame, and where the browser's media has no frames to give.
    const frame = await Promise.resolve()
      .then(() => new VideoFrame(video))
      .catch(() => undefined)
    if (frame?.displayWidth === video.videoWidth) return frame
    frame?.close()
  }
  return createImageBitmap(video)
}

/** Looks in a worker. Rejects when this browser cannot, and when the worker ends: a phone without free memory does that. */
const workerLooker = async (side: CardSide): Promise<Looker> => {
  const worker = new Worker(new URL('./card-look-worker.ts', import.meta.url), { type: 'module' })
  /** Pending requests, oldest first: the worker answers in the order of the requests. */
  const waiting: { resolve: (answer: LookAnswer) => void; reject: (fault: Error) => void }[] = []
  const answer = () => new Promise<LookAnswer>((resolve, reject) => waiting.push({ resolve, reject }))
  worker.onmessage = ({ data }: MessageEvent<LookAnswer>) => waiting.shift()?.resolve(data)
  worker.onerror = ({ message }) => {
    for (const { reject } of waiting.splice(0)) reject(new Error(`card guide: ${message}`))
  }
  const ask = async (video: HTMLVideoElement, take: boolean): Promise<Looked> => {
    if (video.videoWidth === 0) return {}
    const frame = await frameOf(video)
    const { videoWidth: width, videoHeight: height } = video
    const request: LookRequest = { frame, width, height, side, atMs: performance.now(), take }
    worker.postMessage(request, [frame])
    const answered = await within(limits.look, answer())
    return 'ready' in answered ? {} : answered
  }
  try {
    const first = await within(limits.lookStart, answer())
    if (!('ready' in first && first.ready)) throw new Error('no canvas in workers')
  } catch (cause) {
    worker.terminate()
    throw cause
  }
  return {
    look: (video) => ask(video, false),
    photo: async (video) => (await ask(video, true)).photo,
    close: () => worker.terminate(),
  }
}

/**
 * Watches the video until `stop` or the first photo. Calls `onState` for every frame and `onCaptured` once, with the
 * whole frame at the camera's full size. `captureNow` takes the photo whatever the guide's state. The card is searched
 * for in a worker; where that is not possible or the worker ends, on the page.
 */
export const watchCard = (
  video: HTMLVideoElement,
  side: CardSide,
  onState: (state: CardGuideState) => void,
  onCaptured: (photo: Pixels) => void,
): { captureNow(): void; stop(): void } => {
  let over = false
  let timer = 0
  let opened: Looker | undefined
  const use = (looker: Looker) => {
    // A watcher that was stopped while its worker started must not leave it running.
    if (over) looker.close()
    opened = looker
    return looker
  }
  let opening = workerLooker(side).then(use, () => use(pageLooker(side)))
  const stop = () => {
    over = true
    clearTimeout(timer)
    opened?.close()
  }
  const captured = (photo: Pixels | undefined) => {
    if (over || !photo) return
    stop()
    onCaptured(photo)
  }
  /** Asks the looker; one that fails is replaced by the page's own. */
  const asked = async <T>(ask: (looker: Looker) => Promise<T>): Promise<T | undefined> => {
    try {
      return await ask(await opening)
    } catch {
      if (over) return undefined
      opened?.close()
      opening = Promise.resolve(use(pageLooker(side)))
      return ask(await opening)
    }
  }
  const loop = async (): Promise<void> => {
    const looked = await asked((looker) => looker.look(video))
    if (over) return
    if (looked?.shown) onState(looked.shown)
    captured(looked?.photo)
    if (!over) timer = window.setTimeout(loop, pause)
  }
  loop()
  return {
    captureNow: () => void asked((looker) => looker.photo(video)).then(captured),
    stop,
  }
}
