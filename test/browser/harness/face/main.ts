// What the tests of the selfie camera ask of this page: its networks one by one, rounds before its camera, and its screen.
import { tinyFace } from '../../../../src/phone/tiny-face.ts'
import { openFaceEngine } from '../../../../src/phone/vision/face.ts'
import { openSelfie } from '../../../../src/phone/vision/selfie.ts'
import type { PuppetAsk } from '../../../../src/simulator/puppet/motion.ts'
import { cardStream } from '../../../../src/simulator/puppet/streams.ts'
import { nearestFace } from '../../../../src/vision/face/measure.ts'
import { enlarge } from '../../../../src/vision/face/sampling.ts'
import { canvasOf, puppetOf, still } from './people.ts'
import { play, videoOf } from './rounds.ts'
import { calibrateWith, matchWith, sent, showSelfie, spoken } from './screen.tsx'

/** The face that goes into the QR code when its card leaves `most` bytes for it: base64 of the file. */
const tiny = async (face: string, most: number) => tinyFace(await still(face), most)

/** How far (px) the tip of the nose lies right of the face's middle in the unmirrored picture of a puppet that follows `ask`. */
const noseRightOfMiddle = async (name: string, ask: PuppetAsk) => {
  const [engine, puppet] = [await openFaceEngine(), await puppetOf(name)]
  puppet.follow(ask)
  puppet.frame(performance.now())
  const face = nearestFace(await engine.detect(puppet.frame(performance.now() + 3000)))
  if (!face) return undefined
  return face.mesh[1][0] - (face.mesh[234][0] + face.mesh[454][0]) / 2
}

let looks = 0
/** From here on every look of this page is counted. The tensors that live by now. */
const countLooks = async () => {
  const engine = await openFaceEngine()
  const { detect } = engine
  engine.detect = (...asked) => {
    looks++
    return detect(...asked)
  }
  return engine.tensors()
}
const counted = async () => ({ tensors: (await openFaceEngine()).tensors(), looks })

/** How many faces are seen in so many looks at a still, each asking for a face's liveness. */
const looksFor = async (name: string, count: number) => {
  const [engine, picture] = [await openFaceEngine(), await still(name)]
  const faces: number[] = []
  for (let i = 0; i < count; i++) faces.push((await engine.detect(picture, { live: true })).length)
  return faces
}

/** What is seen of the second face right after the first, and right after itself: the same, unless something is kept. */
const afterAnother = async (first: string, second: string) => {
  const engine = await openFaceEngine()
  const [one, two] = (await Promise.all([first, second].map(still))).map((face) => enlarge(face, 420))
  const seen = async (frame: typeof one) => {
    const [face] = await engine.detect(frame, { eyes: true, live: true })
    const { dlib, faceres } = await engine.describe(frame, face, 0)
    return { ...face, dlib: [...dlib], faceres: [...faceres] }
  }
  const other = await seen(one)
  return { other, after: await seen(two), alone: await seen(two) }
}

/** The backend that is used when `backend` is asked for. */
const opensOn = async (backend: 'webgl' | 'wasm') => {
  const engine = await openFaceEngine({ backend })
  return { backend: engine.backend, faces: (await engine.detect(await still('woodland-6'))).length }
}

/** Corner colours and middle colour of a card camera's frame, and its size. */
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

/** Whether the face of a still can be described: needs the heavy networks. */
const describes = async (name: string) => {
  const engine = await openFaceEngine()
  const picture = await still(name)
  const [face] = await engine.detect(picture)
  return engine.describe(picture, face, 0).then(
    ({ dlib, faceres }) => [dlib.length, faceres.length],
    () => 'failed',
  )
}

/** Whether the eyes of a still can be looked at: needs the iris net. */
const seesEyes = async (name: string) => {
  const picture = await still(name)
  const faces = openFaceEngine().then((engine) => engine.detect(picture, { eyes: true }))
  return faces.then(
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
  play,
  showSelfie,
  calibrateWith,
  sent,
  matchWith,
  spoken: () => spoken,
  tiny,
  noseRightOfMiddle,
  countLooks,
  counted,
  looksFor,
  afterAnother,
  opensOn,
  cardFrame,
  load,
  describes,
  seesEyes,
}
export type Kit = typeof kit
Object.assign(window, { kit })
