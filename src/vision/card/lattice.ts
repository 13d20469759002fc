// What the engine saw at each step along a line of Thai print: every letter with its probability, taken out of its hocr.

/** Letter → probability at one step; `blank` is the one for "no new letter here". */
export type LatticeStep = { blank: number; letters: ReadonlyMap<string, number> }
export type Lattice = readonly LatticeStep[]

/**
 * The letters of the Thai model in the order of its own numbering, 0 to 108. Bound to one file:
 * tha.traineddata of @tesseract.js-data/tha 1.0.0, 4.0.0_best_int; a test holds the hash.
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
 * The engine prints letter `n + 2` where it saw letter `n` (its lattice goes round the recoder), the space as it is. What
 * it prints under one per cent it leaves out.
 */
const meant = (shown: string): number | undefined => {
  if (shown.trim() === '' || shown === 'NULL') return 0
  const number = numberOf.get(unescaped[shown] ?? shown)
  return number === undefined || number < 3 ? undefined : number - 2
}

/** hocr of one line, made with `lstm_choice_mode` 1, without any assumption on its words. No steps: no lattice. */
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
