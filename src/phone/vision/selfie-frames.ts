// Reads the frames of a playing video as pixels, one by one, not mirrored, at most 480 px on the shorter side.
import type { Pixels } from '../../vision/pixels.ts'

/** Shorter side of a frame (px): enough for the networks, small enough for an old phone. */
const shorterSide = 480
/**
 * Time (ms) without a frame after which the camera counts as stopped. Two such times in a row end the round as a face
 * that left, and cost a try. A phone that hangs for one second must not cost a try.
 */
const frameTimeoutMs = 1_500

/** Resolves with `true` when the video shows a new frame, with `false` after `frameTimeoutMs` without one. */
const newFrame = (video: HTMLVideoElement): Promise<boolean> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => {
      if ('cancelVideoFrameCallback' in video) video.cancelVideoFrameCallback(request)
      resolve(false)
    }, frameTimeoutMs)
    const request = video.requestVideoFrameCallback(() => {
      clearTimeout(timer)
      resolve(true)
    })
  })

/** True if the system took the camera away, or the user cannot see the page: no frames come then. */
export const isTaken = ({ srcObject }: HTMLVideoElement): boolean => {
  const track = srcObject instanceof MediaStream ? srcObject.getVideoTracks()[0] : undefined
  return track !== undefined && (track.readyState !== 'live' || track.muted || document.hidden)
}

/** Returns a function that waits for the next frame and resolves with `undefined` when the camera delivers none. */
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
