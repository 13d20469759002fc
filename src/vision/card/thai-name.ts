// Tidies the Thai name line that the engine read: removes what no Thai word can contain, and corrects titles.
import { normaliseThai, titles } from '../../core/card/thai-text.ts'
import { editDistance } from './date-text.ts'

const consonant = '[ก-ฮ]'
const above = '[\u0e31\u0e34-\u0e37\u0e47]'
const below = '[\u0e38\u0e39]'
const tone = '[\u0e48-\u0e4b]'
const silenced = `[\u0e34\u0e38]?\u0e4c`
const cluster = `${consonant}(?:${silenced}|(?:${above}|${below})${tone}?|${tone}?[าำ]?ะ?)`
const legal = new RegExp(`^(?:[เแโใไ]?${cluster}|ฤๅ?|ฯ|ๆ)+$`, 'u')

/**
 * Whether a word is possible in Thai spelling: marks only on consonants, at most one tone after at most one vowel mark,
 * leading vowels only before a consonant. A dotted title passes.
 */
export const isSpeltLikeThai = (word: string): boolean => legal.test(word.replaceAll('.', ''))

/** The printed title for a title that the engine may have misread. The English title decides where it is known. */
const straightenTitle = (word: string, englishTitle: string | undefined) => {
  const bare = word.replace(/[^ก-๎]/g, '')
  // The first half of `ว่าที่ ร.ต.` and similar ranks. No name is spelt like this.
  if (/^ว่?าที?่?$/.test(bare)) return 'ว่าที่'
  const known = titles.map((title) => ({ title, away: editDistance(bare, title.thai.replaceAll('.', '')) }))
  const exact = known.find(({ away }) => away === 0)
  if (exact) return exact.title.thai
  const near = known.filter(({ title, away }) => away <= 1 && title.english.some((english) => english === englishTitle))
  return near.length === 1 ? near[0].title.thai : undefined
}

/**
 * The name line as it should be printed, in one spelling, for a reading of it. Rank titles are kept as they are.
 * @param englishTitle `Mr.`, `Mrs.` or `Miss`, if the English line has one
 */
export const tidyThaiName = (text: string, englishTitle?: string): string => {
  const words = normaliseThai(text)
    .replace(/[^ก-๎.\s-]/g, '')
    .replace(/^\s*(น\.\s?ส\.|ด\.\s?[ชญ]\.)(?=\S)/, '$1 ')
    .split(/\s+/)
    .filter((word) => /[ก-ฮ]/.test(word))
    .map((word) => word.replace(/^[\u0e30-\u0e3a\u0e47-\u0e4e.-]+/, ''))
  const glued = titles.find(
    ({ thai, english }) => english.some((one) => one === englishTitle) && words[0]?.startsWith(thai),
  )
  if (glued && words[0].length - glued.thai.length >= 2)
    words.splice(0, 1, glued.thai, words[0].slice(glued.thai.length))
  const title = straightenTitle(words[0] ?? '', englishTitle)
  return normaliseThai([title ?? words[0] ?? '', ...words.slice(1)].join(' '))
}

const bareMark = /[\u0e31\u0e34-\u0e37](?![\u0e48-\u0e4c])/g

/**
 * Whether the line has a vowel mark above a consonant and no tone on top of it. Bold type fuses such a mark with its
 * tone. Then every size of the picture is misread in the same way, and agreement proves nothing.
 */
export const mayHideTone = (line: string): boolean => line.search(bareMark) >= 0

/** The line without its marks above and below. */
export const withoutMarks = (line: string) => line.replace(/[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/g, '')
/** Whether two lines differ only in marks above and below. */
export const sameLetters = (a: string, b: string): boolean => withoutMarks(a) === withoutMarks(b)

/**
 * Variants of the likeliest line with a tone where the engine may have missed one: where another reading has another
 * mark, because the picture is unclear there, or on any of its vowel marks if no other reading differs.
 */
export const hiddenTones = ([best = '', ...others]: readonly string[]): string[] => {
  const rival = others.find((other) => sameLetters(best, other)) ?? best
  const away = [...best].findIndex((character, i) => character !== rival[i])
  const places = [...best.matchAll(bareMark)].map(({ index }) => index)
  const doubted = places.filter((place) => away === place || away === place + 1)
  const put = (place: number, tone: string) => best.slice(0, place + 1) + tone + best.slice(place + 1)
  const [only, ...more] = doubted.length > 0 ? doubted : places
  if (only === undefined) return []
  return more.length > 0 ? [only, ...more].map((place) => put(place, '่')) : ['่', '้'].map((tone) => put(only, tone))
}

/**
 * Whether tones on top of a vowel mark show in this card's typeface, by a label that is known to have them:
 * `เกิดวันที่`, `ชื่อตัวและชื่อสกุล`. Other words prove less: in a long line the engine loses the tone of `หมู่ที่` in
 * any typeface.
 */
export const showsTones = (label: string): boolean => /วันที่|[ชซ]ื่อ.*[ชซ]ื่อ/.test(normaliseThai(label))

/** Whether every word of the line is spelt like Thai and the line has a title and at least one name. */
export const isWholeThaiName = (line: string): boolean => {
  const words = line.split(' ')
  return words.length >= 2 && words.every(isSpeltLikeThai)
}
