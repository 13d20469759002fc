// The face engine in Node: detects faces on this thread while the heavy networks run on another.
import type { FaceModelName } from '../core/face/recipes.ts'
import { assertLoaded, detectFaces, type FaceEngine, faceConfig, oneAtATime } from '../vision/face/human.ts'
import { faceModels } from '../vision/face/models.ts'
import { openHuman } from './human.ts'
import { faceModelHere } from './model-files.ts'
import { startNetworks } from './networks.ts'

const openDetector = async () => {
  const networks = startNetworks()
  const human = await openHuman()
  const nets = ['blazeface', 'facemesh', 'iris', 'liveness'] as const
  await human.load(faceConfig({ eyes: true, live: true }))
  assertLoaded(human, nets)
  const inTurn = oneAtATime()
  const detect: FaceEngine['detect'] = (picture, options) => inTurn(() => detectFaces(human, picture, options))
  return { detect, networks: networks.of, tensors: () => human.tf.engine().state.numTensors + networks.tensors() }
}

let opened: ReturnType<typeof openDetector> | undefined
/**
 * Returns the process's face engine for a model. All models share one detector, because Human keeps its own in module
 * state.
 */
export const openFaceEngine = async (name: FaceModelName = faceModelHere()): Promise<FaceEngine> => {
  opened ??= openDetector()
  const { detect, networks, tensors } = await opened
  const model = faceModels[name]
  const describe: FaceEngine['describe'] = (picture, face, share) =>
    model.embed(networks[name], picture, face.mesh, share)
  return { detect, tensors, model, describe }
}
