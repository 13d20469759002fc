// Chooses the likeliest Thai name among many candidates by the pictures, the English name and Thai spelling.

import { romanisationCost } from '../../core/card/romanisation.ts'
import { splitName } from '../../core/card/thai-text.ts'
import { likelyTexts, logProbability } from './ctc.ts'
import { englishTitleOf, withoutTitle } from './english-name.ts'
import type { Lattice } from './lattice.ts'
import { isSpeltLikeThai, sameLetters, tidyThaiName } from './thai-name.ts'

export type EnglishLines = { name: string; lastName: string }
/** The reading of one rendering of the line by one of the two engines. */
export type LineReading = { by: EngineName; text: string; lattice: Lattice }
export type EngineName = (typeof engines)[number]
/**
 * Tesseract, and our own net (thai-line.ts). They were trained separately, on other print, so that their misreadings
 * differ.
 */
const engines = ['tesseract', 'net'] as const

export type NameChoice = {
  /** The candidates, the likeliest first. */
  order: string[]
  /** How far the first candidate is ahead of the second, in nats; infinite if there is no second. */
  margin: number
  /** How far the first is ahead of the next candidate that differs only in marks above and below, in nats. */
  markMargin: number
  /** The share of each engine's renderings that were read exactly as the first candidate. */
  agreement: Record<EngineName, number>
  /** Consonants of the first candidate without a counterpart in the English name, or the other way round. */
  cost: number
}

/** The usual titles and the commonest rank, which every reservist has. */
const englishTitles: Record<string, string> = { นาย: 'Mr.', นาง: 'Mrs.', 'น.ส.': 'Miss', 'ว่าที่ ร.ต.': 'Acting Sub Lt.' }

export const titlesAgree = (thai: string | undefined, english: string | undefined): boolean =>
  thai !== undefined && english !== undefined && englishTitles[thai] === english

const beamWidth = 12
/** No candidate beyond this number ever won (measured), so scoring more would only take time. */
const mostCandidates = 24
const weights = { romanisation: 2, illegal: 3, title: 6 }

/** The number of consonants without a counterpart, counted for given and last name separately. */
export const nameCost = (line: string, english: EnglishLines): number => {
  const { first, middle, last } = splitName(line)
  const given = [first, middle].filter(Boolean).join(' ')
  return romanisationCost(given, withoutTitle(english.name)) + romanisationCost(last ?? '', english.lastName)
}

/** The candidates: the readings and the other likely texts of the lattices, the most frequent first. */
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

/** The mean of `value` over the renderings of one engine; 0 if there are none. */
const meanOf = (readings: readonly LineReading[], engine: EngineName, value: (reading: LineReading) => number) => {
  const own = readings.filter(({ by }) => by === engine)
  return own.reduce((sum, reading) => sum + value(reading), 0) / Math.max(1, own.length)
}

/**
 * Chooses the name; undefined if nothing was read. A candidate's score in nats is the mean log-probability over the
 * renderings of each engine, summed over both. Penalties are subtracted for consonants that contradict the English
 * name, for words that are not spelt like Thai, and for a title that differs from the English one.
 */
export const chooseName = (readings: readonly LineReading[], english: EnglishLines): NameChoice | undefined => {
  const title = englishTitleOf(english.name)
  const tidy = (text: string) => tidyThaiName(text, title)
  const withLattice = readings.filter(({ lattice }) => lattice.length > 0)
  const score = (line: string) => {
    const likelihood = engines
      .map((engine) => meanOf(withLattice, engine, ({ lattice }) => logProbability(lattice, line)))
      .reduce((a, b) => a + b)
    const illegal = line.split(' ').filter((word) => !isSpeltLikeThai(word)).length
    const untitled = title !== undefined && !titlesAgree(splitName(line).title, title) ? weights.title : 0
    return likelihood - weights.romanisation * nameCost(line, english) - weights.illegal * illegal - untitled
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
