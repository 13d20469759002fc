// A date as the user types it, with the year in the Buddhist era. An impossible date is kept as typed, and what it may mean is offered.
import { OLDEST } from '../../core/card/card.ts'
import { ageOn, BUDDHIST_OFFSET, dateOf, isAfter, type PartialDate, toIsoDigits } from '../../core/card/thai-date.ts'
import { normaliseThai } from '../../core/card/thai-text.ts'
import type { FormField } from '../fields.ts'

/** Day and month are 0 while unknown. `year`: up to four digits of the Buddhist era, as typed. */
export type TypedDate = { day: number; month: number; year: string }

/** The digits of a typed year: Thai and full-width digits count as digits, and the letters of `พ.ศ. 2530` are left out. */
export const yearDigits = (text: string): string => normaliseThai(text.normalize('NFKC')).replace(/\D/g, '').slice(0, 4)

const known = (part: number) => part || undefined
const twoDigits = (n: number) => String(n).padStart(2, '0')

/**
 * The date as a value of the form: `YYYYMMDD` in the common era; `?YYYY-MM-DD` as typed, in the Buddhist era, if the
 * calendar has no such day; empty if nothing was typed.
 */
export const valueOfTyped = ({ day, month, year }: TypedDate): string => {
  const date = dateOf(Number(year) - BUDDHIST_OFFSET, known(month), known(day))
  if (date.ok) return toIsoDigits(date.value)
  return day || month || year ? `?${year}-${twoDigits(month)}-${twoDigits(day)}` : ''
}

/** The reverse of `valueOfTyped`, also for eight digits that are no date. */
export const typedFrom = (value: string): TypedDate => {
  const asTyped = /^\?(\d{0,4})-(\d\d)-(\d\d)$/.exec(value)
  if (asTyped) return { year: asTyped[1]!, month: Number(asTyped[2]), day: Number(asTyped[3]) }
  const iso = /^(\d{4})(\d\d)(\d\d)$/.exec(value)
  if (!iso) return { day: 0, month: 0, year: '' }
  const year = Number(iso[1])
  return { year: year ? String(year + BUDDHIST_OFFSET) : '', month: Number(iso[2]), day: Number(iso[3]) }
}

/** Common-era years that a typed year may mean: itself, or with a century of either era in front of its two digits. */
const yearsMeant = (year: string): number[] => {
  if (year.length === 4) return [Number(year)]
  if (year.length !== 2) return []
  return [2500 - BUDDHIST_OFFSET, 2400 - BUDDHIST_OFFSET, 1900].map((century) => century + Number(year))
}

/** No card that is still in use was issued or ended before this year of the common era. */
const firstCardYear = 2500 - BUDDHIST_OFFSET

/** The dates that an impossible date of this field may mean, the likeliest first. `today`: in Asia/Bangkok. */
export const datesMeant = (name: FormField, { day, month, year }: TypedDate, today: PartialDate): PartialDate[] =>
  yearsMeant(year).flatMap((meant) => {
    const date = dateOf(meant, known(month), known(day))
    if (!date.ok) return []
    if (name !== 'expiry' && isAfter(date.value, today)) return []
    const tooLongAgo = name === 'birthDate' ? ageOn(date.value, today) > OLDEST : meant < firstCardYear
    return tooLongAgo ? [] : [date.value]
  })
