// The worker that looks at the camera's frames beside the page, so that the page's buttons answer while it searches.
import type { CardSide } from '../../vision/card/layout.ts'
import type { CardGuideState } from '../../vision/card/look.ts'
import type { Pixels } from '../../vision/pixels.ts'
import { cardLooker } from './card-look.ts'

/** `take`: the frame is the photo, whatever the guide says. `width`, `height`: the frame's, in pixels. */
export type LookRequest = {
  frame: ImageBitmap | VideoFrame
  width: number
  height: number
  side: CardSide
  atMs: number
  take: boolean
}
/** `ready`: whether this browser draws in a worker. It is the worker's first message. */
export type LookAnswer = { ready: boolean } | { shown?: CardGuideState; photo?: Pixels }

const newCanvas = () => new OffscreenCanvas(1, 1)
const draws = () => {
  try {
    return newCanvas().getContext('2d') !== null
  } catch {
    return false
  }
}

let looker: ReturnType<typeof cardLooker> | undefined

const answerTo = ({ frame, width, height, side, atMs, take }: LookRequest): LookAnswer => {
  looker ??= cardLooker(newCanvas, side)
  const source = { image: frame, width, height }
  const photo = take ? looker.photo(source) : undefined
  const look = take ? undefined : looker.look(source, atMs)
  frame.close()
  return { shown: look?.shown, photo: photo ?? look?.photo }
}

/** Of the worker's own scope only this is used: the page's types declare another `postMessage`. */
const scope = self as unknown as { postMessage(answer: LookAnswer, transfer?: Transferable[]): void }
self.addEventListener('message', ({ data }: MessageEvent<LookRequest>) => {
  const answer = answerTo(data)
  const photo = 'photo' in answer ? answer.photo : undefined
  // The photo's eight megabytes move to the page without a copy, as plain pixels: ImageData itself cannot be moved.
  if (!photo) return scope.postMessage(answer)
  const moved = { width: photo.width, height: photo.height, data: photo.data }
  scope.postMessage({ ...answer, photo: moved }, [photo.data.buffer as ArrayBuffer])
})
scope.postMessage({ ready: draws() })
