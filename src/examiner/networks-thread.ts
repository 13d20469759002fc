// The thread of the heavy networks: answers one request at a time, in the order of arrival.
import { parentPort } from 'node:worker_threads'
import { oneAtATime } from '../vision/face/human.ts'
import { faceModels } from '../vision/face/models.ts'
import type { Network } from '../vision/face/tensors.ts'
import { openHuman } from './human.ts'
import { modelFiles } from './model-files.ts'
import type { NetworkAnswer, NetworkRequest } from './networks.ts'

const human = openHuman()
const loading = new Map<string, Promise<Network>>()
const loaded = ({ model, network }: NetworkRequest): Promise<Network> => {
  const key = `${model} ${network}`
  const begun = loading.get(key) ?? human.then(({ tf }) => faceModels[model].load[network](tf, modelFiles))
  loading.set(key, begun)
  return begun
}
const inTurn = oneAtATime()
parentPort?.on('message', (request: NetworkRequest) =>
  inTurn(async () => {
    const answer = await loaded(request)
      .then(async (network) => ({ found: await network(request.chips) }))
      .catch((fault: unknown) => ({ fault: String(fault) }))
    const tensors = await human.then(({ tf }) => tf.engine().state.numTensors).catch(() => 0)
    parentPort?.postMessage({ id: request.id, tensors, ...answer } satisfies NetworkAnswer)
  }),
)
