// A moment as the chat writes it: the day and the time in Bangkok.
import { bangkokDay, formatEnglishDate, formatThaiDate } from '../../../core/card/thai-date.ts'
import type { Language } from '../../../core/words/index.ts'
import { chatWords } from '../speech.ts'

/** Thailand has kept UTC+7 without daylight saving since 1941. */
const offset = 7 * 3_600_000

/** `ms` since the epoch → `9:05 น.`. */
export const timeIn =
  (language: Language) =>
  (ms: number): string => {
    const at = new Date(ms + offset)
    const time = `${at.getUTCHours()}:${String(at.getUTCMinutes()).padStart(2, '0')}`
    return chatWords[language].looking.at(time)
  }

/** `ms` since the epoch → `23 พ.ย. 2569 · 9:05 น.`. */
export const momentIn =
  (language: Language) =>
  (ms: number): string => {
    const day = bangkokDay(ms)
    return `${language === 'th' ? formatThaiDate(day) : formatEnglishDate(day)} · ${timeIn(language)(ms)}`
  }
