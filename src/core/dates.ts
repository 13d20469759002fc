// Writes dates as each language does. Apart from languages.ts, so that a page's first screen loads no date arithmetic.
import { type Expiry, formatDate, formatExpiry, type PartialDate } from './card/thai-date.ts'
import { type Language, languageTable } from './languages.ts'

/** `23 พ.ย. 2569` or `23 Nov. 2026`. */
export const dateIn = (date: PartialDate, language: Language): string => formatDate(date, languageTable[language].dates)

/** The date, or that the card never runs out. */
export const expiryIn = (expiry: Expiry, language: Language): string =>
  formatExpiry(expiry, languageTable[language].dates)
