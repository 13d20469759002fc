// The guided card camera: finds the card in a playing video, gives one hint at a time, and takes the photo by itself.

import { findCard, scaleQuad } from '../../vision/card/find.ts'
import type { CardSide } from '../../vision/card/layout.ts'
import {
  advanceGuide,
  type CardHint,
  type CardObservation,
  type GuideState,
  isFreeOfGlare,
  isSharpLive,
} from '../../vision/card/live.ts'
import { bothOrientations, looksLikeFront } from '../../vision/card/side.ts'
import { type Pixels, type Quad, toGrey } from '../../vision/pixels.ts'

export type CardGuideState = {
  hint: CardHint
  /** In pixels of the video (videoWidth × videoHeight). */
  quad?: Quad
  checks: { sharp: boolean; noGlare: boolean; corners: boolean }
}

/** Longer side (px) of the frame in which the card is searched for. */
const searchSize = 480
/** Pause (ms) between two frames: leaves a slow phone most of its time for drawing. */
const pause = 90

const frameOf = (video: HTMLVideoElement, canvas: HTMLCanvasElement, longest: number): Pixels | undefined => {
  const { videoWidth, videoHeight } = video
  if (videoWidth === 0) return undefined
  const scale = Math.min(1, longest / Math.max(videoWidth, videoHeight))
  canvas.width = Math.round(videoWidth * scale)
  canvas.height = Math.round(videoHeight * scale)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return undefined
  context.drawImage(video, 0, 0, canvas.width, canvas.height)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

const mean = (values: Uint8ClampedArray) => values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * Watches the video until `stop` or the first photo. Calls `onState` for every frame and `onCaptured` once, with the
 * whole frame at the camera's full size. `captureNow` takes the photo whatever the guide's state. The guide does not
 * take the front when `side` is `back`: the front still lies before the camera when the back is asked for, and would
 * cost a try.
 */
export const watchCard = (
  video: HTMLVideoElement,
  side: CardSide,
  onState: (state: CardGuideState) => void,
  onCaptured: (photo: Pixels) => void,
): { captureNow(): void; stop(): void } => {
  const small = document.createElement('canvas')
  const full = document.createElement('canvas')
  let watch: GuideState = {}
  let foundSince: number | undefined
  let over = false
  let timer = 0

  const stop = () => {
    over = true
    clearTimeout(timer)
  }
  const capture = (photo = frameOf(video, full, Number.POSITIVE_INFINITY)) => {
    if (over || !photo) return
    stop()
    onCaptured(photo)
  }
  const processFrame = (): void => {
    const frame = frameOf(video, small, searchSize)
    if (!frame) return
    const found = findCard(frame)
    const atMs = performance.now()
    const scaleToVideo = video.videoWidth / frame.width
    const quad = found.ok ? scaleQuad(found.value, scaleToVideo) : undefined
    foundSince = quad ? (foundSince ?? atMs) : undefined
    // Copying the full frame is slow, so it is copied only once a card was found.
    const photo = quad ? frameOf(video, full, Number.POSITIVE_INFINITY) : undefined
    const views = quad && photo ? bothOrientations(photo, quad) : undefined
    const front = quad !== undefined && photo !== undefined && looksLikeFront(photo, quad)
    const observation: CardObservation = {
      atMs,
      frame: { width: video.videoWidth, height: video.videoHeight },
      light: mean(toGrey(views?.[0] ?? frame).data),
      ...(quad && { quad }),
      cutOff: !found.ok && found.reason === 'cut_off',
      front: side === 'back' && front,
      sharp: views !== undefined && isSharpLive(views, front, atMs - (foundSince ?? atMs)),
      noGlare: views !== undefined && isFreeOfGlare(views[0]) && isFreeOfGlare(views[1]),
    }
    const next = advanceGuide(watch, observation)
    watch = next.watch
    const checks = { sharp: observation.sharp, noGlare: observation.noGlare, corners: quad !== undefined }
    onState({ hint: next.hint, ...(quad && { quad }), checks })
    if (next.capture && photo) capture(photo)
  }
  const loop = () => {
    if (over) return
    processFrame()
    if (!over) timer = window.setTimeout(loop, pause)
  }
  loop()
  return { captureNow: () => capture(), stop }
}
