// Human and our networks behind one door in the browser: faces of a picture, prints of faces. Loaded lazily, sends nothing anywhere.
/// <reference path="../env.d.ts" />
import type { Human } from '@vladmandic/human'
import { dlibManifest, dlibNetwork } from '../../vision/face/dlib.ts'
import { loadFaceres } from '../../vision/face/faceres.ts'
import {
  assertLoaded,
  detectFaces,
  type FaceEngine as Engine,
  faceConfig,
  humanConfig,
  oneAtATime,
} from '../../vision/face/human.ts'
import { type Networks, quickDescriptorOf, templateOf } from '../../vision/face/template.ts'
import type { Tensor } from '../../vision/face/tensors.ts'
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

/**
 * Finds faces twice in nothing: the first time compiles the shaders, the second is timed. The net itself, because Human's `detect`
 * never settles when a shader does not compile.
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
  return performance.now() - started < slow
}

/** Set when the iris net failed to load: Human only loads a net afresh together with the others, so the next opening takes it along. */
let eyesFailed = false

const loadGuidance = async (human: Human, backend: Backend, onProgress: EngineOptions['onProgress']): Promise<void> => {
  // Asked first: Human would go on with a backend of the tensor library's choice, begun without the address of its files.
  const refused = backend === 'webgl' && !(await human.tf.setBackend(backend))
  if (!refused) await human.init()
  if (refused || human.tf.getBackend() !== backend) throw new Error(`no ${backend} backend`)
  onProgress?.(loaded.backend)
  await human.load(faceConfig({ eyes: eyesFailed }))
  assertLoaded(human, eyesFailed ? ['blazeface', 'facemesh', 'iris'] : ['blazeface', 'facemesh'])
  if (backend === 'webgl' && !(await isQuick(human))) throw new Error('a slow graphics chip')
  onProgress?.(loaded.nets)
}

/** On the graphics chip if that works and pays, else in WebAssembly: a phone's chip may be there, and refuse, fail or be slow. */
const openSomewhere = async (
  make: (backend: Backend) => Human,
  backend: Backend,
  onProgress: EngineOptions['onProgress'],
): Promise<Human> => {
  const human = make(backend)
  try {
    await loadGuidance(human, backend, onProgress)
    return human
  } catch (cause) {
    // Takes its settings away too, so that this one is of no use any more.
    human.reset()
    if (backend === 'wasm') throw cause
    return openSomewhere(make, 'wasm', onProgress)
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
  const faceres = lazily(() => loadFaceres(tf, `${models}faceres.json`))
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
  const where = { modelBasePath: models, wasmPath: models }
  const human = await openSomewhere((on) => new Human(humanConfig({ ...where, backend: on })), backend, onProgress)

  let liveness: Promise<unknown> = Promise.resolve()
  const inTurn = oneAtATime()
  const look: FaceEngine['detect'] = (picture, options = {}) =>
    inTurn(async () => {
      try {
        if (options.eyes) await loadEyes(human)
        return await detectFaces(human, picture, options)
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
    detect: async (picture, options) => {
      if (options?.live) await heavy().then(() => liveness)
      const faces = await look(picture, options)
      await heavy()
      return faces
    },
    describe: async (picture, face, share) => {
      const ready = await networks()
      return inTurn(() => templateOf(ready, picture, face.mesh, share))
    },
    describeQuickly: async (picture, face) => {
      const ready = await networks()
      return inTurn(() => quickDescriptorOf(ready, picture, face.mesh))
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
