// The thread of the heavy networks: answers one request at a time, in the order of arrival.
import { parentPort } from 'node:worker_threads'
import { oneAtATime } from '../vision/face/human.ts'
import { loadNetworks, openHuman } from './human.ts'
import type { NetworkAnswer, NetworkRequest } from './networks.ts'

const human = openHuman()
const networks = human.then(loadNetworks)
const inTurn = oneAtATime()
parentPort?.on('message', ({ id, net, chips }: NetworkRequest) =>
  inTurn(async () => {
    const answer = await networks
      .then(async (ready) => ({ found: await ready[net](chips) }))
      .catch((fault: unknown) => ({ fault: String(fault) }))
    const tensors = await human.then(({ tf }) => tf.engine().state.numTensors).catch(() => 0)
    parentPort?.postMessage({ id, tensors, ...answer } satisfies NetworkAnswer)
  }),
)
