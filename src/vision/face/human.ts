// Configures the Human library, the same on the phone and in the examiner, and converts its results to our types.
import type { Config, FaceResult, Human } from '@vladmandic/human'
import type { Pixels } from '../pixels.ts'
import type { Face } from './mesh.ts'
import type { FaceModel, FaceTemplate } from './model.ts'
import { realPose } from './pose.ts'

export type DetectOptions = {
  /** Also run the iris net, which a blink needs. */ eyes?: boolean /** Also run the liveness net. */
  live?: boolean
}
export type FaceEngine = {
  /**
   * At most two faces, in pixels of `picture`. Every value is computed for this picture; none is kept from an earlier
   * one.
   */
  detect(picture: Pixels, options?: DetectOptions): Promise<Face[]>
  /** The model that makes and scores templates. */
  model: FaceModel
  /** The template of one face; `share` as in `FaceModel.embed`. Rejects if the model's networks are not loaded. */
  describe(picture: Pixels, face: Face, share?: number): Promise<FaceTemplate>
  /** The number of live tensors, which must not grow from frame to frame. */
  tensors(): number
}

const off = { enabled: false }
/**
 * Value caches stay off (`skip…: 0`): a frame could otherwise get the liveness of an earlier frame, even of another
 * person.
 */
const fresh = { skipFrames: 0, skipTime: 0 }

export const faceConfig = ({ eyes = false, live = false }: DetectOptions): Partial<Config> => ({
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
    attention: off,
    emotion: off,
    description: off,
    antispoof: off,
  } as Config['face'],
})

/** `modelBasePath` and `wasmPath` end in a slash. */
export const humanConfig = (where: Pick<Config, 'backend' | 'modelBasePath' | 'wasmPath'>): Partial<Config> => ({
  ...where,
  cacheModels: false,
  cacheSensitivity: 0,
  debug: false,
  async: true,
  warmup: 'none',
  filter: off as Config['filter'],
  ...({ body: off, hand: off, object: off, segmentation: off, gesture: off } as Partial<Config>),
  ...faceConfig({}),
})

/** Throws if a model is not loaded. Human itself only logs the failure and goes on without the model. */
export const assertLoaded = (human: Human, names: readonly ('blazeface' | 'facemesh' | 'iris' | 'liveness')[]) => {
  const models = human.models.models as unknown as Record<string, { executor?: unknown } | null>
  for (const name of names) if (!models[name]?.executor) throw new Error(`face model not loaded: ${name}`)
}

/** Side (px) of the mesh model's input. Human reports depth in its pixels. */
const meshInput = 192

const toFace = ({ rotation, mesh, score, live, size }: FaceResult): Face => ({
  ...realPose(rotation?.angle ?? { yaw: 0, pitch: 0, roll: 0 }),
  score,
  live: live ?? 0,
  mesh: mesh.map(([x, y, z]) => [x, y, ((z ?? 0) * size[0]) / meshInput] as const),
})

/** RGB without alpha. tfjs takes ten times as long to drop the alpha channel. */
const rgbOf = ({ width, height, data }: Pixels): Int32Array => {
  const rgb = new Int32Array(width * height * 3)
  for (let i = 0, j = 0; j < rgb.length; i += 4, j += 3) {
    rgb[j] = data[i]
    rgb[j + 1] = data[i + 1]
    rgb[j + 2] = data[i + 2]
  }
  return rgb
}

/** The faces in a picture. Run one detection at a time, because all of them share Human's configuration. */
export const detectFaces = async (human: Human, picture: Pixels, options: DetectOptions = {}): Promise<Face[]> => {
  const { width, height } = picture
  const tensor = human.tf.tensor3d(rgbOf(picture), [height, width, 3], 'int32')
  try {
    const { face } = await human.detect(tensor, faceConfig(options))
    return face.filter((found) => found.mesh.length >= 468).map(toFace)
  } finally {
    human.tf.dispose(tensor)
  }
}

/** Returns a function that runs its jobs one after the other, in the order of the calls. */
export const oneAtATime = () => {
  let turn: Promise<unknown> = Promise.resolve()
  return <T>(run: () => Promise<T>): Promise<T> => {
    const result = turn.then(run)
    turn = result.catch(() => {})
    return result
  }
}
