// Names that look like settings and are none: a misspelt setting would be ignored without a word.
import { allSettings } from './table.ts'

export type UnknownName = {
  name: string
  /** The setting that was probably meant. */
  meant?: string
}

/** How many single letters must be added, removed or replaced to turn one text into the other (Levenshtein). */
const distance = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i)
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...to].entries())
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (letter === other ? 0 : 1)))
    row = next
  }
  return row.at(-1)!
}

/** Letters: shorter names resemble too many others (HOME and HOST). */
const shortest = 8
const most = 2

const meantBy = (name: string): string | undefined => {
  if (name.length < shortest) return undefined
  const near = Object.keys(allSettings).map((known) => ({ known, letters: distance(name.toUpperCase(), known) }))
  return near.filter(({ letters }) => letters <= most).sort((a, b) => a.letters - b.letters)[0]?.known
}

const isKnown = (name: string) => Object.hasOwn(allSettings, name)

/**
 * Of a file of settings every unknown name; of the environment, which belongs to all programs, only names that
 * resemble a setting.
 */
export const unknownNames = (
  file: Readonly<Record<string, unknown>>,
  env: Readonly<Record<string, unknown>> = {},
): UnknownName[] => {
  const found = (names: readonly string[]) =>
    names
      .filter((name) => !isKnown(name))
      .map((name): UnknownName => {
        const meant = meantBy(name)
        return { name, ...(meant && { meant }) }
      })
  const inFile = Object.keys(file)
  const inEnvironment = Object.keys(env).filter((name) => !inFile.includes(name))
  return [...found(inFile), ...found(inEnvironment).filter(({ meant }) => meant)]
}

export const sentenceOf = ({ name, meant }: UnknownName): string =>
  `${name} is not a setting of this version and is ignored${meant ? `: ${meant} is` : ''}`
