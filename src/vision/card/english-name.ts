// The English name lines, tidied after the engine.

const title = /^(?:Mr|Mrs|Miss|Master|Mstr|Acting Sub Lt)\b\.?/

/** One word or a hyphenated one, a capital first. */
const word = "[A-Z][a-z]+(?:[-'][A-Z]?[a-z]+)*"
const whole = new RegExp(`^(?:${word} )*${word}$`)

/** Single spaces, no stray points or dashes at the ends; `Mr.Somchai` gets its space. */
export const tidyEnglishName = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/^[\s.'-]+|[\s'-]+$/g, '')
    .replace(/^(Mr|Mrs|Mstr)\.?\s*(?=[A-Z])/, '$1. ')
    .replace(/(?<=[a-z]{3})\.+$/, '')
    .trim()

/** `Mr.`, `Mrs.`, `Miss` … at the head of the line, or undefined (a rank of another kind, or misread). */
export const englishTitleOf = (line: string): string | undefined => title.exec(line)?.[0]

/** The names of the line without its title. */
export const withoutTitle = (line: string): string => line.replace(title, '').trim()

/** Whether the line is made of names as they are printed: each a capital and small letters. */
export const isWholeEnglishName = (line: string): boolean => whole.test(line)
