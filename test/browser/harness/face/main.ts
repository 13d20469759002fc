// Harness page for the selfie tests: runs the networks one by one, rounds of the selfie camera, and the selfie screen.
import { tinyFace } from '../../../../src/phone/tiny-face.ts'
import { openFaceEngine } from '../../../../src/phone/vision/face.ts'
import { openSelfie } from '../../../../src/phone/vision/selfie.ts'
import type { PuppetAsk } from '../../../../src/simulator/puppet/motion.ts'
import { cardStream } from '../../../../src/simulator/puppet/streams.ts'
import { nearestFace } from '../../../../src/vision/face/measure.ts'
import { enlarge } from '../../../../src/vision/face/sampling.ts'
import { faceBox } from '../../../../src/vision/face/small-face.ts'
import { canvasOf, puppetOf, still } from './people.ts'
import { play, videoOf } from './rounds.ts'
import { calibrateWith, matchWith, sent, showSelfie, spoken } from './screen.tsx'

/** The face for the QR code with at most `maxBytes` bytes: base64 of the WebP file. */
const tiny = async (face: string, maxBytes: number) => {
  const picture = await still(face)
  const found = nearestFace(await (await openFaceEngine()).detect(picture))
  if (!found) throw new Error('a portrait without a face')
  return tinyFace(picture, faceBox(found.mesh), maxBytes)
}

/**
 * Distance (px) of the nose tip to the right of the face's middle, in the unmirrored picture of a puppet that follows
 * `ask`.
 */
const noseRightOfMiddle = async (name: string, ask: PuppetAsk) => {
  const [engine, puppet] = [await openFaceEngine(), await puppetOf(name)]
  puppet.follow(ask)
  puppet.frame(performance.now())
  const face = nearestFace(await engine.detect(puppet.frame(performance.now() + 3000)))
  if (!face) return undefined
  return face.mesh[1][0] - (face.mesh[234][0] + face.mesh[454][0]) / 2
}

let detections = 0
/** Counts every face detection of this page from now on. Returns the number of tensors in memory. */
const countDetections = async () => {
  const engine = await openFaceEngine()
  const { detect } = engine
  engine.detect = (...request) => {
    detections++
    return detect(...request)
  }
  return engine.tensors()
}
const counted = async () => ({ tensors: (await openFaceEngine()).tensors(), detections })

/** The number of faces in each of `count` detections on one still picture, with liveness. */
const detectRepeatedly = async (name: string, count: number) => {
  const [engine, picture] = [await openFaceEngine(), await still(name)]
  const faces: number[] = []
  for (let i = 0; i < count; i++) faces.push((await engine.detect(picture, { live: true })).length)
  return faces
}

/** The results for the second face after the first and after itself. They are equal unless the engine keeps state. */
const afterAnother = async (first: string, second: string) => {
  const engine = await openFaceEngine()
  const [one, two] = (await Promise.all([first, second].map(still))).map((face) => enlarge(face, 420))
  const resultsFor = async (frame: typeof one) => {
    const [face] = await engine.detect(frame, { eyes: true, live: true })
    const print = await engine.describe(frame, face, 0)
    return { ...face, print: Object.values(print).map((numbers) => [...numbers]) }
  }
  const other = await resultsFor(one)
  return { other, after: await resultsFor(two), alone: await resultsFor(two) }
}

/** The backend that the engine uses when `backend` is requested, and the number of faces that it detects in a still. */
const opensOn = async (backend: 'webgl' | 'wasm') => {
  const engine = await openFaceEngine({ backend })
  return { backend: engine.backend, faces: (await engine.detect(await still('woodland-6'))).length }
}

/**
 * Size, corner colour and middle colour of a frame of the card camera; `lit`: share of bright pixels in the middle row.
 */
const cardFrame = async (width: number, height: number) => {
  const { canvas, context } = canvasOf(856, 540)
  context.fillStyle = '#cfe6f7'
  context.fillRect(0, 0, 856, 540)
  const source = cardStream(() => canvas, { width, height })
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

/** Lengths of the face template of a still, or `failed`. Needs the large networks. */
const describes = async (name: string) => {
  const engine = await openFaceEngine()
  const picture = await still(name)
  const [face] = await engine.detect(picture)
  return engine.describe(picture, face, 0).then(
    (print) => Object.values(print).map(({ length }) => length),
    () => 'failed',
  )
}

/** Number of mesh points with the eyes of a still, or `failed`. Needs the iris network. */
const seesEyes = async (name: string) => {
  const picture = await still(name)
  const faces = openFaceEngine().then((engine) => engine.detect(picture, { eyes: true }))
  return faces.then(
    ([face]) => face.mesh.length,
    () => 'failed',
  )
}

/** Whether the models load, and the progress values that were reported. */
const load = async () => {
  const progress: number[] = []
  const loaded = await openSelfie((fraction) => progress.push(fraction)).then(
    () => true,
    () => false,
  )
  return { loaded, progress }
}

const kit = {
  play,
  showSelfie,
  calibrateWith,
  sent,
  matchWith,
  spoken: () => spoken,
  tiny,
  noseRightOfMiddle,
  countDetections,
  counted,
  detectRepeatedly,
  afterAnother,
  opensOn,
  cardFrame,
  load,
  describes,
  seesEyes,
}
export type Kit = typeof kit
Object.assign(window, { kit })
