// The Thai net on the phone: a worker of its own that reads line after line.
import type { Lattice } from '../../vision/card/lattice.ts'
import type { ThaiReader } from '../../vision/card/recogniser.ts'

/** Throws when the worker cannot be had. */
export const openThaiLine = async (): Promise<{ read: ThaiReader; close: () => void }> => {
  const worker = new Worker(new URL('./thai-line-worker.ts', import.meta.url), { type: 'module' })
  /** Who waits for an answer: it answers in the order in which it is asked. */
  const waiting: { resolve: (answer: Lattice) => void; reject: (fault: Error) => void }[] = []
  const answer = () => new Promise<Lattice>((resolve, reject) => waiting.push({ resolve, reject }))
  worker.onmessage = ({ data }: MessageEvent<Lattice>) => waiting.shift()?.resolve(data)
  // What fails was asked first, and has no other answer: whoever asked next still gets its own.
  worker.onerror = ({ message }) => waiting.shift()?.reject(new Error(`Thai net: ${message}`))
  // Its first word is that it is there.
  await answer()
  return {
    read: (picture) => {
      worker.postMessage(picture)
      return answer()
    },
    close: () => worker.terminate(),
  }
}
