// The simulator's cameras as the browser hands them out: a puppet's face, and a card lying on a dark table.

import type { Pixels } from '../../vision/pixels.ts'
import { createPuppet, type Puppet, type PuppetOptions } from './puppet.ts'

/** `stop` ends the picture's source; the stream's tracks end with it. */
export type SimulatedCamera = { stream: MediaStream; stop(): void }
type CardPicture = ImageBitmap | HTMLCanvasElement
export type PuppetCamera = SimulatedCamera & Pick<Puppet, 'follow' | 'pose'>

const puppetFps = 15
const cardFps = 12
/** Part of the frame that the card may fill, the tighter way, as a person does who follows the guide. */
const cardFills = 0.8

const canvasOf = (width: number, height: number) => {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no 2d canvas')
  return { canvas, context }
}

/** Draws at once and then `fps` times a second; ends when the source or all tracks of the stream are stopped. */
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

/** Grey levels that a sensor adds or takes away: two frames without any are so alike that no living face can have made them. */
const grain = 8
/** Drawn once; every frame begins elsewhere in it. Not 2^n: rows would repeat it. */
const grains = Int8Array.from({ length: 65_521 }, () => Math.round((Math.random() * 2 - 1) * grain))
const addGrain = (data: Uint8ClampedArray): void => {
  let at = Math.floor(Math.random() * grains.length)
  for (let i = 0; i < data.length; i++) {
    if (i % 4 !== 3) data[i] += grains[at]
    if (++at === grains.length) at = 0
  }
}

/** A camera before a puppet, `fps` frames a second, with the noise of one. `follow` takes what the mini-app's `data-ask` says. */
export const cameraBefore = (puppet: Puppet, fps = puppetFps): PuppetCamera => {
  const { canvas, context } = canvasOf(puppet.width, puppet.height)
  const camera = play(canvas, fps, (nowMs) => {
    const { data, width, height } = puppet.frame(nowMs)
    addGrain(data)
    context.putImageData(new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width, height), 0, 0)
  })
  return { ...camera, follow: puppet.follow, pose: puppet.pose }
}

/** A camera before a puppet that is made of the still. */
export const puppetStream = async (
  still: ImageBitmap | Pixels,
  { fps, ...options }: PuppetOptions & { fps?: number } = {},
): Promise<PuppetCamera> => cameraBefore(await createPuppet(still, options), fps)

/**
 * A camera above a card on a dark table, held by a hand that moves a little. `width`×`height` may lie or stand. `card`: the picture
 * that lies there just now.
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

/** The card `w` × `h` pixels large, with the shadow that it throws: drawn once, for a soft shadow costs more than all the rest. */
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
