// Tests that dates are parsed and printed correctly in both eras, with missing parts and in leap years.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  ageOn,
  bangkokDay,
  bangkokTime,
  checkExpiry,
  dateOf,
  formatEnglishDate,
  formatThaiDate,
  fromIsoDigits,
  isAfter,
  isLifelong,
  type PartialDate,
  parseEnglishDate,
  parseThaiDate,
  toIsoDigits,
  toRegisterDate,
} from '../../../src/core/card/thai-date.ts'

const d = (year: number, month?: number, day?: number): PartialDate => ({
  year,
  ...(month && { month }),
  ...(day && { day }),
})
const someDate = fc
  .tuple(
    fc.integer({ min: 1850, max: 2199 }),
    fc.option(fc.integer({ min: 1, max: 12 })),
    fc.option(fc.integer({ min: 1, max: 31 })),
  )
  .map(([year, month, day]) => dateOf(year, month ?? undefined, month ? (day ?? undefined) : undefined))
  .filter((result) => result.ok)
  .map((result) => (result.ok ? result.value : d(2000)))

test('the Thai and the English print of one day agree', () => {
  expect(parseThaiDate('1 ม.ค. 2530')).toEqual({ ok: true, value: d(1987, 1, 1) })
  expect(parseEnglishDate('1 Jan. 1987')).toEqual({ ok: true, value: d(1987, 1, 1) })
})
test('spacing, dots, full months and Thai digits make no difference', () => {
  for (const text of [
    '28เม.ย.2520',
    '28 เมย 2520',
    '28 เม. ย. 2520',
    '28 เมษายน 2520',
    '๒๘ เม.ย. ๒๕๒๐',
    '28 เม.ย. พ.ศ. 2520',
  ])
    expect(parseThaiDate(text)).toEqual({ ok: true, value: d(1977, 4, 28) })
  for (const text of ['28 Apr 1977', '28Apr.1977', '28 APRIL 1977'])
    expect(parseEnglishDate(text)).toEqual({ ok: true, value: d(1977, 4, 28) })
})
test('a birth date may lack its day, or day and month', () => {
  for (const text of ['2500', 'พ.ศ. 2500', '- 2500', '- - 2500'])
    expect(parseThaiDate(text)).toEqual({ ok: true, value: d(1957) })
  for (const text of ['มี.ค. 2500', '- มี.ค. 2500']) expect(parseThaiDate(text)).toEqual({ ok: true, value: d(1957, 3) })
  expect(parseEnglishDate('- Mar. 1957')).toEqual({ ok: true, value: d(1957, 3) })
})
test('a day that the calendar does not have is refused', () => {
  expect(parseThaiDate('29 ก.พ. 2567')).toEqual({ ok: true, value: d(2024, 2, 29) })
  for (const text of ['29 ก.พ. 2568', '31 เม.ย. 2530', '0 ม.ค. 2530', '32 ม.ค. 2530'])
    expect(parseThaiDate(text)).toEqual({ ok: false, reason: 'impossible_date' })
  expect(parseThaiDate('1 ม.ค. 1987')).toEqual({ ok: false, reason: 'impossible_date' })
})
test('a text that is not a date is refused', () => {
  for (const text of ['', 'ตลอดชีพ', '1 ก.ก. 2530', '1 2 2530', '1 ม.ค. 25300'])
    expect(parseThaiDate(text)).toEqual({ ok: false, reason: 'not_a_date' })
})
test('every date can be printed and parsed again, in both scripts and as digits', () => {
  fc.assert(
    fc.property(someDate, (date) => {
      expect(parseThaiDate(formatThaiDate(date))).toEqual({ ok: true, value: date })
      expect(parseEnglishDate(formatEnglishDate(date))).toEqual({ ok: true, value: date })
      expect(fromIsoDigits(toIsoDigits(date))).toEqual({ ok: true, value: date })
    }),
  )
})
test('no text makes the parsers throw', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      (text) => void [parseThaiDate(text), parseEnglishDate(text), fromIsoDigits(text)],
    ),
  )
})
test('the population register gets Buddhist-era digits with zeros for unknown parts', () => {
  expect(toRegisterDate(d(1977, 4, 28))).toBe('25200428')
  expect(toRegisterDate(d(1957, 3))).toBe('25000300')
  expect(toRegisterDate(d(1957))).toBe('25000000')
})
test('the age increases on the birthday, and an unknown birthday counts as the first of the month or year', () => {
  expect(ageOn(d(1977, 4, 28), d(2026, 4, 27))).toBe(48)
  expect(ageOn(d(1977, 4, 28), d(2026, 4, 28))).toBe(49)
  expect(ageOn(d(1977), d(2026, 1, 1))).toBe(49)
  expect(ageOn(d(2030, 1, 1), d(2026, 1, 1))).toBeLessThan(0)
})
test('a card is valid to the end of its printed day', () => {
  const birth = d(1977, 4, 28)
  expect(checkExpiry(d(2033, 4, 27), birth, d(2033, 4, 27)).ok).toBe(true)
  expect(checkExpiry(d(2033, 4, 27), birth, d(2033, 4, 28))).toEqual({ ok: false, reason: 'expired' })
})
test('a card that was valid at 70 is valid for life, whatever date is printed', () => {
  const birth = d(1945, 6, 1)
  expect(isLifelong(d(2015, 5, 31), birth)).toBe(false)
  expect(checkExpiry(d(2015, 5, 31), birth, d(2026, 1, 1)).ok).toBe(false)
  expect(checkExpiry(d(2015, 6, 1), birth, d(2026, 1, 1))).toEqual({ ok: true, value: 'lifelong' })
  expect(checkExpiry('lifelong', birth, d(2099, 1, 1))).toEqual({ ok: true, value: 'lifelong' })
})
test('a date is after an earlier one, and not after itself', () => {
  expect(isAfter(d(2026, 1, 2), d(2026, 1, 1))).toBe(true)
  expect(isAfter(d(2026, 1, 1), d(2026, 1, 1))).toBe(false)
})
test('a time stamp is converted to the day and time in Bangkok', () => {
  const justBeforeMidnight = Date.UTC(2026, 10, 23, 16, 59, 59)
  expect(bangkokDay(justBeforeMidnight)).toEqual(d(2026, 11, 23))
  expect(bangkokDay(justBeforeMidnight + 1000)).toEqual(d(2026, 11, 24))
  expect(bangkokTime(justBeforeMidnight)).toBe('23:59:59')
})
