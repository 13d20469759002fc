// The port to the reading engines, and tesseract's settings for each kind of print, the same on the phone and in Node.
import { normaliseThai } from '../../core/card/thai-text.ts'
import type { Grey } from '../pixels.ts'
import { likelyTexts } from './ctc.ts'
import { type Lattice, parseLattice } from './lattice.ts'
import type { TextKind } from './layout.ts'

/** The lattice is empty except for `thaiName` and `thaiLine`, because tesseract's lattice takes time. */
export type RecognisedLine = { text: string; lattice: Lattice }

/**
 * Reads the lines that `draw` returns, in their order. It calls `draw` at once if the engine has little to do, and
 * otherwise while the engine reads earlier lines, so that the first line does not wait for the last picture.
 */
export type Recogniser = (draw: () => readonly Grey[], kind: ReadKind) => Promise<readonly RecognisedLine[]>

/** Tesseract reads every `TextKind`; our own net (thai-line.ts) reads `thaiLine`. */
export type ReadKind = TextKind | 'thaiLine'

export type TesseractSetting = { language: 'tha' | 'eng'; parameters: Record<string, string>; lattice: boolean }

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const line = (language: 'tha' | 'eng', whitelist: string, lattice = false): TesseractSetting => ({
  language,
  lattice,
  parameters: {
    // Mode 7 is one line of print. Without the second setting the Thai model drops the spaces between names.
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

/** Encodes a picture as binary PGM, the simplest lossless format that the engine can open. */
export const encodePgm = ({ width, height, data }: Grey): Uint8Array<ArrayBuffer> => {
  const header = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`)
  const bytes = new Uint8Array(header.length + data.length)
  bytes.set(header)
  bytes.set(data, header.length)
  return bytes
}

/**
 * One engine with one language, the common interface of the phone's worker and Node's. It answers requests in their
 * order. A caller may send a second picture before the first is read.
 */
export type OcrEngine = {
  /** `hocr` is needed only if the setting asks for a lattice. */
  read(pgm: Uint8Array<ArrayBuffer>, setting: TesseractSetting): Promise<{ text: string; hocr: string | null }>
}

/** Our own net, in its own thread. It reads one line of Thai print with letter bodies `thaiNetPicture.letter` high. */
export type ThaiReader = (picture: Grey) => Promise<Lattice>

/** The number of callers whose pictures an engine may have at once, so that it need not wait for the busy page. */
const ahead = 2

/** A queue for one engine, in order. A failed reading rejects for its own caller and does not delay the next one. */
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

/** The recogniser of the three engines, which read in parallel. */
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
