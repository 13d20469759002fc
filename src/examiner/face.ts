// The face engine in Node: detects faces on this thread while the heavy networks run on another.
import { assertLoaded, detectFaces, type FaceEngine, faceConfig, oneAtATime } from '../vision/face/human.ts'
import { quickDescriptorOf, templateOf } from '../vision/face/template.ts'
import { openHuman } from './human.ts'
import { startNetworks } from './networks.ts'

const openEngine = async (): Promise<FaceEngine> => {
  const networks = startNetworks()
  const human = await openHuman()
  const nets = ['blazeface', 'facemesh', 'iris', 'liveness'] as const
  await human.load(faceConfig({ eyes: true, live: true }))
  assertLoaded(human, nets)
  const inTurn = oneAtATime()
  return {
    detect: (picture, options) => inTurn(() => detectFaces(human, picture, options)),
    describe: (picture, face, share) => templateOf(networks, picture, face.mesh, share),
    describeQuickly: (picture, face) => quickDescriptorOf(networks, picture, face.mesh),
    tensors: () => human.tf.engine().state.numTensors + networks.tensors(),
  }
}

let opened: Promise<FaceEngine> | undefined
/** Returns the process's one face engine. Human keeps its models in module state, so there can be only one. */
export const openFaceEngine = (): Promise<FaceEngine> => {
  opened ??= openEngine()
  return opened
}
