// Runs the heavy networks on a thread of their own: sends it chips and receives descriptors.
// Decision 056: face detection and face comparison do not depend on each other.
import { Worker } from 'node:worker_threads'
import { type FaceModelName, faceModelNames } from '../core/face/recipes.ts'
import type { Descriptor } from '../vision/face/descriptor.ts'
import type { Networks } from '../vision/face/model.ts'
import { faceModels } from '../vision/face/models.ts'
import type { Network } from '../vision/face/tensors.ts'
import type { Pixels } from '../vision/pixels.ts'

export type NetworkRequest = { id: number; model: FaceModelName; network: string; chips: readonly Pixels[] }
/** `tensors`: how many the thread holds, which shows leaks. */
export type NetworkAnswer = { id: number; tensors: number } & ({ found: Descriptor[] } | { fault: string })

type PendingAnswer = { resolve: (found: Descriptor[]) => void; reject: (fault: Error) => void }
export type NetworksThread = { of: Readonly<Record<FaceModelName, Networks>>; tensors: () => number }

/**
 * Starts the thread. A network loads at its first request. When the thread ends, all pending and later requests reject.
 */
export const startNetworks = (): NetworksThread => {
  const thread = new Worker(new URL('./networks-thread.mjs', import.meta.url), { execArgv: [] })
  const waiting = new Map<number, PendingAnswer>()
  let ended: Error | undefined
  let [requests, tensors] = [0, 0]
  const settle = (id: number): PendingAnswer | undefined => {
    const one = waiting.get(id)
    waiting.delete(id)
    // No request is pending, so the thread must not keep the process alive.
    if (waiting.size === 0) thread.unref()
    return one
  }
  const end = (fault: Error) => {
    ended ??= fault
    for (const id of [...waiting.keys()]) settle(id)?.reject(ended)
  }
  thread.on('message', (answer: NetworkAnswer) => {
    const one = settle(answer.id)
    tensors = answer.tensors
    if ('found' in answer) one?.resolve(answer.found)
    else one?.reject(new Error(answer.fault))
  })
  thread.on('error', (fault) => end(fault instanceof Error ? fault : new Error(String(fault))))
  thread.on('exit', () => end(new Error('the thread of the networks has ended')))
  thread.unref()
  const ask =
    (model: FaceModelName, network: string): Network =>
    (chips) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended)
        const id = requests++
        waiting.set(id, { resolve, reject })
        thread.ref()
        thread.postMessage({ id, model, network, chips } satisfies NetworkRequest)
      })
  const networksOf = (model: FaceModelName): Networks =>
    Object.fromEntries(Object.keys(faceModels[model].load).map((network) => [network, ask(model, network)]))
  const of = Object.fromEntries(faceModelNames.map((model) => [model, networksOf(model)])) as NetworksThread['of']
  return { of, tensors: () => tensors }
}
