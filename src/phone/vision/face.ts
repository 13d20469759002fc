// Human and our networks behind one door in the browser: faces of a picture, prints of faces. Loaded lazily, sends nothing anywhere.
/// <reference path="../env.d.ts" />
import type { Human } from '@vladmandic/human'
import { dlibManifest, dlibNetwork } from '../../vision/face/dlib.ts'
import { faceresNetwork } from '../../vision/face/faceres.ts'
import {
  assertLoaded,
  type FaceEngine as Engine,
  faceConfig,
  humanConfig,
  lookWith,
  oneAtATime,
} from '../../vision/face/human.ts'
import { glanceAt, type Networks, printFace } from '../../vision/face/print.ts'
import { type Backend, likelyBackend } from './face-backend.ts'

export type FaceEngine = Engine & {
  backend: Backend
  /** Corners of the mesh's triangles, three indices each. */
  triangles: readonly number[]
}
export type EngineOptions = { models?: string; backend?: Backend; onProgress?: (fraction: number) => void }

/** How far loading has come (0..1) after the code, the backend and the nets: by their kilobytes on the way. */
const loaded = { code: 0.2, backend: 0.35, nets: 1 } as const

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

/** On `backend`; where that does not come up, in WebAssembly: a phone's graphics chip may be there and refuse. */
const loadSomewhere = async (
  human: Human,
  backend: Backend,
  onProgress: EngineOptions['onProgress'],
): Promise<void> => {
  try {
    await loadGuidance(human, backend, onProgress)
  } catch (cause) {
    if (backend === 'wasm') throw cause
    human.config.backend = 'wasm'
    await loadGuidance(human, 'wasm', onProgress)
  }
}

/** Before it is used: Human's `detect` never settles when a net fails to load inside it. */
const loadEyes = async (human: Human): Promise<void> => {
  if (!human.models.models.iris) await human.load(faceConfig({ eyes: true }))
  assertLoaded(human, ['iris'])
}

/** Loads once; a load that failed is tried again when it is needed next. */
const lazily = <T>(load: () => Promise<T>): (() => Promise<T>) => {
  let loading: Promise<T> | undefined
  return () => {
    loading ??= load().catch((cause) => {
      loading = undefined
      throw cause
    })
    return loading
  }
}

/** The heavy networks, each fetched at the first asking. */
const loadNetworks = ({ tf }: Human, models: string): (() => Promise<Networks>) => {
  const dlib = lazily(async () => dlibNetwork(tf, await tf.io.loadWeights(dlibManifest, models)))
  const faceres = lazily(async () => faceresNetwork(tf, await tf.loadGraphModel(`${models}faceres.json`)))
  return async () => {
    const [first, second] = await Promise.all([dlib(), faceres()])
    return { dlib: first, faceres: second }
  }
}

const openEngine = async ({
  models = __MODELS__,
  backend = likelyBackend(),
  onProgress,
}: EngineOptions): Promise<FaceEngine> => {
  const { Human } = await import('@vladmandic/human')
  onProgress?.(loaded.code)
  const human = new Human(humanConfig({ backend, modelBasePath: models, wasmPath: models }))
  await loadSomewhere(human, backend, onProgress)

  let liveness: Promise<unknown> = Promise.resolve()
  const inTurn = oneAtATime()
  const look: FaceEngine['look'] = (picture, options = {}) =>
    inTurn(async () => {
      try {
        if (options.eyes) await loadEyes(human)
        return await lookWith(human, picture, options)
      } catch (cause) {
        // A half-loaded net stays in Human's module state: the next opening has to start afresh, with no load under way.
        await liveness
        human.reset()
        opened = undefined
        eyesFailed ||= options.eyes ?? false
        throw cause
      }
    })

  const networks = loadNetworks(human, models)
  if (human.tf.getBackend() === 'webgl' && !(await quick(look))) {
    human.config.backend = 'wasm'
    await human.init()
  }
  /**
   * The heavy nets set out once the first frame has been looked at: on a slow line they must not stand in guidance's way. The
   * liveness net is begun in turn, because it touches the configuration, but not waited for: looking goes on meanwhile. Without
   * it `live` is 0: a signal that is missing, and no reason to stop.
   */
  let setOut = false
  const heavy = async () => {
    if (setOut) return
    setOut = true
    networks().catch(() => {})
    await inTurn(async () => {
      liveness = human.load(faceConfig({ live: true })).catch(() => {})
    })
  }
  return {
    backend: human.tf.getBackend(),
    look: async (picture, options) => {
      if (options?.live) await heavy().then(() => liveness)
      const faces = await look(picture, options)
      await heavy()
      return faces
    },
    describe: async (picture, face) => {
      const ready = await networks()
      return inTurn(() => printFace(ready, picture, face.mesh))
    },
    glance: async (picture, face) => {
      const ready = await networks()
      return inTurn(() => glanceAt(ready, picture, face.mesh))
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
