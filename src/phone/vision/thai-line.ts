// The Thai network on the phone: a worker that reads one line after another.
import type { Lattice } from '../../vision/card/lattice.ts'
import type { ThaiReader } from '../../vision/card/recogniser.ts'
import { limits, within } from '../waiting/limits.ts'

/** Starts the worker. Rejects when the worker cannot start, or does not within `limits.worker`. `read` recognises one line. */
export const openThaiLine = async (): Promise<{ read: ThaiReader; close: () => void }> => {
  const worker = new Worker(new URL('./thai-line-worker.ts', import.meta.url), { type: 'module' })
  /** Pending requests, oldest first: the worker answers in the order of the requests. */
  const waiting: { resolve: (answer: Lattice) => void; reject: (fault: Error) => void }[] = []
  const answer = () => new Promise<Lattice>((resolve, reject) => waiting.push({ resolve, reject }))
  worker.onmessage = ({ data }: MessageEvent<Lattice>) => waiting.shift()?.resolve(data)
  // An error belongs to the oldest request, which gets no other answer. Later requests still get their own answers.
  worker.onerror = ({ message }) => waiting.shift()?.reject(new Error(`Thai net: ${message}`))
  // The worker's first message says that it is ready.
  await within(limits.worker, answer()).catch((cause) => {
    worker.terminate()
    throw cause
  })
  return {
    read: (picture) => {
      worker.postMessage(picture)
      return answer()
    },
    close: () => worker.terminate(),
  }
}
