// Human and dlib's network behind one door: faces of a picture, descriptors of faces. Loaded lazily, sends nothing anywhere.
/// <reference path="../env.d.ts" />
import type { Config, FaceResult, Human } from '@vladmandic/human'
import { alignFace, mirrored } from '../../vision/face/align.ts'
import { type Descriptor, meanDescriptor } from '../../vision/face/match.ts'
import type { Face } from '../../vision/face/mesh.ts'
import { realPose } from '../../vision/face/pose.ts'
import type { Pixels } from '../../vision/pixels.ts'
import { type Backend, likelyBackend } from './face-backend.ts'
import { loadNetwork } from './face-network.ts'

export type LookOptions = {
  /** Also run the iris net, which a blink needs. */ eyes?: boolean /** Also run the liveness net. */
  live?: boolean
}
export type FaceEngine = {
  backend: Backend
  /** At most two faces, in pixels of `picture`. Every value is computed for this picture: nothing is kept from an earlier one. */
  look(picture: Pixels, options?: LookOptions): Promise<Face[]>
  /** Descriptor of one face: its aligned chip and the chip's mirror image, averaged. */
  describe(picture: Pixels, face: Face): Promise<Descriptor>
  /** Corners of the mesh's triangles, three indices each. */
  triangles: readonly number[]
  /** Live tensors: must not grow from frame to frame. */
  tensors(): number
}
export type EngineOptions = { models?: string; backend?: Backend; onProgress?: (fraction: number) => void }

/** How far loading has come (0..1) after the code, the backend and the nets: by their kilobytes on the way. */
const loaded = { code: 0.2, backend: 0.35, nets: 1 } as const

const off = { enabled: false }
/** Caches of values stay off (`skip…: 0`): with them a frame can get the liveness of an earlier one, even of another person. */
const fresh = { skipFrames: 0, skipTime: 0 }

const faceConfig = ({ eyes = false, live = false }: LookOptions): Partial<Config> => ({
  face: {
    enabled: true,
    detector: {
      enabled: true,
      rotation: false,
      maxDetected: 2,
      minConfidence: 0.3,
      iouThreshold: 0.1,
      return: false,
      ...fresh,
    },
    mesh: { enabled: true },
    iris: { enabled: eyes },
    liveness: { enabled: live, ...fresh },
    ...{ attention: off, emotion: off, description: off, antispoof: off },
  } as Config['face'],
})

const humanConfig = (models: string, backend: Backend): Partial<Config> => ({
  backend,
  modelBasePath: models,
  wasmPath: models,
  cacheModels: false,
  cacheSensitivity: 0,
  debug: false,
  async: true,
  warmup: 'none',
  filter: { enabled: false } as Config['filter'],
  ...({ body: off, hand: off, object: off, segmentation: off, gesture: off } as Partial<Config>),
  ...faceConfig({}),
})

/** Human gives depth in pixels of the mesh model's own input. */
const meshInput = 192

const toFace = ({ rotation, mesh, score, live, size }: FaceResult): Face => ({
  ...realPose(rotation?.angle ?? { yaw: 0, pitch: 0, roll: 0 }),
  score,
  live: live ?? 0,
  mesh: mesh.map(([x, y, z]) => [x, y, ((z ?? 0) * size[0]) / meshInput] as const),
})

/** Human logs a model that it cannot load and goes on without it; here that is an error. */
const assertLoaded = (human: Human, names: readonly ('blazeface' | 'facemesh' | 'iris')[]) => {
  const models = human.models.models as unknown as Record<string, { executor?: unknown } | null>
  for (const name of names) if (!models[name]?.executor) throw new Error(`face model not loaded: ${name}`)
}

let opened: Promise<FaceEngine> | undefined

/** Slower than this a frame (ms) and the graphics chip is no help; WebAssembly needs about 70. */
const slow = 500

/** Looks twice at nothing: the first look compiles the shaders, the second is timed. */
const quick = async (look: FaceEngine['look']): Promise<boolean> => {
  const blank = { width: 320, height: 320, data: new Uint8ClampedArray(320 * 320 * 4).fill(128) }
  try {
    await look(blank)
    const started = performance.now()
    await look(blank)
    return performance.now() - started < slow
  } catch {
    return false
  }
}

/** Set when the iris net failed to load: Human only loads a net afresh together with the others, so the next opening takes it along. */
let eyesFailed = false

const loadGuidance = async (human: Human, backend: Backend, onProgress: EngineOptions['onProgress']): Promise<void> => {
  try {
    await human.init()
    if (human.tf.getBackend() !== backend) throw new Error(`no ${backend} backend`)
    onProgress?.(loaded.backend)
    await human.load(faceConfig({ eyes: eyesFailed }))
    assertLoaded(human, eyesFailed ? ['blazeface', 'facemesh', 'iris'] : ['blazeface', 'facemesh'])
    onProgress?.(loaded.nets)
  } catch (cause) {
    human.reset()
    throw cause
  }
}

/** Before it is used: Human's `detect` never settles when a net fails to load inside it. */
const loadEyes = async (human: Human): Promise<void> => {
  if (!human.models.models.iris) await human.load(faceConfig({ eyes: true }))
  assertLoaded(human, ['iris'])
}

const openEngine = async ({
  models = __MODELS__,
  backend = likelyBackend(),
  onProgress,
}: EngineOptions): Promise<FaceEngine> => {
  const { Human } = await import('@vladmandic/human')
  onProgress?.(loaded.code)
  const human = new Human(humanConfig(models, backend))
  await loadGuidance(human, backend, onProgress)

  let liveness: Promise<unknown> = Promise.resolve()
  let turn: Promise<unknown> = Promise.resolve()
  /** One computation at a time: Human's configuration is shared by all of them. */
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const result = turn.then(run)
    turn = result.catch(() => {})
    return result
  }

  const look = (picture: Pixels, options: LookOptions = {}): Promise<Face[]> =>
    inTurn(async () => {
      const { width, height, data } = picture
      const bytes = new Uint8Array(data.buffer, data.byteOffset, data.length)
      const tensor = human.tf.browser.fromPixels({ width, height, data: bytes }, 3)
      try {
        if (options.eyes) await loadEyes(human)
        const { face } = await human.detect(tensor, faceConfig(options))
        return face.filter((found) => found.mesh.length >= 468).map(toFace)
      } catch (cause) {
        // A half-loaded net stays in Human's module state: the next opening has to start afresh, with no load under way.
        await liveness
        human.reset()
        opened = undefined
        eyesFailed ||= options.eyes ?? false
        throw cause
      } finally {
        human.tf.dispose(tensor)
      }
    })

  let network: ReturnType<typeof loadNetwork> | undefined
  /** dlib's network, fetched while the person gets into position; a failed fetch is tried again when it is needed. */
  const identity = () => {
    network ??= loadNetwork(human.tf, models).catch((cause) => {
      network = undefined
      throw cause
    })
    return network
  }

  if (backend === 'webgl' && !(await quick(look))) {
    human.config.backend = 'wasm'
    await human.init()
  }
  identity().catch(() => {})
  // Begun in turn, because it touches the configuration, but not waited for: looking goes on meanwhile.
  // Without it `live` is 0: a signal that is missing, and no reason to stop.
  await inTurn(async () => {
    liveness = human.load(faceConfig({ live: true })).catch(() => {})
  })
  return {
    backend: human.tf.getBackend(),
    look,
    describe: async (picture, face) => {
      const describe = await identity()
      const chip = alignFace(picture, face.mesh)
      return meanDescriptor(await inTurn(() => describe([chip, mirrored(chip)])))
    },
    triangles: human.faceTriangulation,
    tensors: () => human.tf.engine().state.numTensors,
  }
}

/**
 * The page's face engine, opened once and shared: Human keeps its models in module state, a second one would load them again.
 * `backend` overrules the choice by graphics chip. Rejects when code or models cannot be loaded; the next call tries again.
 */
export const openFaceEngine = (options: EngineOptions = {}): Promise<FaceEngine> => {
  opened ??= openEngine(options).catch((cause) => {
    opened = undefined
    throw cause
  })
  return opened
}
