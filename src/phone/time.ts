// Clock times and days as people in Thailand read them; `now` is always handed in, ms since the epoch.
import {
  englishMonths,
  formatEnglishDate,
  formatThaiDate,
  type PartialDate,
  thaiMonthsFull,
} from '../core/card/thai-date.ts'
import type { Language } from '../core/words/index.ts'

/** Thailand has kept UTC+7 without daylight saving since 1941. */
const bangkok = (now: number) => new Date(now + 7 * 3_600_000)

const two = (n: number) => String(n).padStart(2, '0')

/** `9:48:12`. */
export const clockOf = (now: number): string => {
  const at = bangkok(now)
  return `${at.getUTCHours()}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`
}

/** `9:48`. */
export const hourOf = (now: number): string => clockOf(now).slice(0, -3)

/** `2:05` for 125,000 ms; never negative. */
export const minutesOf = (ms: number): string => {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`
}

/** `23 พ.ย. 2569` or `23 Nov. 2026`. */
export const dateOf = (date: PartialDate, language: Language): string =>
  language === 'th' ? formatThaiDate(date) : formatEnglishDate(date)

/** `8 กันยายน 2501` or `8 Sep. 1958`, leaving out what is unknown: for reading, not for the card. */
export const longDateOf = (date: PartialDate, language: Language): string => {
  if (language === 'en') return formatEnglishDate(date)
  return [date.day, date.month && thaiMonthsFull[date.month - 1], date.year + 543]
    .filter((part) => part !== undefined)
    .join(' ')
}

export const monthNames = (language: Language): readonly string[] =>
  language === 'th' ? thaiMonthsFull : englishMonths
