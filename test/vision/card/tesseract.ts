// The real engine in Node, set exactly as on the phone: two workers, one for each language.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createWorker, type Worker } from 'tesseract.js'
import { type Engine, type Recogniser, recogniserOf } from '../../../src/vision/card/recogniser.ts'

const find = createRequire(import.meta.url)

const open = (language: 'tha' | 'eng'): Promise<Worker> =>
  createWorker(language, 1, {
    langPath: join(dirname(find.resolve(`@tesseract.js-data/${language}/package.json`)), '4.0.0_best_int'),
    cacheMethod: 'none',
  })

const engineOf = (worker: Worker): Engine => ({
  setParameters: (parameters) => worker.setParameters(parameters),
  read: async (pgm, hocr) => (await worker.recognize(Buffer.from(pgm), {}, { text: true, hocr })).data,
})

/** Opens both workers; `close` ends their threads. */
export const openTesseract = async (): Promise<{ recognise: Recogniser; close: () => Promise<void> }> => {
  const [tha, eng] = await Promise.all([open('tha'), open('eng')])
  const recognise = recogniserOf({ tha: engineOf(tha), eng: engineOf(eng) })
  return { recognise, close: async () => void (await Promise.all([tha.terminate(), eng.terminate()])) }
}
