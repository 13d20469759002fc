// Reads the card on the phone: two workers run tesseract, a third runs the Thai network. Sends nothing anywhere.
import type { Worker } from 'tesseract.js'
import type { Result } from '../../core/result.ts'
import { type Gazetteer, gazetteerOf } from '../../vision/card/gazetteer.ts'
import type { CardSide } from '../../vision/card/layout.ts'
import { readCard } from '../../vision/card/read.ts'
import type { BackReading, CardFault, FrontReading } from '../../vision/card/reading.ts'
import { type OcrEngine, recogniserOf } from '../../vision/card/recogniser.ts'
import type { Pixels, Quad } from '../../vision/pixels.ts'
import { download, limits, within } from '../waiting/limits.ts'
import { openThaiLine } from './thai-line.ts'

export type CardReader = {
  /**
   * Reads one side of the card. `corners`: the corners that the user set by hand, in pixels of the photo. Rejects when a
   * worker died (a phone without free memory ends it) or `limits.reading` has passed: this reader is then of no more use.
   */
  read(photo: Pixels, expected: CardSide, corners?: Quad): Promise<Result<FrontReading | BackReading, CardFault>>
  close(): Promise<void>
}

const folder = `${__MODELS__}tesseract/`

type Language = 'tha' | 'eng'
/** The step of the language's data, which this page downloads itself. */
const dataStep = 'data'
/**
 * Download size (MB, gzip) of each loading step of each worker. The core is fetched once;
 * the second worker finds it cached.
 */
const weights: Record<Language, Record<string, number>> = {
  tha: { 'loading tesseract core': 1.5, [dataStep]: 0.9, 'initializing api': 0.3 },
  eng: { 'loading tesseract core': 0, [dataStep]: 3, 'initializing api': 0.5 },
}
const totalWeight = Object.values(weights)
  .flatMap(Object.values<number>)
  .reduce((a, b) => a + b)

/** Adds up the workers' progress. Tesseract reports the fraction of each loading step, not bytes. */
const progressOf = (onProgress: (fraction: number) => void) => {
  const loaded: Record<Language, Record<string, number>> = { tha: {}, eng: {} }
  return (language: Language, step: string, progress: number) => {
    const weight = weights[language][step]
    if (weight === undefined) return
    loaded[language][step] = Math.max(loaded[language][step] ?? 0, weight * progress)
    const sum = Object.values(loaded)
      .flatMap(Object.values<number>)
      .reduce((a, b) => a + b, 0)
    onProgress(Math.min(1, sum / totalWeight))
  }
}

/**
 * Loads the list of Thai addresses from its own file. Without the list addresses are still read, and marked as
 * doubtful.
 */
const loadGazetteer = async (): Promise<Gazetteer | undefined> => {
  try {
    const { getDatabase, setEngMode } = await import('thai-address-universal')
    await setEngMode(false)
    return gazetteerOf(getDatabase())
  } catch {
    return undefined
  }
}

const engineOf = (worker: Worker): OcrEngine => ({
  // Passes bytes, which tesseract accepts although its types do not say so: it would read a Blob back line by line.
  // The parameters go with each picture: a separate message with them could overtake a picture.
  read: async (pgm, { parameters, lattice }) =>
    (await worker.recognize(pgm as unknown as string, parameters, { text: true, hocr: lattice })).data,
})

/**
 * Loads the engine and both languages from the service. `onProgress`: 0–1. Rejects when they cannot be loaded, and when
 * nothing arrives for `limits.stalled`; the caller then offers a retry or typing the data in.
 */
export const openCardReader = async (onProgress: (fraction: number) => void): Promise<CardReader> => {
  const { createWorker } = await import('tesseract.js')
  const report = progressOf(onProgress)
  const gazetteer = loadGazetteer()
  /** Rejects when one of the workers dies after it started: tesseract.js then answers nothing any more. */
  let die: (cause: Error) => void = () => undefined
  const death = new Promise<never>((_, reject) => {
    die = reject
  })
  death.catch(() => undefined)
  const opened: Worker[] = []
  const open = async (language: Language) => {
    // Downloaded here first: tesseract.js neither resolves nor rejects when its own download fails. The worker then finds
    // the file in the browser's cache; given the bytes, tesseract.js would take them for the language's name.
    const size = weights[language][dataStep]! * 1e6
    await download(`${folder}${language}.traineddata.gz`, (bytes) =>
      report(language, dataStep, Math.min(1, bytes / size)),
    )
    report(language, dataStep, 1)
    const worker = await within(
      limits.worker,
      createWorker(language, 1, {
        workerPath: `${folder}worker.min.js`,
        corePath: folder,
        langPath: folder,
        // A worker from a blob would need `blob:` in the content security policy. A copy in IndexedDB is not needed.
        workerBlobURL: false,
        cacheMethod: 'none',
        logger: ({ status, progress }) => report(language, status, progress),
        // Without a handler tesseract.js throws into the page; the job itself is rejected as well.
        errorHandler: () => undefined,
      }),
    )
    opened.push(worker)
    // tesseract.js sets `onerror` for its start only, and does not declare the worker that it returns.
    const { worker: thread } = worker as unknown as { worker: globalThis.Worker }
    thread.addEventListener('error', ({ message }) => die(new Error(`the reader died: ${message}`)))
    return worker
  }
  let net: Awaited<ReturnType<typeof openThaiLine>> | undefined
  const close = async () => {
    die(new Error('the reader was closed'))
    net?.close()
    await Promise.all(opened.map((worker) => worker.terminate()))
  }
  try {
    const [tha, eng] = await Promise.all([
      open('tha'),
      open('eng'),
      openThaiLine().then((started) => {
        net = started
      }),
    ])
    const recognise = recogniserOf({ tha: engineOf(tha), eng: engineOf(eng) }, net!.read)
    return {
      read: async (photo, expected, corners) => {
        const reading = async () => readCard(photo, expected, recognise, { corners, gazetteer: await gazetteer })
        return within(limits.reading, Promise.race([reading(), death]))
      },
      close,
    }
  } catch (cause) {
    await close()
    throw cause
  }
}
