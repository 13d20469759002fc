// Dates with the month in words, for reading rather than for the card. In a file of its own: the checker's page, of 40 KB, needs none.
import { englishMonths } from './card/date-forms.ts'
import { formatDate, type PartialDate, thaiMonthsFull } from './card/thai-date.ts'
import { type Language, languageTable } from './languages.ts'

/** As long as a language likes its months. */
export const longMonths: Readonly<Record<Language, readonly string[]>> = { th: thaiMonthsFull, en: englishMonths }

/** `8 กันยายน 2501` or `8 Sep. 1958`; unknown parts are left out. */
export const longDateIn = (date: PartialDate, language: Language): string =>
  formatDate(date, { ...languageTable[language].dates, months: longMonths[language] })
