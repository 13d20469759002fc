// The port to the reading engine, and how tesseract is set for each kind of print: the same on the phone and in Node.
import { type Pixels, toGrey } from '../pixels.ts'
import { type Lattice, parseLattice } from './lattice.ts'
import type { PrintKind } from './layout.ts'

/**
 * Reads one crop. Confidence is the engine's own, 0 to 100: a hint for emptiness, never a reason to accept. The lattice
 * comes with `thaiName` alone, for it costs time; for other kinds it is empty.
 */
export type Recogniser = (
  crop: Pixels,
  kind: PrintKind,
) => Promise<{ text: string; confidence: number; lattice: Lattice }>

type Setting = { language: 'tha' | 'eng'; parameters: Record<string, string>; lattice: boolean }

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const line = (language: 'tha' | 'eng', whitelist: string, lattice = false): Setting => ({
  language,
  lattice,
  parameters: {
    // One line of print; without the second the Thai model drops the spaces between names.
    tessedit_pageseg_mode: '7',
    preserve_interword_spaces: '1',
    user_defined_dpi: '300',
    tessedit_char_whitelist: whitelist,
    lstm_choice_mode: lattice ? '1' : '0',
  },
})

export const tesseractSettings: Record<PrintKind, Setting> = {
  thai: line('tha', ''),
  thaiName: line('tha', '', true),
  latin: line('eng', `${letters}.-' `),
  digits: line('eng', '0123456789 '),
  figures: line('eng', '0123456789/ '),
  date: line('eng', `0123456789${letters}. `),
  laser: line('eng', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ- '),
}

/** Binary PGM, the smallest thing that the engine can open: needs no encoder and loses nothing. */
export const encodePgm = (picture: Pixels): Uint8Array<ArrayBuffer> => {
  const { width, height, data } = toGrey(picture)
  const header = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`)
  const bytes = new Uint8Array(header.length + data.length)
  bytes.set(header)
  bytes.set(data, header.length)
  return bytes
}

/** One engine with one language loaded; the phone's worker and Node's have this in common. */
export type Engine = {
  setParameters(parameters: Record<string, string>): Promise<unknown>
  /** `hocr` is wanted only where the setting asks for a lattice. */
  read(pgm: Uint8Array<ArrayBuffer>, hocr: boolean): Promise<{ text: string; confidence: number; hocr: string | null }>
}

/** One line at a time for each engine, both engines side by side. */
export const recogniserOf = (engines: Record<'tha' | 'eng', Engine>): Recogniser => {
  const queues: Record<'tha' | 'eng', Promise<unknown>> = { tha: Promise.resolve(), eng: Promise.resolve() }
  return (crop, kind) => {
    const { language, parameters, lattice } = tesseractSettings[kind]
    const engine = engines[language]
    const reading = queues[language].then(async () => {
      await engine.setParameters(parameters)
      const { text, confidence, hocr } = await engine.read(encodePgm(crop), lattice)
      return { text: text.trim(), confidence, lattice: parseLattice(hocr ?? '') }
    })
    // A line that fails must not hold up the next one; its own caller hears of it.
    queues[language] = reading.catch(() => undefined)
    return reading
  }
}
