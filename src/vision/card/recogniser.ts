// The port to the reading engine, and how tesseract is set for each kind of print: the same on the phone and in Node.
import type { Grey } from '../pixels.ts'
import { type Lattice, parseLattice } from './lattice.ts'
import type { PrintKind } from './layout.ts'

/** The lattice comes with `thaiName` alone, for it costs time; for other kinds it is empty. */
export type Said = { text: string; lattice: Lattice }

/**
 * Reads the lines that `draw` gives, in their order. They are drawn while the engine reads what was asked before, never
 * sooner: the first line must not wait for the last one's picture.
 */
export type Recogniser = (draw: () => readonly Grey[], kind: PrintKind) => Promise<readonly Said[]>

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
export const encodePgm = ({ width, height, data }: Grey): Uint8Array<ArrayBuffer> => {
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
  read(pgm: Uint8Array<ArrayBuffer>, hocr: boolean): Promise<{ text: string; hocr: string | null }>
}

/** One line at a time for one engine. What fails must not hold up the next: its own caller hears of it. */
const laneOf = (engine: Engine) => {
  let last: Promise<unknown> = Promise.resolve()
  let lastButOne = last
  let set: Setting | undefined
  return (draw: () => readonly Grey[], setting: Setting): Promise<readonly Said[]> => {
    const pages = lastButOne.then(() => draw().map(encodePgm))
    const before = last
    const reading = pages.then(async (drawn) => {
      await before
      if (set !== setting) await engine.setParameters(setting.parameters)
      set = setting
      const said: Said[] = []
      for (const page of drawn) {
        const { text, hocr } = await engine.read(page, setting.lattice)
        said.push({ text: text.trim(), lattice: parseLattice(hocr ?? '') })
      }
      return said
    })
    lastButOne = before
    last = reading.then(
      () => undefined,
      () => before,
    )
    return reading
  }
}

/** Both engines side by side. */
export const recogniserOf = (engines: Record<'tha' | 'eng', Engine>): Recogniser => {
  const lanes = { tha: laneOf(engines.tha), eng: laneOf(engines.eng) }
  return (draw, kind) => {
    const setting = tesseractSettings[kind]
    return lanes[setting.language](draw, setting)
  }
}
