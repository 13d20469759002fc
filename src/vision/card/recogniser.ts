// The port to the reading engine, and how tesseract is set for each kind of print: the same on the phone and in Node.
import { normaliseThai } from '../../core/card/thai-text.ts'
import type { Grey } from '../pixels.ts'
import { likelyTexts } from './ctc.ts'
import { type Lattice, parseLattice } from './lattice.ts'
import type { TextKind } from './layout.ts'

/** The lattice comes with `thaiName` and `thaiLine` alone, for tesseract's costs time; for other kinds it is empty. */
export type RecognisedLine = { text: string; lattice: Lattice }

/**
 * Reads the lines that `draw` gives, in their order. They are drawn at once where the engine has little to do, and otherwise
 * while it reads what was asked before, never sooner: the first line must not wait for the last one's picture.
 */
export type Recogniser = (draw: () => readonly Grey[], kind: ReadKind) => Promise<readonly RecognisedLine[]>

/** Tesseract reads the kinds of print that places have, our own net (thai-line.ts) `thaiLine`. */
export type ReadKind = TextKind | 'thaiLine'

export type TesseractSetting = { language: 'tha' | 'eng'; parameters: Record<string, string>; lattice: boolean }

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const line = (language: 'tha' | 'eng', whitelist: string, lattice = false): TesseractSetting => ({
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

export const tesseractSettings: Record<TextKind, TesseractSetting> = {
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

/**
 * One engine with one language loaded; the phone's worker and Node's have this in common. What it is asked, it answers in
 * turn; it may be asked for a second picture before the first is read.
 */
export type OcrEngine = {
  /** `hocr` is wanted only where the setting asks for a lattice. */
  read(pgm: Uint8Array<ArrayBuffer>, setting: TesseractSetting): Promise<{ text: string; hocr: string | null }>
}

/** Our own net, in a thread of its own: one line of Thai print, a letter's body `thaiNetPicture.letter` high. */
export type ThaiReader = (picture: Grey) => Promise<Lattice>

/** So many callers' pictures an engine has before it is through with the first: it need not wait for the page, which is busy. */
const ahead = 2

/** What one engine is asked, in its order. What fails must not hold up the next: its own caller hears of it. */
const laneOf = <T, S>(encode: (picture: Grey) => T, read: (page: T, setting: S) => Promise<RecognisedLine>) => {
  const waiting: (() => void)[] = []
  let free = ahead
  return async (draw: () => readonly Grey[], setting: S): Promise<readonly RecognisedLine[]> => {
    if (free > 0) free--
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await Promise.all(draw().map((picture) => read(encode(picture), setting)))
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}

const tesseractLane = (engine: OcrEngine) =>
  laneOf(encodePgm, async (page, setting: TesseractSetting) => {
    const { text, hocr } = await engine.read(page, setting)
    return { text: text.trim(), lattice: parseLattice(hocr ?? '') }
  })

/** All three side by side. */
export const recogniserOf = (engines: Record<'tha' | 'eng', OcrEngine>, readThai: ThaiReader): Recogniser => {
  const lanes = { tha: tesseractLane(engines.tha), eng: tesseractLane(engines.eng) }
  const own = laneOf(
    (picture) => picture,
    async (picture, _: 'thaiLine') => {
      const lattice = await readThai(picture)
      return { text: normaliseThai(likelyTexts(lattice, 4)[0] ?? ''), lattice }
    },
  )
  return (draw, kind) => {
    if (kind === 'thaiLine') return own(draw, kind)
    const setting = tesseractSettings[kind]
    return lanes[setting.language](draw, setting)
  }
}
