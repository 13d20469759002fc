// Plays people before the real selfie camera: puppets of sample faces, alone, in pairs, in the dark, or not at all.

import { tinyFace } from '../../../../src/phone/tiny-face.ts'
import { openFaceEngine } from '../../../../src/phone/vision/face.ts'
import { type Asking, openSelfie, type SelfieEvidence } from '../../../../src/phone/vision/selfie.ts'
import type { PuppetAsk } from '../../../../src/simulator/puppet/motion.ts'
import { createPuppet, type Puppet } from '../../../../src/simulator/puppet/puppet.ts'
import { loadSampleFace, sampleFaces } from '../../../../src/simulator/puppet/samples.ts'
import { cardStream, puppetStream } from '../../../../src/simulator/puppet/streams.ts'
import type { Ask } from '../../../../src/vision/face/capture.ts'
import { nearestFace } from '../../../../src/vision/face/measure.ts'
import type { Pixels } from '../../../../src/vision/pixels.ts'

const asked = () => document.documentElement.dataset.ask as PuppetAsk | undefined

const still = (name: string): Promise<Pixels> => {
  const sample = sampleFaces.find((face) => face.name === name)
  if (!sample) throw new Error(`no sample face ${name}`)
  return loadSampleFace(sample)
}

const puppets = new Map<string, Promise<Puppet>>()
const puppetOf = (name: string): Promise<Puppet> => {
  const made = puppets.get(name) ?? still(name).then((face) => createPuppet(face))
  puppets.set(name, made)
  return made
}

const canvasOf = (width: number, height: number) => {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no 2d canvas')
  return { canvas, context }
}

const imageOf = ({ data, width, height }: Pixels) =>
  new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width, height)

const pictureOf = (pixels: Pixels) => {
  const { canvas, context } = canvasOf(pixels.width, pixels.height)
  context.putImageData(imageOf(pixels), 0, 0)
  return canvas
}

const videoOf = async (stream: MediaStream) => {
  const video = Object.assign(document.createElement('video'), { srcObject: stream, muted: true, playsInline: true })
  document.body.append(video)
  await video.play()
  return video
}

/** The engine behind it is opened once a page; a failed start is tried again. */
const openCamera = () => openSelfie(() => {})

/** A service that gives out these asks one by one, each after a moment. */
const asking = (asks: readonly Ask[]): Asking => {
  let told = 0
  const next: Asking['next'] = async () => ({ ok: true, value: { ask: asks[told++] ?? 'centre', afterMs: 300 } })
  return { steps: asks.length, eyes: asks.includes('blink'), next }
}

type Scene = {
  faces: string[]
  asks: Ask[]
  /** Which ask the puppet hears in place of the real one. */
  hears?: Partial<Record<PuppetAsk, PuppetAsk>>
  /** 0 black to 1 as it is. */
  light?: number
  /** Grey of the wall behind the people, 0..255. */
  behind?: number
  /** Radius (px) of the blur. */
  blur?: number
  /** Size of the people in the frame, 1 as staged. */
  size?: number
  /** What happens when the first ask is made. */
  event?: 'joined' | 'gone' | 'replaced'
  /** Stop the round (as if the person left) once this hint shows. */
  until?: string
}

/** One round before a camera. `hints`: every hint in the order of appearance; `until` one that stops it, as if the person left. */
const round = async (stream: MediaStream, asks: readonly Ask[], until?: string) => {
  const video = await videoOf(stream)
  const hints: string[] = []
  const stop = new AbortController()
  const started = performance.now()
  const camera = await openCamera()
  const result = await camera.run(
    video,
    asking(asks),
    ({ hint }) => {
      if (hints.at(-1) !== hint) hints.push(hint)
      if (hint === until) stop.abort()
    },
    stop.signal,
  )
  const ms = performance.now() - started
  video.remove()
  return { result, hints, ms, left: document.documentElement.dataset.ask }
}

const before = async (scene: Scene) => {
  const { faces, asks, hears = {}, light = 1, size = 1, behind = 150 * light, blur = 0, event, until } = scene
  const people = await Promise.all(faces.map(puppetOf))
  const { canvas, context } = canvasOf(640, 480)
  const timer = setInterval(() => {
    const ask = asked()
    const turned = ask !== undefined && ask !== 'centre'
    const one = event === 'replaced' ? [turned ? people[1] : people[0]] : people
    const shown = event === 'joined' && !turned ? one.slice(0, 1) : event === 'gone' && turned ? [] : one
    context.filter = 'none'
    context.fillStyle = `rgb(${behind} ${behind} ${behind})`
    context.fillRect(0, 0, 640, 480)
    context.filter = `brightness(${light}) blur(${blur}px)`
    shown.forEach((puppet, i) => {
      puppet.follow(ask && (hears[ask] ?? ask))
      const frame = pictureOf(puppet.frame(performance.now()))
      const [w, h] = [640 * size, 480 * size]
      const x = 320 - w / 2 + (i - (shown.length - 1) / 2) * w * 0.55
      context.drawImage(
        frame,
        150,
        20,
        340,
        440,
        x + w * (150 / 640),
        240 - h / 2 + h * (20 / 480),
        w * (340 / 640),
        h * (440 / 480),
      )
    })
  }, 60)
  const seen = await round(canvas.captureStream(20), asks, until)
  clearInterval(timer)
  return seen
}

/** A different photograph as it sits on a card: 220×280, a little soft, printed paler, through JPEG. */
const portraitOf = async (name: string): Promise<Pixels> => {
  const face = pictureOf(await still(name))
  const { canvas, context } = canvasOf(220, 280)
  const wide = (face.height * 220) / 280
  context.filter = 'blur(0.6px) contrast(0.85) brightness(1.08)'
  context.drawImage(face, (face.width - wide) / 2, 0, wide, face.height, 0, 0, 220, 280)
  const jpeg = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.8))
  const back = canvasOf(220, 280)
  if (jpeg) back.context.drawImage(await createImageBitmap(jpeg), 0, 0)
  return { width: 220, height: 280, data: back.context.getImageData(0, 0, 220, 280).data }
}

const kept = new Map<string, SelfieEvidence>()

/** What the test reads of a round; the evidence stays here under `name` for `matchWith`. */
const told = (name: string, { result, hints, ms, left }: Awaited<ReturnType<typeof round>>) => {
  if (!result.ok) return { reason: result.reason, hints, ms, left }
  const { frames, best } = result.value
  kept.set(name, result.value)
  return {
    hints,
    ms,
    left,
    frames: frames.map(({ pixels, ...rest }) => ({ ...rest, width: pixels.width, height: pixels.height })),
    best: { width: best.width, height: best.height },
  }
}

const play = async (name: string, scene: Scene) => told(name, await before(scene))

const matchWith = async (name: string, portrait: string | undefined) => {
  const evidence = kept.get(name)
  if (!evidence) throw new Error(`no evidence ${name}`)
  const blank: Pixels = { width: 330, height: 420, data: new Uint8ClampedArray(330 * 420 * 4).fill(200) }
  const started = performance.now()
  const result = await (await openCamera()).match(portrait ? await portraitOf(portrait) : blank, evidence)
  return { result, ms: performance.now() - started }
}

/** The face that goes into the QR code when its card leaves `most` bytes for it: base64 of the file. */
const tiny = async (face: string, most: number) => tinyFace(await still(face), most)

/** A round as the simulator's LIFF script runs it: the stream follows what the page asks. */
const playStream = async (name: string, face: string, asks: Ask[]) => {
  const source = await puppetStream(await still(face))
  const timer = setInterval(() => source.follow(asked()), 50)
  const seen = await round(source.stream, asks)
  clearInterval(timer)
  source.stop()
  return told(name, seen)
}

/** How far (px) the tip of the nose lies right of the face's middle in the unmirrored picture of a puppet that follows `ask`. */
const noseRightOfMiddle = async (name: string, ask: PuppetAsk) => {
  const [engine, puppet] = [await openFaceEngine(), await createPuppet(await still(name))]
  puppet.follow(ask)
  puppet.frame(0)
  const face = nearestFace(await engine.look(puppet.frame(3000)))
  if (!face) return undefined
  return face.mesh[1][0] - (face.mesh[234][0] + face.mesh[454][0]) / 2
}

/** Live tensors after each of `frames` looks, and the median time of one (ms). */
const frames = async (name: string, count: number) => {
  const [engine, puppet] = [await openFaceEngine(), await puppetOf(name)]
  const shots = Array.from({ length: 8 }, (_, i) => puppet.frame(i * 600))
  const tensors: number[] = []
  const times: number[] = []
  for (let i = 0; i < count; i++) {
    const frame = shots[i % shots.length]!
    const started = performance.now()
    const [face] = await engine.look(frame, { live: i % 10 === 0 })
    times.push(performance.now() - started)
    if (i % 50 === 0) await engine.describe(frame, face)
    tensors.push(engine.tensors())
  }
  return { tensors, median: times.sort((a, b) => a - b)[count >> 1], backend: engine.backend }
}

/** What is seen of the second face right after the first, and right after itself: the same, unless something is kept. */
const afterAnother = async (first: string, second: string) => {
  const engine = await openFaceEngine()
  const [one, two] = (await Promise.all([first, second].map(puppetOf))).map((puppet) => puppet.frame(0))
  const seen = async (frame: Pixels) => {
    const [face] = await engine.look(frame, { eyes: true, live: true })
    const { dlib, faceres } = await engine.describe(frame, face)
    return { ...face, dlib: [...dlib], faceres: [...faceres] }
  }
  const other = await seen(one)
  return { other, after: await seen(two), alone: await seen(two) }
}

/** The backend that is used when `backend` is asked for. */
const opensOn = async (backend: 'webgl' | 'wasm') => {
  const engine = await openFaceEngine({ backend })
  return { backend: engine.backend, faces: (await engine.look(await still('woodland-6'))).length }
}

/** Corner colours and middle colour of a card camera's frame, and its size. */
const cardFrame = async (width: number, height: number) => {
  const { canvas, context } = canvasOf(856, 540)
  context.fillStyle = '#cfe6f7'
  context.fillRect(0, 0, 856, 540)
  const source = cardStream(canvas, { width, height })
  const video = await videoOf(source.stream)
  const shot = canvasOf(video.videoWidth, video.videoHeight)
  shot.context.drawImage(video, 0, 0)
  source.stop()
  const at = (x: number, y: number) => shot.context.getImageData(x, y, 1, 1).data[1]
  const row = shot.context.getImageData(0, height >> 1, width, 1).data.filter((_, i) => i % 4 === 1)
  return {
    width: video.videoWidth,
    height: video.videoHeight,
    corner: at(4, 4),
    middle: at(width >> 1, height >> 1),
    lit: row.filter((g) => g > 150).length / width,
  }
}

/** Whether the face of a still can be described: needs the heavy networks. */
const describes = async (name: string) => {
  const engine = await openFaceEngine()
  const picture = await still(name)
  const [face] = await engine.look(picture)
  return engine.describe(picture, face).then(
    ({ dlib, faceres }) => [dlib.length, faceres.length],
    () => 'failed',
  )
}

/** Whether the eyes of a still can be looked at: needs the iris net. */
const seesEyes = async (name: string) => {
  const picture = await still(name)
  const look = openFaceEngine().then((engine) => engine.look(picture, { eyes: true }))
  return look.then(
    ([face]) => face.mesh.length,
    () => 'failed',
  )
}

/** Whether the models load, and the progress that was shown on the way. */
const load = async () => {
  const progress: number[] = []
  const loaded = await openSelfie((fraction) => progress.push(fraction)).then(
    () => true,
    () => false,
  )
  return { loaded, progress }
}

const kit = {
  afterAnother,
  opensOn,
  play,
  playStream,
  matchWith,
  tiny,
  noseRightOfMiddle,
  frames,
  cardFrame,
  load,
  describes,
  seesEyes,
}
export type Kit = typeof kit
Object.assign(window, { kit })
