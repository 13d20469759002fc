// Runs in Chromium for bench/selfie.ts: our selfie, and the Human library's faceid demo in its own configuration, before the same face.
import type { Config, Human } from '@vladmandic/human'
import { defaultFaceModel } from '../../src/core/face/recipes.ts'
import { pickAsks, pickWaits } from '../../src/core/face/selfie.ts'
import { openFaceEngine } from '../../src/phone/vision/face.ts'
import { type ChallengeSource, openSelfie } from '../../src/phone/vision/selfie.ts'
import { framesOf } from '../../src/phone/vision/selfie-frames.ts'
import { createPuppet } from '../../src/simulator/puppet/puppet.ts'
import { loadSampleFace, pixelsOf, sampleFaces } from '../../src/simulator/puppet/samples.ts'
import { portraitFace } from '../../src/vision/face/templates.ts'
import type { Pixels } from '../../src/vision/pixels.ts'

const size = { width: 640, height: 480 }
const canvas = Object.assign(document.createElement('canvas'), size)
const pen = canvas.getContext('2d')
if (!pen) throw new Error('no 2d canvas')
/** Scale from the sample face to the camera's frame, so that the face is as large as a person's at arm's length. */
const zoom = 3.6

const face = () => loadSampleFace(sampleFaces[0])
const show = ({ data, width, height }: Pixels) =>
  pen.putImageData(new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width, height), 0, 0)

let stillTimer = 0
/** Simulates a camera before a person who looks straight ahead and sways a little, at 15 frames per second. */
const openStill = async () => {
  const { data, width, height } = await face()
  const still = await createImageBitmap(new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width, height))
  const draw = () => {
    const [x, y] = [Math.sin(performance.now() / 610), Math.sin(performance.now() / 740)]
    pen.fillStyle = '#645c58'
    pen.fillRect(0, 0, size.width, size.height)
    pen.drawImage(
      still,
      (size.width - width * zoom) / 2 + x,
      (size.height - height * zoom) / 2 + y,
      width * zoom,
      height * zoom,
    )
  }
  draw()
  stillTimer = window.setInterval(draw, 1000 / 15)
}
const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true })
const openVideo = async () => {
  video.srcObject = canvas.captureStream(30)
  document.body.append(video)
  await video.play()
}

const fetchedBy = (until: number) =>
  performance
    .getEntriesByType('resource')
    .filter(({ startTime }) => startTime <= until)
    .map(({ name }) => name)
const never: ChallengeSource['next'] = () => new Promise(() => undefined)

/** Our selfie from the tap on: ms to the first hint, and the URLs fetched by then. */
const ours = async () => {
  await openStill()
  await openVideo()
  const started = performance.now()
  const camera = await openSelfie(() => undefined)
  const leave = new AbortController()
  let first = 0
  const asking = { steps: 2, eyes: false, model: defaultFaceModel, next: never }
  await camera.run(
    video,
    asking,
    ({ hint }) => {
      if (hint === 'loading' || first) return
      first = performance.now()
      leave.abort()
    },
    leave.signal,
  )
  return { ms: first - started, fetched: fetchedBy(first) }
}

/** The configuration of `demo/faceid/index.ts`, unchanged except for the paths of the files. */
const demoConfig = {
  cacheSensitivity: 0.01,
  filter: { enabled: true, equalization: true },
  debug: false,
  face: {
    enabled: true,
    detector: { rotation: true, return: true, mask: false },
    description: { enabled: true },
    iris: { enabled: true },
    emotion: { enabled: false },
    antispoof: { enabled: true },
    liveness: { enabled: true },
  },
  body: { enabled: false },
  hand: { enabled: false },
  object: { enabled: false },
  gesture: { enabled: true },
} as Partial<Config>

/**
 * `as_it_is`: the demo with its filters and its cache of earlier frames. `networks`: only its networks, all of them on each frame, without
 * filters and rotation, which software rendering makes slower than on any phone. Use one way per page: the library keeps needing the
 * filters' canvas once it had one.
 */
export type NaiveMode = 'as_it_is' | 'networks'
const fresh = { skipFrames: 0, skipTime: 0 }
const networksAlone = {
  ...demoConfig,
  cacheSensitivity: 0,
  filter: { enabled: false },
  gesture: { enabled: false },
  face: {
    ...demoConfig.face,
    detector: { rotation: false, return: false, ...fresh },
    ...Object.fromEntries(
      (['description', 'iris', 'antispoof', 'liveness'] as const).map((name) => [name, { enabled: true, ...fresh }]),
    ),
  },
} as unknown as Partial<Config>

let human: Human | undefined
/** Loads, warms up and detects as the demo does. Its first result is the first that could guide a user. */
const demo = async (way: NaiveMode) => {
  await openStill()
  await openVideo()
  const started = performance.now()
  const { Human } = await import('@vladmandic/human')
  const where = { backend: 'wasm', modelBasePath: __MODELS__, wasmPath: __MODELS__, cacheModels: false } as const
  human = new Human({ ...(way === 'networks' ? networksAlone : demoConfig), ...where })
  await human.load()
  await human.warmup()
  const result = await human.detect(video)
  const first = performance.now()
  return { ms: first - started, faces: result.face.length, fetched: fetchedBy(first) }
}

/** ms of each of `count` frames in which our detector found one face. */
const oursFrames = async (count: number) => {
  const engine = await openFaceEngine()
  const next = framesOf(video)
  const times: number[] = []
  while (times.length < count) {
    const pixels = await next()
    const started = performance.now()
    if (pixels && (await engine.detect(pixels)).length === 1) times.push(performance.now() - started)
  }
  return times
}
/** ms of each of `count` templates of a face that is already detected. Call it after a round, which loads the networks. */
const templates = async (count: number) => {
  const engine = await openFaceEngine()
  const pixels = pixelsOf(await createImageBitmap(await shot(await face())))
  const found = await portraitFace(engine, pixels)
  if (!found) throw new Error('the sample shows no face')
  const times: number[] = []
  while (times.length < count) {
    const started = performance.now()
    await engine.describe(found.pixels, found.face)
    times.push(performance.now() - started)
  }
  return times
}
/** ms of each of `count` frames in which the demo found one face. */
const demoFrames = async (count: number) => {
  if (!human) throw new Error('the demo is not there')
  const next = framesOf(video)
  const times: number[] = []
  while (times.length < count) {
    const pixels = await next()
    if (!pixels) continue
    const started = performance.now()
    const { face: found } = await human.detect(video)
    if (found.length === 1) times.push(performance.now() - started)
    for (const { tensor } of found) human.tf.dispose(tensor)
  }
  return times
}

/** A whole capture of the puppet camera, with challenges as the service draws them, and the comparison with another photograph. */
const round = async () => {
  const engine = await openFaceEngine()
  // Without eyes: the iris network is the puppet's here, and its bytes would be counted as ours.
  const puppet = await createPuppet(await face(), {
    engine: { ...engine, detect: (picture) => engine.detect(picture) },
  })
  const random = crypto.getRandomValues(new Uint8Array(8))
  const [asks, waits] = [pickAsks(random.subarray(0, 2), false), pickWaits(random.subarray(2))]
  clearInterval(stillTimer)
  let told = 0
  const next: ChallengeSource['next'] = async () => {
    const afterMs = waits[told] ?? 0
    return { ok: true, value: { ask: asks[told++] ?? 'centre', afterMs } }
  }
  const timer = setInterval(() => {
    puppet.follow(document.documentElement.dataset.ask as Parameters<typeof puppet.follow>[0])
    show(puppet.frame(performance.now()))
  }, 1000 / 15)
  const camera = await openSelfie(() => undefined)
  const started = performance.now()
  const result = await camera.run(
    video,
    { steps: asks.length, eyes: false, model: defaultFaceModel, next },
    () => undefined,
    new AbortController().signal,
  )
  const ms = performance.now() - started
  clearInterval(timer)
  if (!result.ok) return { ms, reason: result.reason }
  const matching = performance.now()
  const card = pixelsOf(await createImageBitmap(await shot(await loadSampleFace(sampleFaces[1]))))
  const match = await camera.match(card, result.value, { model: defaultFaceModel })
  const waited = waits.reduce((sum, wait) => sum + wait, 0)
  return {
    ms,
    waited,
    match: match.ok ? (match.value.fault ?? 'plausible') : match.reason,
    matchMs: performance.now() - matching,
    fetched: fetchedBy(performance.now()),
  }
}
const shot = async ({ data, width, height }: Pixels) =>
  new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width, height)

const kit = { ours, demo, oursFrames, demoFrames, round, templates }
export type SelfieKit = typeof kit
Object.assign(window, { kit })
