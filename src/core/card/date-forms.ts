// How each language writes a date, as data alone: pages that only choose a language load no date arithmetic with it.

export const thaiMonths = 'ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.'.split(' ')
export const englishMonths = 'Jan. Feb. Mar. Apr. May Jun. Jul. Aug. Sep. Oct. Nov. Dec.'.split(' ')

/** How a language, or a side of the card, writes a date: day, month, year. */
export type DateForm = {
  /** `buddhist` years are 543 higher. */
  readonly era: 'buddhist' | 'common'
  readonly months: readonly string[]
  /** What stands in place of a date that never comes. */
  readonly lifelong: string
}
/** Thai: `1 ม.ค. 2530`, as the card prints it. */
export const thaiDates: DateForm = {
  era: 'buddhist',
  months: thaiMonths,
  lifelong: 'ตลอดชีพ',
}
/** English: `1 Jan. 1987`, as the card prints it. */
export const englishDates: DateForm = {
  era: 'common',
  months: englishMonths,
  lifelong: 'Lifelong',
}
