// Opens the real recognition engines in Node with the phone's settings: tesseract in two workers, and the Thai network.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createWorker, type Worker } from 'tesseract.js'
import { type OcrEngine, type Recogniser, recogniserOf } from '../../../src/vision/card/recogniser.ts'
import { thaiLattice } from '../../../src/vision/card/thai-line.ts'
import { parseThaiNet, type ThaiNet } from '../../../src/vision/card/thai-net.ts'

const find = createRequire(import.meta.url)

const open = (language: 'tha' | 'eng'): Promise<Worker> =>
  createWorker(language, 1, {
    langPath: join(dirname(find.resolve(`@tesseract.js-data/${language}/package.json`)), '4.0.0_best_int'),
    cacheMethod: 'none',
  })

const engineOf = (worker: Worker): OcrEngine => ({
  read: async (pgm, { parameters, lattice }) =>
    (await worker.recognize(Buffer.from(pgm), parameters, { text: true, hocr: lattice })).data,
})

export const thaiNetFile = join(import.meta.dirname, '../../../assets/models/thai-line.bin')
export const loadThaiNet = (): ThaiNet => parseThaiNet(new Uint8Array(readFileSync(thaiNetFile)).buffer)

/** Opens both workers; `close` ends their threads. */
export const openTesseract = async (): Promise<{ recognise: Recogniser; close: () => Promise<void> }> => {
  const [tha, eng] = await Promise.all([open('tha'), open('eng')])
  const net = loadThaiNet()
  const recognise = recogniserOf({ tha: engineOf(tha), eng: engineOf(eng) }, async (picture) =>
    thaiLattice(net, picture),
  )
  return { recognise, close: async () => void (await Promise.all([tha.terminate(), eng.terminate()])) }
}
