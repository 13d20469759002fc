// Reads frames off a canvas and looks at them: the same work in the guide's worker and, on an old phone, on the page.
import type { CardSide } from '../../vision/card/layout.ts'
import { type Look, type LookMemory, lookAtCard, searchSize } from '../../vision/card/look.ts'
import type { Pixels } from '../../vision/pixels.ts'

type Canvas = HTMLCanvasElement | OffscreenCanvas
/** A frame and its size in pixels: a video that plays on the page, or a copy of its frame in the worker. */
export type FrameSource = { image: CanvasImageSource; width: number; height: number }

/** The frame's pixels, at most `longest` pixels long; undefined while the camera has delivered none. */
export const pixelsOfFrame = (
  canvas: Canvas,
  { image, width, height }: FrameSource,
  longest = Number.POSITIVE_INFINITY,
): Pixels | undefined => {
  if (width === 0) return undefined
  const scale = Math.min(1, longest / Math.max(width, height))
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const options = { willReadFrequently: true }
  const context = canvas.getContext('2d', options) as
    | CanvasRenderingContext2D
    | OffscreenCanvasRenderingContext2D
    | null
  if (!context) return undefined
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

/** `newCanvas`: makes the two canvases, which are used again for every frame. Remembers the looks before. */
export const cardLooker = (newCanvas: () => Canvas, side: CardSide) => {
  const [small, full] = [newCanvas(), newCanvas()]
  let memory: LookMemory = { guide: {} }
  return {
    look: (source: FrameSource, atMs: number): Look | undefined => {
      const pixels = pixelsOfFrame(small, source, searchSize)
      if (!pixels) return undefined
      const { width, height } = source
      const frame = { atMs, size: { width, height }, small: pixels, full: () => pixelsOfFrame(full, source) }
      const look = lookAtCard(frame, side, memory)
      memory = look.memory
      return look
    },
    /** The whole frame at the camera's full size. */
    photo: (source: FrameSource) => pixelsOfFrame(full, source),
  }
}
