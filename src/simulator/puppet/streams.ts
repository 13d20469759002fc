// The simulator's cameras as media streams: a puppet's face, and a card on a dark table.

import type { Pixels } from '../../vision/pixels.ts'
import { createPuppet, type Puppet, type PuppetOptions } from './puppet.ts'

/** `stop` ends the source and the stream's tracks. */
export type SimulatedCamera = { stream: MediaStream; stop(): void }
type CardPicture = ImageBitmap | HTMLCanvasElement
export type PuppetCamera = SimulatedCamera & Pick<Puppet, 'follow' | 'pose'>

const puppetFps = 15
const cardFps = 12
/** The largest fraction of the frame's width or height that the card fills, as for a user who follows the guide. */
const cardFills = 0.8

const canvasOf = (width: number, height: number) => {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no 2d canvas')
  return { canvas, context }
}

/** Draws at once and then `fps` times a second, until the source or all tracks of the stream stop. */
const play = (canvas: HTMLCanvasElement, fps: number, draw: (nowMs: number) => void): SimulatedCamera => {
  draw(performance.now())
  const stream = canvas.captureStream(fps)
  const [track] = stream.getVideoTracks()
  const timer = setInterval(() => {
    if (track.readyState === 'ended') clearInterval(timer)
    else draw(performance.now())
  }, 1000 / fps)
  return {
    stream,
    stop: () => {
      clearInterval(timer)
      track.stop()
    },
  }
}

/**
 * Grey levels of sensor noise. Without noise two frames are more alike than frames of a live face, and the recheck
 * flags them.
 */
const grain = 8
/** Noise, made once; each frame starts at another offset. Its length is not 2^n, so that rows do not repeat it. */
const grains = Int8Array.from({ length: 65_521 }, () => Math.round((Math.random() * 2 - 1) * grain))
const addGrain = (data: Uint8ClampedArray): void => {
  let at = Math.floor(Math.random() * grains.length)
  for (let i = 0; i < data.length; i++) {
    if (i % 4 !== 3) data[i] += grains[at]
    if (++at === grains.length) at = 0
  }
}

/**
 * A camera in front of a puppet: `fps` frames a second, with sensor noise. `follow` takes the mini-app's `data-ask`.
 */
export const cameraBefore = (puppet: Puppet, fps = puppetFps): PuppetCamera => {
  const { canvas, context } = canvasOf(puppet.width, puppet.height)
  const camera = play(canvas, fps, (nowMs) => {
    const { data, width, height } = puppet.frame(nowMs)
    addGrain(data)
    context.putImageData(new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width, height), 0, 0)
  })
  return { ...camera, follow: puppet.follow, pose: puppet.pose }
}

/** Makes a puppet from the still and a camera in front of it. */
export const puppetStream = async (
  still: ImageBitmap | Pixels,
  { fps, ...options }: PuppetOptions & { fps?: number } = {},
): Promise<PuppetCamera> => cameraBefore(await createPuppet(still, options), fps)

/**
 * A handheld camera above a card on a dark table; it moves slightly. `width`×`height` may be landscape or portrait.
 * `card` returns the picture of the current card.
 */
export const cardStream = (
  card: () => CardPicture,
  { width = 1280, height = 720 }: { width?: number; height?: number } = {},
): SimulatedCamera => {
  const { canvas, context } = canvasOf(width, height)
  const laid = (picture: CardPicture) => {
    const scale = cardFills * Math.min(width / picture.width, height / picture.height)
    return { picture, lying: withShadow(picture, picture.width * scale, picture.height * scale) }
  }
  let seen = laid(card())
  const table = context.createLinearGradient(0, 0, width, height)
  table.addColorStop(0, '#2e2a28')
  table.addColorStop(1, '#1b1918')
  return play(canvas, cardFps, (nowMs) => {
    if (seen.picture !== card()) seen = laid(card())
    const { lying } = seen
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.fillStyle = table
    context.fillRect(0, 0, width, height)
    context.translate(width / 2 + 1.6 * Math.sin(nowMs / 900), height / 2 + 1.2 * Math.sin(nowMs / 700 + 1))
    context.rotate(0.012 + 0.002 * Math.sin(nowMs / 1100))
    context.transform(1, 0.004, -0.006, 1, 0, 0)
    context.drawImage(lying, -lying.width / 2, -lying.height / 2)
  })
}

/**
 * Draws the card in `w` × `h` pixels with its shadow. Once only, because a soft shadow takes longer than the rest of a
 * frame.
 */
const withShadow = (card: CardPicture, w: number, h: number): HTMLCanvasElement => {
  const shadow = 18
  const { canvas, context } = canvasOf(Math.ceil(w) + 2 * shadow, Math.ceil(h) + 2 * shadow)
  context.translate(canvas.width / 2, canvas.height / 2)
  context.shadowColor = '#000000a0'
  context.shadowBlur = shadow
  context.beginPath()
  context.roundRect(-w / 2, -h / 2, w, h, h * 0.055)
  context.fill()
  context.shadowBlur = 0
  context.clip()
  context.imageSmoothingQuality = 'high'
  context.drawImage(card, -w / 2, -h / 2, w, h)
  return canvas
}
