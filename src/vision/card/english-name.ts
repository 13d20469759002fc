// Tidies the English name lines that the engine read, and finds their titles.

const title = /^(?:Mr|Mrs|Miss|Master|Mstr|Acting Sub Lt)\b\.?/

/** A word, possibly hyphenated, that begins with a capital. */
const word = "[A-Z][a-z]+(?:[-'][A-Z]?[a-z]+)*"
const whole = new RegExp(`^(?:${word} )*${word}$`)

/** The line with single spaces, without stray points or dashes at the ends, and with a space after the title. */
export const tidyEnglishName = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/^[\s.'-]+|[\s'-]+$/g, '')
    .replace(/^(Mr|Mrs|Mstr)\.?\s*(?=[A-Z])/, '$1. ')
    .replace(/([a-z]{3})\.+$/, '$1')
    .trim()

/** The title at the start of the line (`Mr.`, `Mrs.`, `Miss` …); undefined for another rank or a misread title. */
export const englishTitleOf = (line: string): string | undefined => title.exec(line)?.[0]

/** The names in the line, without its title. */
export const withoutTitle = (line: string): string => line.replace(title, '').trim()

/** Whether the line consists of names as cards print them: each a capital followed by small letters. */
export const isWholeEnglishName = (line: string): boolean => whole.test(line)
