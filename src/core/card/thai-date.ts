// Dates as a Thai ID card prints them and as each language writes them: possibly without day or month, never through Date().
import { err, ok, type Result } from '../result.ts'
import { type DateForm, englishDates, englishMonths, thaiDates, thaiMonths } from './date-forms.ts'

/** A calendar date in the common era. Day, or day and month, are absent when the register does not know them. */
export type PartialDate = { readonly year: number; readonly month?: number; readonly day?: number }
export type Expiry = PartialDate | 'lifelong'
export type DateFault = 'not_a_date' | 'impossible_date'

/** Buddhist year = common year + 543. The card prints both eras with this plain difference, also for births before 1941. */
export const BUDDHIST_OFFSET = 543
const YEARS = { first: 1850, last: 2199 }

// Marked as pure, so that pages that show no long month leave the names out.
export const thaiMonthsFull =
  /* @__PURE__ */ 'มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม'.split(' ')
const englishMonthsFull =
  /* @__PURE__ */ 'january february march april may june july august september october november december'.split(' ')

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const daysIn = (year: number, month: number) =>
  [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0

/** True if such a day, month or year exists; a day without a month does not. */
export const isPossible = ({ year, month, day }: PartialDate): boolean =>
  Number.isInteger(year) &&
  year >= YEARS.first &&
  year <= YEARS.last &&
  (month === undefined
    ? day === undefined
    : Number.isInteger(month) &&
      month >= 1 &&
      month <= 12 &&
      (day === undefined || (Number.isInteger(day) && day >= 1 && day <= daysIn(year, month))))

/** Builds a date, leaving out what is unknown; `impossible_date` if the calendar has no such day. */
export const dateOf = (year: number, month?: number, day?: number): Result<PartialDate, 'impossible_date'> => {
  const date = { year, ...(month !== undefined && { month }), ...(day !== undefined && { day }) }
  return isPossible(date) ? ok(date) : err('impossible_date')
}

const thaiKey = (month: string) => month.replace(/[.\s]/g, '')
const thaiMonthNumber = (text: string) =>
  1 +
  Math.max(
    thaiMonths.findIndex((m) => thaiKey(m) === thaiKey(text)),
    thaiMonthsFull.indexOf(thaiKey(text)),
  )
const englishMonthNumber = (text: string) => {
  const key = text.replace(/\./g, '').toLowerCase()
  return (
    1 +
    Math.max(
      englishMonths.findIndex((m) => m.replace('.', '').toLowerCase() === key),
      englishMonthsFull.indexOf(key),
      key === 'sept' ? 8 : -1,
    )
  )
}

const read = (match: RegExpExecArray | null, monthNumber: (text: string) => number, offset: number) => {
  if (!match?.groups) return err('not_a_date')
  const { day, month, year } = match.groups
  const number = month === undefined ? undefined : monthNumber(month)
  if (number === 0) return err('not_a_date')
  return dateOf(Number(year) - offset, number, day === undefined ? undefined : Number(day))
}

const UNKNOWN = '(?:[-–—]\\s*)*'

/** `1 ม.ค. 2530`, `ม.ค. 2530`, `พ.ศ. 2530`, `2530` (dashes where a part is unknown) → common era. */
export const parseThaiDate = (text: string): Result<PartialDate, DateFault> => {
  const western = text.replace(/[๐-๙]/g, (d) => String(d.charCodeAt(0) - 0x0e50)).trim()
  const pattern = `^${UNKNOWN}(?:(?:(?<day>\\d{1,2})\\s*)?(?<month>[ก-๎][ก-๎.\\s]*?)\\s*${UNKNOWN})?(?:พ\\.?\\s*ศ\\.?\\s*)?(?<year>\\d{4})$`
  const plain = new RegExp(`^${UNKNOWN}(?:พ\\.?\\s*ศ\\.?\\s*)?(?<year>\\d{4})$`, 'u').exec(western)
  return read(plain ?? new RegExp(pattern, 'u').exec(western), thaiMonthNumber, BUDDHIST_OFFSET)
}

/** `1 Jan. 1987`, `Jan. 1987`, `1987` → common era. */
export const parseEnglishDate = (text: string): Result<PartialDate, DateFault> => {
  const pattern = `^${UNKNOWN}(?:(?:(?<day>\\d{1,2})\\s*)?(?<month>[A-Za-z]{3,9})\\.?\\s*${UNKNOWN})?(?<year>\\d{4})$`
  return read(new RegExp(pattern).exec(text.trim()), englishMonthNumber, 0)
}

/** `1 ม.ค. 2530` or `1 Jan. 1987`; unknown parts are left out. */
export const formatDate = ({ year, month, day }: PartialDate, { era, months }: DateForm): string =>
  [day, month && months[month - 1], era === 'buddhist' ? year + BUDDHIST_OFFSET : year]
    .filter((part) => part !== undefined)
    .join(' ')

/** The date, or that the card never runs out. */
export const formatExpiry = (expiry: Expiry, form: DateForm): string =>
  expiry === 'lifelong' ? form.lifelong : formatDate(expiry, form)

/** As the Thai lines of the card print it. */
export const formatThaiDate = (date: PartialDate): string => formatDate(date, thaiDates)
/** As the English lines of the card print it. */
export const formatEnglishDate = (date: PartialDate): string => formatDate(date, englishDates)

const digits = ({ year, month = 0, day = 0 }: PartialDate) =>
  `${String(year).padStart(4, '0')}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`

/** YYYYMMDD in the Buddhist era, zeros for what is unknown: the form the card-status register asks for. */
export const toRegisterDate = (date: PartialDate): string => digits({ ...date, year: date.year + BUDDHIST_OFFSET })

/** YYYYMMDD in the common era, zeros for what is unknown: the form stored and signed. */
export const toIsoDigits = digits
/** The reverse of `toIsoDigits`. */
export const fromIsoDigits = (text: string): Result<PartialDate, DateFault> => {
  if (!/^\d{8}$/.test(text)) return err('not_a_date')
  const [year, month, day] = [text.slice(0, 4), text.slice(4, 6), text.slice(6)].map(Number) as [number, number, number]
  return dateOf(year, month || undefined, day || undefined)
}

/** Civil and Commercial Code s.16: an unknown day counts as the first of the month, an unknown month as 1 January. */
const ordinal = ({ year, month = 1, day = 1 }: PartialDate) => year * 10_000 + month * 100 + day

/** Whether `a` is a later day than `b`. */
export const isAfter = (a: PartialDate, b: PartialDate): boolean => ordinal(a) > ordinal(b)

/** Whole years completed on that day (negative before birth). */
export const ageOn = (birth: PartialDate, day: PartialDate): number =>
  Math.floor((ordinal(day) - ordinal(birth)) / 10_000)

/** Age from which a card that is still valid stays valid for life (Identification Card Act, s.6 ter). */
export const LIFELONG_AGE = 70

/** Whether the card never runs out: printed ตลอดชีพ, or its printed date lies on or after the seventieth birthday. */
export const isLifelong = (expiry: Expiry, birthDate: PartialDate): boolean =>
  expiry === 'lifelong' || ageOn(birthDate, expiry) >= LIFELONG_AGE

/** The card is good to the end of its printed day; `today` is the day in Asia/Bangkok. */
export const checkExpiry = (expiry: Expiry, birthDate: PartialDate, today: PartialDate): Result<Expiry, 'expired'> => {
  if (expiry === 'lifelong' || isLifelong(expiry, birthDate)) return ok('lifelong')
  return isAfter(today, expiry) ? err('expired') : ok(expiry)
}

/** Asia/Bangkok is UTC+7 all year: no daylight saving since 1941. */
const BANGKOK_MS = 7 * 3_600_000

/** The day in Thailand at a moment in ms since 1970, which is what dates on cards mean. */
export const bangkokDay = (ms: number): PartialDate => {
  const shifted = new Date(ms + BANGKOK_MS)
  return { year: shifted.getUTCFullYear(), month: shifted.getUTCMonth() + 1, day: shifted.getUTCDate() }
}

/** `22:14:06` in Thailand at a moment in ms since 1970. */
export const bangkokTime = (ms: number): string => new Date(ms + BANGKOK_MS).toISOString().slice(11, 19)

/** `9:48:12` in Thailand at a moment in ms since 1970: without a zero in front, as people write it. */
export const clockTime = (ms: number): string => bangkokTime(ms).replace(/^0/, '')
/** `9:48`, the same to the minute. */
export const clockMinute = (ms: number): string => clockTime(ms).slice(0, -3)

/** `2:05` for the 125,000 ms that are left; never negative. */
export const countdown = (ms: number): string => {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** What to say of the expiry today: the printed date while it lies ahead, `lifelong` once the holder's age made it meaningless. */
export const expiryOn = (expiry: Expiry, birthDate: PartialDate, today: PartialDate): Expiry =>
  expiry !== 'lifelong' && isAfter(today, expiry) && isLifelong(expiry, birthDate) ? 'lifelong' : expiry

/** Whether the last day of a card has passed on `today`, the day in Asia/Bangkok. */
export const hasEnded = (
  { expiry, birthDate }: { expiry: Expiry; birthDate: PartialDate },
  today: PartialDate,
): boolean => {
  const last = expiryOn(expiry, birthDate, today)
  return last !== 'lifelong' && isAfter(today, last)
}
