// The Thai name line, tidied after the engine: what no Thai word can contain is taken out, titles are put right.
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
 * Whether a word could be spelt so: marks only on consonants, at most one tone after at most one vowel mark, leading
 * vowels before a consonant. A dotted title passes.
 */
export const isSpeltLikeThai = (word: string): boolean => legal.test(word.replaceAll('.', ''))

/** Title as the engine may have misread it → as printed; decided by the English title where that is known. */
const straightenTitle = (word: string, englishTitle: string | undefined) => {
  const bare = word.replace(/[^ก-๎]/g, '')
  // No name is spelt so: the first half of `ว่าที่ ร.ต.` and its like.
  if (/^ว่?าที?่?$/.test(bare)) return 'ว่าที่'
  const known = titles.map((title) => ({ title, away: editDistance(bare, title.thai.replaceAll('.', '')) }))
  const exact = known.find(({ away }) => away === 0)
  if (exact) return exact.title.thai
  const said = known.filter(({ title, away }) => away <= 1 && title.english.some((english) => english === englishTitle))
  return said.length === 1 ? said[0].title.thai : undefined
}

/**
 * Reading of the Thai name line → the line as it should be printed, in one spelling. Keeps rank titles as they stand.
 * @param englishTitle `Mr.`, `Mrs.` or `Miss`, when the English line said so
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
 * Whether the line has a vowel mark above a consonant with nothing on top of it. Bold type fuses such a mark with its tone,
 * and then every size of the picture is misread in the same way: agreement proves nothing.
 */
export const mayHideTone = (line: string): boolean => line.search(bareMark) >= 0

const withoutMarks = (line: string) => line.replace(/[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/g, '')
/** Whether two lines differ in nothing but marks above and below. */
export const sameLetters = (a: string, b: string): boolean => withoutMarks(a) === withoutMarks(b)

/**
 * The likeliest line with a tone where one may have been swallowed: where another reading has another mark, for there the
 * picture was unclear; on any of its vowel marks when no reading doubts one.
 */
export const hiddenTones = ([best = '', ...others]: readonly string[]): string[] => {
  const rival = others.find((other) => sameLetters(best, other)) ?? best
  const away = [...best].findIndex((sign, i) => sign !== rival[i])
  const places = [...best.matchAll(bareMark)].map(({ index }) => index)
  const doubted = places.filter((place) => away === place || away === place + 1)
  const put = (place: number, tone: string) => best.slice(0, place + 1) + tone + best.slice(place + 1)
  const [only, ...more] = doubted.length > 0 ? doubted : places
  if (only === undefined) return []
  return more.length > 0 ? [only, ...more].map((place) => put(place, '่')) : ['่', '้'].map((tone) => put(only, tone))
}

/**
 * Whether tones on top of a vowel mark show in this card's type, told by a label that is known to have them: `เกิดวันที่`,
 * `ชื่อตัวและชื่อสกุล`. Other words prove less: in a long line the engine loses the tone of `หมู่ที่` in any type.
 */
export const showsTones = (label: string): boolean => /วันที่|[ชซ]ื่อ.*[ชซ]ื่อ/.test(normaliseThai(label))

/** Whether every word of the line is spelt like Thai and the line has a title and at least one name. */
export const isWholeThaiName = (line: string): boolean => {
  const words = line.split(' ')
  return words.length >= 2 && words.every(isSpeltLikeThai)
}
