// Formats a time for the chat: day and time of day in Bangkok.
import { bangkokDay, clockMinute } from '../../../core/card/thai-date.ts'
import { dateIn } from '../../../core/dates.ts'
import type { Language } from '../../../core/languages.ts'
import { chatWords } from '../speech.ts'

/** `ms` since the epoch → `9:05 น.`. */
export const timeIn =
  (language: Language) =>
  (ms: number): string =>
    chatWords[language].looking.at(clockMinute(ms))

/** `ms` since the epoch → `23 พ.ย. 2569 · 9:05 น.`. */
export const momentIn =
  (language: Language) =>
  (ms: number): string =>
    `${dateIn(bangkokDay(ms), language)} · ${timeIn(language)(ms)}`
