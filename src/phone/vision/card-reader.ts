// The card reader on the phone: tesseract in two workers of our own, our Thai net in a third, and the reading pipeline.
// Nothing leaves the phone.
import type { Worker } from 'tesseract.js'
import type { Result } from '../../core/result.ts'
import { type Gazetteer, gazetteerOf } from '../../vision/card/gazetteer.ts'
import type { CardSide } from '../../vision/card/layout.ts'
import { readCard } from '../../vision/card/read.ts'
import type { BackReading, CardFault, FrontReading } from '../../vision/card/reading.ts'
import { type OcrEngine, recogniserOf } from '../../vision/card/recogniser.ts'
import type { Pixels, Quad } from '../../vision/pixels.ts'
import { openThaiLine } from './thai-line.ts'

export type CardReader = {
  /** @param corners the card's corners where the person dragged them, in pixels of the photo */
  read(photo: Pixels, expected: CardSide, corners?: Quad): Promise<Result<FrontReading | BackReading, CardFault>>
  close(): Promise<void>
}

const folder = `${__MODELS__}tesseract/`

type Language = 'tha' | 'eng'
/** Megabytes over the line (gzip) for each step of each worker; the core is fetched once and shared by the cache. */
const weights: Record<Language, Record<string, number>> = {
  tha: { 'loading tesseract core': 1.5, 'loading language traineddata': 0.9, 'initializing api': 0.3 },
  eng: { 'loading tesseract core': 0, 'loading language traineddata': 3, 'initializing api': 0.5 },
}
const whole = Object.values(weights)
  .flatMap(Object.values<number>)
  .reduce((a, b) => a + b)

/** Adds up what the workers say they have; they tell steps, not bytes. */
const progressOf = (onProgress: (fraction: number) => void) => {
  const got: Record<Language, Record<string, number>> = { tha: {}, eng: {} }
  return (language: Language, step: string, progress: number) => {
    const weight = weights[language][step]
    if (weight === undefined) return
    got[language][step] = Math.max(got[language][step] ?? 0, weight * progress)
    const sum = Object.values(got)
      .flatMap(Object.values<number>)
      .reduce((a, b) => a + b, 0)
    onProgress(Math.min(1, sum / whole))
  }
}

/** The list comes as a file of its own beside the engine. Without it addresses are read all the same, and flagged. */
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
  // The bytes themselves, which its types do not know: a Blob would be read back line by line. The parameters come with each
  // picture: set by a message of their own, they could overtake it.
  read: async (pgm, { parameters, lattice }) =>
    (await worker.recognize(pgm as unknown as string, parameters, { text: true, hocr: lattice })).data,
})

/**
 * Loads the engine and both languages from our own server, `onProgress` from 0 to 1. Throws when they cannot be had: the
 * caller offers to try again or to type the data in.
 */
export const openCardReader = async (onProgress: (fraction: number) => void): Promise<CardReader> => {
  const { createWorker } = await import('tesseract.js')
  const report = progressOf(onProgress)
  const gazetteer = loadGazetteer()
  const open = (language: Language) =>
    createWorker(language, 1, {
      workerPath: `${folder}worker.min.js`,
      corePath: folder,
      langPath: folder,
      // A worker from a blob would need `blob:` in the page's policy; a second copy in IndexedDB nobody needs.
      workerBlobURL: false,
      cacheMethod: 'none',
      logger: ({ status, progress }) => report(language, status, progress),
    })
  const [tha, eng, net] = await Promise.all([open('tha'), open('eng'), openThaiLine()])
  const recognise = recogniserOf({ tha: engineOf(tha), eng: engineOf(eng) }, net.read)
  return {
    read: async (photo, expected, corners) =>
      readCard(photo, expected, recognise, { corners, gazetteer: await gazetteer }),
    close: async () => {
      net.close()
      await Promise.all([tha.terminate(), eng.terminate()])
    },
  }
}
