// Parses dates as the engine reads them and corrects its misreadings: a month becomes the nearest of the twelve months.

import { englishMonths, thaiMonths } from '../../core/card/date-forms.ts'
import { type Expiry, type PartialDate, parseEnglishDate, parseThaiDate } from '../../core/card/thai-date.ts'
import { normaliseThai } from '../../core/card/thai-text.ts'

/** Levenshtein distance: the least number of single letters inserted, deleted or changed. */
export const editDistance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return row[b.length]
}

/** The month that is nearest to `text`, if there is exactly one and it is at most one letter away. */
const nearestMonth = (text: string, months: readonly string[]) => {
  const bare = (month: string) => month.replace(/[.\s]/g, '').toLowerCase()
  const away = months.map((month) => editDistance(bare(text), bare(month)))
  const least = Math.min(...away)
  const only = away.indexOf(least) === away.lastIndexOf(least)
  return least <= 1 && only ? months[away.indexOf(least)] : undefined
}

const isLifelongText = (text: string) => {
  const bare = normaliseThai(text).replace(/[^ก-๎]/g, '')
  return bare.length >= 6 && editDistance(bare, 'ตลอดชีพ') <= 2
}

const readDate = (
  text: string,
  letters: string,
  months: readonly string[],
  parse: typeof parseThaiDate,
): PartialDate | undefined => {
  const pattern = new RegExp(`(?:(?:^|[^\\d])(\\d{1,2})\\s*)?([${letters}][${letters}.\\s]*?)\\s*(\\d{4})(?!\\d)`, 'u')
  const [, day, word, year] = pattern.exec(text) ?? []
  if (word !== undefined) {
    const month = nearestMonth(word, months)
    const date = month === undefined ? undefined : parse([day, month, year].filter(Boolean).join(' '))
    return date?.ok ? date.value : undefined
  }
  const alone = /^\D*(\d{4})\D*$/.exec(text)
  const date = alone ? parse(alone[1]) : undefined
  return date?.ok ? date.value : undefined
}

/** Parses `28 เม.ย. 2520`, `เกิดวันที่ 2มิ.ย.2574`, `2520` or `ตลอดชีพ`; undefined if the text is not a date. */
export const readThaiDate = (text: string): Expiry | undefined => {
  if (isLifelongText(text)) return 'lifelong'
  // A label close to its value is read along with it. No month is as long as a label.
  const value = normaliseThai(text).replace(/[ก-๎]{6,}/gu, ' ')
  return readDate(value, 'ก-๎', thaiMonths, parseThaiDate)
}

/** Parses `28 Apr. 1977`, `1977` or `LIFELONG`; undefined if the text is not a date. */
export const readEnglishDate = (text: string): Expiry | undefined =>
  /life\s*long/i.test(text) ? 'lifelong' : readDate(text, 'A-Za-z', englishMonths, parseEnglishDate)
