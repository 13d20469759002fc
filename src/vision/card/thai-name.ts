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

/**
 * Whether the line has a vowel mark above a consonant. Bold type fuses such a mark with the tone on top of it, and then
 * every size of the picture is misread in the same way: agreement proves nothing.
 */
export const mayHideTone = (line: string): boolean => /[\u0e31\u0e34-\u0e37]/.test(line)

/** Whether every word of the line is spelt like Thai and the line has a title and at least one name. */
export const isWholeThaiName = (line: string): boolean => {
  const words = line.split(' ')
  return words.length >= 2 && words.every(isSpeltLikeThai)
}
