// The face engine in the browser: detects faces with Human and makes face templates. Loaded lazily; sends nothing.
/// <reference path="../env.d.ts" />
import type { Human } from '@vladmandic/human'
import { defaultFaceModel, type FaceModelName } from '../../core/face/recipes.ts'
import {
  assertLoaded,
  detectFaces,
  type FaceEngine as Engine,
  faceConfig,
  humanConfig,
  oneAtATime,
} from '../../vision/face/human.ts'
import type { ModelFiles, Networks } from '../../vision/face/model.ts'
import { faceModels } from '../../vision/face/models.ts'
import type { Network, Tensor } from '../../vision/face/tensors.ts'
import { type Backend, likelyBackend } from './face-backend.ts'

export type FaceEngine = Engine & {
  backend: Backend
  /** Triangles of the face mesh: three point indices per triangle. */
  triangles: readonly number[]
  /** The same detection, with face templates by another model than the default one. */
  by(model: FaceModelName): Engine
  /** Starts loading the networks of a model, so that they are ready when a face is described. Never rejects. */
  prepare(model: FaceModelName): void
}
export type EngineOptions = { models?: string; backend?: Backend; onProgress?: (fraction: number) => void }

/** Loading progress (0–1) after the code, the backend and the networks, by their download sizes. */
const loaded = { code: 0.2, backend: 0.35, nets: 1 } as const

let opened: Promise<FaceEngine> | undefined

/** A graphics chip that needs longer than this (ms) per frame is not used; WebAssembly needs about 70 ms. */
const slowFrameMs = 500

/**
 * Runs the face detector twice on an empty picture: the first run compiles the shaders, the second is timed. Calls the
 * network directly, because Human's `detect` never settles when a shader does not compile.
 */
const isQuick = async ({ tf, models }: Human): Promise<boolean> => {
  const net = models.models.blazeface
  if (!net) return false
  const [, height = 0, width = 0] = net.inputs[0].shape ?? []
  const find = async () => {
    const found: Tensor[] = tf.tidy(() => [net.execute(tf.zeros([1, height, width, 3]))].flat())
    await Promise.all(found.map((tensor) => tensor.array()))
    tf.dispose(found)
  }
  await find()
  const started = performance.now()
  await find()
  return performance.now() - started < slowFrameMs
}

/**
 * Set when the iris network failed to load. Human reloads a failed network only together with the others, so the next
 * engine loads it at the start.
 */
let eyesFailed = false

const loadGuidance = async (human: Human, backend: Backend, onProgress: EngineOptions['onProgress']): Promise<void> => {
  // Sets the backend first: if that fails, Human would continue with the tensor library's own choice of backend, which
  // is initialised without the address of its files.
  const refused = backend === 'webgl' && !(await human.tf.setBackend(backend))
  if (!refused) await human.init()
  if (refused || human.tf.getBackend() !== backend) throw new Error(`no ${backend} backend`)
  onProgress?.(loaded.backend)
  await human.load(faceConfig({ eyes: eyesFailed }))
  assertLoaded(human, eyesFailed ? ['blazeface', 'facemesh', 'iris'] : ['blazeface', 'facemesh'])
  if (backend === 'webgl' && !(await isQuick(human))) throw new Error('a slow graphics chip')
  onProgress?.(loaded.nets)
}

/**
 * Opens Human with `backend`, and with WebAssembly if that fails: a phone's graphics chip may refuse, fail or be slow.
 */
const openWithFallback = async (
  make: (backend: Backend) => Human,
  backend: Backend,
  onProgress: EngineOptions['onProgress'],
): Promise<Human> => {
  const human = make(backend)
  try {
    await loadGuidance(human, backend, onProgress)
    return human
  } catch (cause) {
    // `reset` also clears the settings, so this instance cannot be used again.
    human.reset()
    if (backend === 'wasm') throw cause
    return openWithFallback(make, 'wasm', onProgress)
  }
}

/**
 * Loads the iris network before its first use: Human's `detect` never settles when a network fails to load inside it.
 */
const loadEyes = async (human: Human): Promise<void> => {
  if (!human.models.models.iris) await human.load(faceConfig({ eyes: true }))
  assertLoaded(human, ['iris'])
}

/** Returns a function that loads once. After a failed load the next call tries again. */
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

const filesIn = (models: string): ModelFiles => ({
  weights: (tf, name, specs) => tf.io.loadWeights([{ paths: [name], weights: specs }], models),
  url: (name) => `${models}${name}`,
})

/** Returns a function that loads the networks of a model at its first call. */
const loadNetworks = ({ tf }: Human, models: string): ((model: FaceModelName) => Promise<Networks>) => {
  const files = filesIn(models)
  const known = new Map<string, () => Promise<Network>>()
  return async (model) => {
    const asked = Object.entries(faceModels[model].load).map(async ([name, load]): Promise<[string, Network]> => {
      const key = `${model} ${name}`
      const fetched = known.get(key) ?? lazily(() => load(tf, files))
      known.set(key, fetched)
      return [name, await fetched()]
    })
    return Object.fromEntries(await Promise.all(asked))
  }
}

const openEngine = async ({
  models = __MODELS__,
  backend = likelyBackend(),
  onProgress,
}: EngineOptions): Promise<FaceEngine> => {
  const { Human } = await import('@vladmandic/human')
  onProgress?.(loaded.code)
  const where = { modelBasePath: models, wasmPath: models }
  const human = await openWithFallback((on) => new Human(humanConfig({ ...where, backend: on })), backend, onProgress)

  let liveness: Promise<unknown> = Promise.resolve()
  const inTurn = oneAtATime()
  const detect: FaceEngine['detect'] = (picture, options = {}) =>
    inTurn(async () => {
      try {
        if (options.eyes) await loadEyes(human)
        return await detectFaces(human, picture, options)
      } catch (cause) {
        // A partly loaded network stays in Human's module state: the next engine must start anew, with no load running.
        await liveness
        human.reset()
        opened = undefined
        eyesFailed ||= options.eyes ?? false
        throw cause
      }
    })

  const networks = loadNetworks(human, models)
  /**
   * Starts loading the liveness network after the first frame: on a slow connection it must not delay the guidance. The
   * load starts in turn with detection, because it changes Human's configuration, but detection does not wait for its end.
   * Without that network `live` is 0, and the selfie continues.
   */
  let livenessStarted = false
  const loadLiveness = async () => {
    if (livenessStarted) return
    livenessStarted = true
    await inTurn(async () => {
      liveness = human.load(faceConfig({ live: true })).catch(() => {})
    })
  }
  const describing =
    (name: FaceModelName): Engine['describe'] =>
    async (picture, face, share) => {
      const ready = await networks(name)
      return inTurn(() => faceModels[name].embed(ready, picture, face.mesh, share))
    }
  const engine: FaceEngine = {
    backend: human.tf.getBackend(),
    detect: async (picture, options) => {
      if (options?.live) await loadLiveness().then(() => liveness)
      const faces = await detect(picture, options)
      await loadLiveness()
      return faces
    },
    model: faceModels[defaultFaceModel],
    describe: describing(defaultFaceModel),
    by: (name) => ({
      detect: (...asked) => engine.detect(...asked),
      model: faceModels[name],
      describe: describing(name),
      tensors: engine.tensors,
    }),
    prepare: (name) => void networks(name).catch(() => {}),
    triangles: human.faceTriangulation,
    tensors: () => human.tf.engine().state.numTensors,
  }
  return engine
}

/**
 * The page's face engine, opened once and shared: Human keeps its models in module state, and a second engine would
 * load them again. `backend` overrides the choice by graphics chip. Rejects when code or models cannot be loaded; the
 * next call tries again.
 */
export const openFaceEngine = (options: EngineOptions = {}): Promise<FaceEngine> => {
  opened ??= openEngine(options).catch((cause) => {
    opened = undefined
    throw cause
  })
  return opened
}
