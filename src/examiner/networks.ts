// The heavy networks on a thread of their own, as if they were here: chips there, descriptors back.
// Decision 056: finding faces and comparing them do not need each other.
import { Worker } from 'node:worker_threads'
import type { Descriptor } from '../vision/face/descriptor.ts'
import type { Networks } from '../vision/face/template.ts'
import type { Pixels } from '../vision/pixels.ts'

export type NetworkRequest = { id: number; net: keyof Networks; chips: readonly Pixels[] }
/** `tensors`: live ones on that thread. */
export type NetworkAnswer = { id: number; tensors: number } & ({ found: Descriptor[] } | { fault: string })

type PendingAnswer = { resolve: (found: Descriptor[]) => void; reject: (fault: Error) => void }

/** Begins to load at once. A thread that ends takes every answer with it, those asked for later too. */
export const startNetworks = (): Networks & { tensors: () => number } => {
  const thread = new Worker(new URL('./networks-thread.mjs', import.meta.url), { execArgv: [] })
  const waiting = new Map<number, PendingAnswer>()
  let ended: Error | undefined
  let [asked, tensors] = [0, 0]
  const settle = (id: number): PendingAnswer | undefined => {
    const one = waiting.get(id)
    waiting.delete(id)
    // Nobody waits: the process may end.
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
    (net: keyof Networks): Networks['dlib'] =>
    (chips) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended)
        const id = asked++
        waiting.set(id, { resolve, reject })
        thread.ref()
        thread.postMessage({ id, net, chips } satisfies NetworkRequest)
      })
  return { dlib: ask('dlib'), faceres: ask('faceres'), tensors: () => tensors }
}
