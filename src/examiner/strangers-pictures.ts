// Decodes pictures that a stranger's phone sent: on a thread of their own, which is ended when one takes too long.
// A decoder is synchronous WebAssembly: nothing on its own thread could stop it.
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { stripJpegMetadata } from '../core/card/jpeg.ts'
import { err, type Result } from '../core/result.ts'
import { oneAtATime } from '../vision/face/human.ts'
import type { Pixels } from '../vision/pixels.ts'

/** ms for one picture. An honest frame takes 10, on a busy machine ten times that. */
const limitMs = 5_000

type Decoded = Result<Pixels, 'no_picture'>
let thread: Worker | undefined
const inTurn = oneAtATime()

/** A thread that is ready. Throws if it does not start: that is no fault of a picture. */
const startThread = async (): Promise<Worker> => {
  const worker = new Worker(new URL('./pictures-thread.mjs', import.meta.url), { execArgv: [] })
  await once(worker, 'message')
  return worker
}

const decodeOnThread = async (file: Uint8Array, within: number): Promise<Decoded> => {
  thread ??= await startThread()
  const worker = thread
  try {
    worker.ref()
    worker.postMessage(file)
    const [decoded] = await once(worker, 'message', { signal: AbortSignal.timeout(within) })
    // An idle thread must not keep the process alive.
    worker.unref()
    return decoded
  } catch {
    thread = undefined
    await worker.terminate()
    return err('no_picture')
  }
}

/**
 * The upright pixels of a JPEG. `no_picture`: another format, damaged, with more scans than an encoder writes, or longer
 * in decoding than `within` ms.
 */
export const decodeStrangersJpeg = (file: Uint8Array, within = limitMs): Promise<Decoded> =>
  stripJpegMetadata(file).ok ? inTurn(() => decodeOnThread(file, within)) : Promise.resolve(err('no_picture'))
