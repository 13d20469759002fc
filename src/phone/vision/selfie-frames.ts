// Frames of a playing video as pixels, one by one, unmirrored, at most 480 pixels on the shorter side.
import type { Pixels } from '../../vision/pixels.ts'

/** Shorter side of a frame (px): enough for the networks, light enough for an old phone. */
const shorterSide = 480
/**
 * How long (ms) to wait for a frame before the camera counts as standing still. Twice of it in a row ends a round as a face that
 * left, and costs a try: a phone that is out of breath for a second must not.
 */
const patience = 1_500

/** Resolves when the video shows a new frame (`true`), or after `patience` without one (`false`). */
const newFrame = (video: HTMLVideoElement): Promise<boolean> =>
  new Promise((resolve) => {
    const late = setTimeout(() => {
      if ('cancelVideoFrameCallback' in video) video.cancelVideoFrameCallback(request)
      resolve(false)
    }, patience)
    const request = video.requestVideoFrameCallback(() => {
      clearTimeout(late)
      resolve(true)
    })
  })

/** Returns a function that waits for the next frame; `undefined` when the camera shows none. */
export const framesOf = (video: HTMLVideoElement): (() => Promise<Pixels | undefined>) => {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return async () => {
    const arrived = await newFrame(video)
    if (!arrived || !context || video.videoWidth === 0) return undefined
    const scale = Math.min(1, shorterSide / Math.min(video.videoWidth, video.videoHeight))
    const width = Math.round(video.videoWidth * scale)
    const height = Math.round(video.videoHeight * scale)
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
    context.drawImage(video, 0, 0, width, height)
    const { data } = context.getImageData(0, 0, width, height)
    return { width, height, data }
  }
}
