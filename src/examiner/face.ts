// The face engine in Node: looking on this thread, the heavy networks on another, so that the next face is looked for meanwhile.
import type { FaceModelName } from '../core/face/recipes.ts'
import { assertLoaded, detectFaces, type FaceEngine, faceConfig, oneAtATime } from '../vision/face/human.ts'
import { faceModels } from '../vision/face/models.ts'
import { openHuman } from './human.ts'
import { faceModelHere } from './model-files.ts'
import { startNetworks } from './networks.ts'

const openEyes = async () => {
  const networks = startNetworks()
  const human = await openHuman()
  const nets = ['blazeface', 'facemesh', 'iris', 'liveness'] as const
  await human.load(faceConfig({ eyes: true, live: true }))
  assertLoaded(human, nets)
  const inTurn = oneAtATime()
  const look: FaceEngine['detect'] = (picture, options) => inTurn(() => detectFaces(human, picture, options))
  return { look, networks: networks.of, tensors: () => human.tf.engine().state.numTensors + networks.tensors() }
}

let opened: ReturnType<typeof openEyes> | undefined
/** The process's face engine; its eyes are opened once for all models, because Human keeps its own in module state. */
export const openFaceEngine = async (name: FaceModelName = faceModelHere()): Promise<FaceEngine> => {
  opened ??= openEyes()
  const { look, networks, tensors } = await opened
  const model = faceModels[name]
  const describe: FaceEngine['describe'] = (picture, face, share) =>
    model.embed(networks[name], picture, face.mesh, share)
  return { detect: look, tensors, model, describe }
}
