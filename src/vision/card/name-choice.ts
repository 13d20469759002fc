// Which of the many things that a Thai name line could say it says: pictures, English name and orthography together.
import { splitName } from '../../core/card/thai-text.ts'
import { likelyTexts, logProbability } from './ctc.ts'
import { englishTitleOf, withoutTitle } from './english-name.ts'
import type { Lattice } from './lattice.ts'
import { romanisationCost } from './romanisation.ts'
import { isSpeltLikeThai, sameLetters, tidyThaiName } from './thai-name.ts'

export type EnglishLines = { name: string; lastName: string }
/** One rendering of the line as one of the two engines read it. */
export type LineReading = { by: EngineName; text: string; lattice: Lattice }
export type EngineName = (typeof engines)[number]
/** Tesseract, and our own net (thai-line.ts): trained apart, on other print, so that their slips differ. */
const engines = ['tesseract', 'net'] as const

export type NameChoice = {
  /** Likeliest first. */
  order: string[]
  /** By how many nats the first is ahead of the second; infinite when there is no second. */
  margin: number
  /** By how many nats it is ahead of the next one that differs in nothing but marks above and below. */
  markMargin: number
  /** Share of each engine's renderings that said the first literally. */
  agreement: Record<EngineName, number>
  /** Consonants of the first without a counterpart in the English name, or the other way round. */
  cost: number
}

/** The usual titles, and the one rank that most holders of a rank have: every reservist's. */
const englishTitles: Record<string, string> = { นาย: 'Mr.', นาง: 'Mrs.', 'น.ส.': 'Miss', 'ว่าที่ ร.ต.': 'Acting Sub Lt.' }

export const titlesAgree = (thai: string | undefined, english: string | undefined): boolean =>
  thai !== undefined && english !== undefined && englishTitles[thai] === english

const beamWidth = 12
/** Beyond these few, no candidate ever won (measured): scoring them costs time only. */
const mostCandidates = 24
const weights = { romanisation: 2, illegal: 3, title: 6 }

/** Consonants without a counterpart, given and last name apart. */
export const nameCost = (line: string, english: EnglishLines): number => {
  const { first, middle, last } = splitName(line)
  const given = [first, middle].filter(Boolean).join(' ')
  return romanisationCost(given, withoutTitle(english.name)) + romanisationCost(last ?? '', english.lastName)
}

/** Candidates: what was read, and what the lattices hold besides, those first that come up most often. */
const candidatesOf = (readings: readonly LineReading[], tidy: (text: string) => string): string[] => {
  const weight = new Map<string, number>()
  const add = (text: string, by: number) => weight.set(text, (weight.get(text) ?? 0) + by)
  for (const { text, lattice } of readings) {
    add(tidy(text), 2)
    for (const [i, likely] of likelyTexts(lattice, beamWidth).entries()) add(tidy(likely), 1 / (1 + i))
  }
  weight.delete('')
  return [...weight].sort((a, b) => b[1] - a[1]).flatMap(([text], i) => (i < mostCandidates ? [text] : []))
}

/** Mean over the renderings of one engine; 0 when it has none. */
const meanOf = (readings: readonly LineReading[], engine: EngineName, value: (reading: LineReading) => number) => {
  const own = readings.filter(({ by }) => by === engine)
  return own.reduce((sum, reading) => sum + value(reading), 0) / Math.max(1, own.length)
}

/**
 * Score of a candidate in nats: mean log-probability over the renderings of each engine, both added, less for consonants
 * that speak against the English name, for words that no Thai word is spelt like, and for another title than the English
 * one. Undefined: nothing was read.
 */
export const chooseName = (readings: readonly LineReading[], english: EnglishLines): NameChoice | undefined => {
  const title = englishTitleOf(english.name)
  const tidy = (text: string) => tidyThaiName(text, title)
  const withLattice = readings.filter(({ lattice }) => lattice.length > 0)
  const score = (line: string) => {
    const seen = engines
      .map((engine) => meanOf(withLattice, engine, ({ lattice }) => logProbability(lattice, line)))
      .reduce((a, b) => a + b)
    const illegal = line.split(' ').filter((word) => !isSpeltLikeThai(word)).length
    const untitled = title !== undefined && !titlesAgree(splitName(line).title, title) ? weights.title : 0
    return seen - weights.romanisation * nameCost(line, english) - weights.illegal * illegal - untitled
  }
  const scored = candidatesOf(readings, tidy).map((line) => ({ line, score: score(line) }))
  scored.sort((a, b) => b.score - a.score)
  const [best, second] = scored
  if (!best) return undefined
  const marked = scored.slice(1).find(({ line }) => sameLetters(line, best.line))
  const agreement = (engine: EngineName) => meanOf(readings, engine, ({ text }) => Number(tidy(text) === best.line))
  return {
    order: scored.map(({ line }) => line),
    margin: best.score - (second?.score ?? Number.NEGATIVE_INFINITY),
    markMargin: best.score - (marked?.score ?? Number.NEGATIVE_INFINITY),
    agreement: { tesseract: agreement('tesseract'), net: agreement('net') },
    cost: nameCost(best.line, english),
  }
}
