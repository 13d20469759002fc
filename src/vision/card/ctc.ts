// Finds likely texts in a lattice and a text's probability (connectionist temporal classification, Graves 2006).
import type { Lattice } from './lattice.ts'

/** The probability of a letter that the lattice leaves out: the engine omits everything below one per cent. */
const unseen = 0.002

/** The text in the engine's letters: ำ is two letters, placed around a tone mark. */
const asEngine = (text: string) => text.replace(/([\u0e48-\u0e4b]?)ำ/g, '\u0e4d$1า')

/**
 * Natural logarithm of the probability that the line says `text`, over all ways to place its letters on the steps. The
 * arithmetic is linear and divides by the sum at each step, so that long lines do not underflow.
 */
export const logProbability = (lattice: Lattice, text: string): number => {
  const letters = [...asEngine(text)]
  const states = 2 * letters.length + 1
  // Each letter is looked up once for each step, not once for each of its positions in the text.
  const different = [...new Set(letters)]
  const which = Uint8Array.from(letters, (letter) => different.indexOf(letter))
  const shares = new Float64Array(different.length)
  let before = new Float64Array(states)
  let after = new Float64Array(states)
  before[0] = 1
  let log = 0
  for (const [t, { blank, letters: seen }] of lattice.entries()) {
    for (let i = 0; i < shares.length; i++) shares[i] = Math.max(seen.get(different[i]) ?? 0, unseen)
    const silent = Math.max(blank, unseen)
    let sum = 0
    for (let s = 0; s < states; s++) {
      const at = (s - 1) >> 1
      let ways = before[s]
      if (t === 0) ways = s < 2 ? 1 : 0
      else {
        if (s > 0) ways += before[s - 1]
        if (s % 2 === 1 && s > 1 && which[at] !== which[at - 1]) ways += before[s - 2]
      }
      after[s] = ways * (s % 2 === 0 ? silent : shares[which[at]])
      sum += after[s]
    }
    if (sum === 0) return Number.NEGATIVE_INFINITY
    for (let s = 0; s < states; s++) after[s] /= sum
    log += Math.log(sum)
    ;[before, after] = [after, before]
  }
  const end = before[states - 1] + (states > 1 ? before[states - 2] : 0)
  return end === 0 ? Number.NEGATIVE_INFINITY : log + Math.log(end)
}

type Beam = { text: string; withBlank: number; withLetter: number }

/** The `width` most probable texts, the likeliest first (prefix beam search). */
export const likelyTexts = (lattice: Lattice, width: number): string[] => {
  let beams: Beam[] = [{ text: '', withBlank: 1, withLetter: 0 }]
  for (const { blank, letters } of lattice) {
    const next = new Map<string, Beam>()
    const at = (text: string) => {
      const beam = next.get(text) ?? { text, withBlank: 0, withLetter: 0 }
      next.set(text, beam)
      return beam
    }
    for (const { text, withBlank, withLetter } of beams) {
      const whole = withBlank + withLetter
      const same = at(text)
      same.withBlank += whole * Math.max(blank, unseen)
      const last = text.at(-1)
      for (const [letter, share] of letters) {
        if (letter === last) {
          same.withLetter += withLetter * share
          at(text + letter).withLetter += withBlank * share
        } else at(text + letter).withLetter += whole * share
      }
    }
    const all = [...next.values()]
    const sum = all.reduce((total, { withBlank, withLetter }) => total + withBlank + withLetter, 0)
    beams = all
      .sort((a, b) => b.withBlank + b.withLetter - a.withBlank - a.withLetter)
      .slice(0, width)
      .map((beam) => ({ ...beam, withBlank: beam.withBlank / sum, withLetter: beam.withLetter / sum }))
  }
  return beams.map(({ text }) => text)
}
