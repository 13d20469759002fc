// What runs on the thread of the networks: one picture after the other, in the order of asking.
import { parentPort } from 'node:worker_threads'
import { oneAtATime } from '../vision/face/human.ts'
import { loadNetworks, openHuman } from './human.ts'
import type { Answered, Asked } from './networks.ts'

const networks = openHuman().then(loadNetworks)
const inTurn = oneAtATime()
parentPort?.on('message', ({ id, net, chips }: Asked) =>
  inTurn(async () => {
    const answer: Answered = await networks
      .then(async (ready) => ({ id, found: await ready[net](chips) }))
      .catch((fault: unknown) => ({ id, fault: String(fault) }))
    parentPort?.postMessage(answer)
  }),
)
