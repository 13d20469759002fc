// Parses the engine's hOCR into a lattice: the probability of every letter at each step along a line of Thai print.

/** The probability of each letter at one step. `blank` is the probability of "no new letter here". */
export type LatticeStep = { blank: number; letters: ReadonlyMap<string, number> }
export type Lattice = readonly LatticeStep[]

/**
 * The letters of the Thai model in the order of its own numbering, 0 to 108. They belong to one file: tha.traineddata
 * of
 * @tesseract.js-data/tha 1.0.0, 4.0.0_best_int. A test checks its hash.
 */
export const thaiModelLetters: readonly string[] = [
  ' ',
  'Joined',
  'Broken',
  ...`324108759๒6.๕ไนึสุภรเล็๐ิพัทธกศ๑๓ปโยางขดอีษะวผ้ฐ์ถืมูบแช่หญจคตฉฏซใ๊ฟํณฮ๋ฑฎๆฤฒฝฬฆฯ|/[%=<+“*,#)(«@-:'”!>»?"]`,
]

const blankNumber = 2
const numberOf = new Map(thaiModelLetters.map((letter, i) => [letter, i]))
const unescaped: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&#39;': "'" }

/**
 * The number of the letter that the engine means. It prints letter `n + 2` for letter `n`, because its lattice bypasses
 * the recoder, and the space unchanged. It omits letters below one per cent.
 */
const meant = (shown: string): number | undefined => {
  if (shown.trim() === '' || shown === 'NULL') return 0
  const number = numberOf.get(unescaped[shown] ?? shown)
  return number === undefined || number < 3 ? undefined : number - 2
}

/**
 * Parses the hOCR of one line, made with `lstm_choice_mode` 1, whatever its words are. The lattice is empty without
 * steps.
 */
export const parseLattice = (hocr: string): Lattice => {
  const steps: { blank: number; letters: Map<string, number> }[] = []
  for (const [, step, confidence, shown] of hocr.matchAll(/id='(timestep)[^']*'|x_confs (\d+)'>([^<]*)</g)) {
    if (step !== undefined) {
      steps.push({ blank: 0, letters: new Map() })
      continue
    }
    const last = steps.at(-1)
    const number = meant(shown)
    if (last === undefined || number === undefined) continue
    const share = Number(confidence) / 100
    if (number === blankNumber) last.blank += share
    else last.letters.set(thaiModelLetters[number], (last.letters.get(thaiModelLetters[number]) ?? 0) + share)
  }
  return steps
}
