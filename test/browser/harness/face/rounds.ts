// Plays scenes to the real selfie camera without its screen: one puppet, two, a covered face, darkness, or nobody.

import type { Ask } from '../../../../src/core/face/asks.ts'
import { defaultFaceModel } from '../../../../src/core/face/recipes.ts'
import { openSelfie } from '../../../../src/phone/vision/selfie.ts'
import type { PuppetAsk } from '../../../../src/simulator/puppet/motion.ts'
import { canvasOf, pictureOf, puppetOf } from './people.ts'

export const asked = () => document.documentElement.dataset.ask as PuppetAsk | undefined

export const videoOf = async (stream: MediaStream) => {
  const video = Object.assign(document.createElement('video'), { srcObject: stream, muted: true, playsInline: true })
  document.body.append(video)
  await video.play()
  return video
}

export type Scene = {
  faces: string[]
  /** Brightness: 0 is black, 1 unchanged. */
  light?: number
  /** Grey level of the background, 0–255. */
  behind?: number
  /** Blur radius (px). */
  blur?: number
  /** Size of the people in the frame; 1 is unchanged. */
  size?: number
  /** Object that covers a part of the face. */
  wears?: 'mask' | 'glasses'
  /** Change of the scene at the first ask: another person appears, or the person leaves. */
  event?: 'joined' | 'gone'
  /** Stops the round, as if the user closed the screen, once this hint shows. */
  until?: string
}

/** Draws a mask over mouth and nose, or dark glasses, at the puppet's position on its stage. */
const drawCover = (context: CanvasRenderingContext2D, what: Scene['wears']) => {
  context.filter = 'none'
  context.beginPath()
  if (what === 'mask') {
    context.fillStyle = '#8fb9d8'
    const edge = [
      [213, 237],
      [320, 205],
      [427, 237],
      [420, 300],
      [370, 352],
      [270, 352],
      [220, 300],
    ] as const
    for (const [x, y] of edge) context.lineTo(x, y)
  }
  if (what === 'glasses') {
    context.fillStyle = '#16161a'
    for (const x of [222, 324]) context.roundRect(x, 152, 88, 58, 24)
  }
  context.fill()
}

/** Runs one round that asks for a left turn. `hints`: every hint in the order of appearance. */
const round = async (stream: MediaStream, until?: string) => {
  const video = await videoOf(stream)
  const hints: string[] = []
  const stop = new AbortController()
  const camera = await openSelfie(() => {})
  let askCount = 0
  const next = async () =>
    ({ ok: true, value: { ask: askCount++ ? 'centre' : ('turnLeft' as Ask), afterMs: 300 } }) as const
  const result = await camera.run(
    video,
    { steps: 1, eyes: false, model: defaultFaceModel, next },
    ({ hint }) => {
      if (hints.at(-1) !== hint) hints.push(hint)
      if (hint === until) stop.abort()
    },
    stop.signal,
  )
  video.remove()
  return { hints, reason: result.ok ? undefined : result.reason }
}

export const play = async (scene: Scene) => {
  const { faces, light = 1, size = 1, behind = 150 * light, blur = 0, wears, event, until } = scene
  const people = await Promise.all(faces.map(puppetOf))
  const { canvas, context } = canvasOf(640, 480)
  const draw = () => {
    const ask = asked()
    const turned = ask !== undefined && ask !== 'centre'
    const shown = event === 'joined' && !turned ? people.slice(0, 1) : event === 'gone' && turned ? [] : people
    context.filter = 'none'
    context.fillStyle = `rgb(${behind} ${behind} ${behind})`
    context.fillRect(0, 0, 640, 480)
    // Sets a filter only if needed: filtering takes longer than drawing the puppet.
    if (light !== 1 || blur > 0) context.filter = `brightness(${light}) blur(${blur}px)`
    shown.forEach((puppet, i) => {
      puppet.follow(ask)
      // The drawn cover does not follow the head: on a puppet that sways and blinks it would slip off the face.
      const frame = pictureOf(puppet.frame(wears ? 0 : performance.now()))
      const [w, h] = [640 * size, 480 * size]
      const x = 320 - w / 2 + (i - (shown.length - 1) / 2) * w * 0.55
      const to = [x + w * (150 / 640), 240 - h / 2 + h * (20 / 480), w * (340 / 640), h * (440 / 480)] as const
      context.drawImage(frame, 150, 20, 340, 440, ...to)
    })
    if (wears) drawCover(context, wears)
  }
  draw()
  const timer = setInterval(draw, 60)
  const result = await round(canvas.captureStream(20), until)
  clearInterval(timer)
  return result
}
