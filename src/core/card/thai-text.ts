// Thai text in one spelling per word, and a name line taken apart into title, first, middle and last name.

const MARKS_ABOVE_BELOW = '\u0e31\u0e34-\u0e39\u0e47'
const TONES = '\u0e48-\u0e4b'

/**
 * NFC, then what Unicode leaves alone: zero-width characters, เเ for แ, a tone typed before its vowel, a decomposed or
 * misplaced ำ (NFC does not compose it, NFKC breaks it), ๅ for า, doubled marks, Thai digits, runs of spaces.
 * The result is a fixed point: normalising it again changes nothing. A run of tones is entered at its beginning alone:
 * else thousands of them would cost the square of their number.
 */
export const normaliseThai = (text: string): string => {
  const once = text
    .normalize('NFC')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .replace(/เเ/g, 'แ')
    .replace(/(^|[^ฤฦ])ๅ/g, '$1า')
    .replace(new RegExp(`\u0e4d([${TONES}]*)า`, 'g'), '$1ำ')
    .replace(new RegExp(`(?<![${TONES}])([${TONES}]+)\u0e4dา`, 'g'), '$1ำ')
    .replace(new RegExp(`ำ([${TONES}]+)`, 'g'), '$1ำ')
    .replace(new RegExp(`(?<![${TONES}\u0e4c])([${TONES}\u0e4c]+)([${MARKS_ABOVE_BELOW}])`, 'g'), '$2$1')
    .replace(new RegExp(`([${MARKS_ABOVE_BELOW}${TONES}\u0e4c\u0e4d])\\1+`, 'g'), '$1')
    .replace(/\s+/g, ' ')
    .trim()
  return once === text ? once : normaliseThai(once)
}

/** Civil titles as the card prints them, their long form, and the English title that the same card carries. */
export const titles = [
  { thai: 'น.ส.', long: 'นางสาว', english: ['Miss'] },
  { thai: 'นาง', long: 'นาง', english: ['Mrs.'] },
  { thai: 'นาย', long: 'นาย', english: ['Mr.'] },
  { thai: 'ด.ช.', long: 'เด็กชาย', english: ['Master', 'Mstr.'] },
  { thai: 'ด.ญ.', long: 'เด็กหญิง', english: ['Miss'] },
] as const

/** Ranks, degrees and clergy, as far as a first word can be told from a given name: dotted, or one of these words. */
const rankWords = [
  'พลเอก',
  'พลโท',
  'พลตรี',
  'พันเอก',
  'พันโท',
  'พันตรี',
  'ร้อยเอก',
  'ร้อยโท',
  'ร้อยตรี',
  'จ่าสิบเอก',
  'จ่าสิบโท',
  'จ่าสิบตรี',
  'สิบเอก',
  'สิบโท',
  'สิบตรี',
  'พลตำรวจเอก',
  'พลตำรวจโท',
  'พลตำรวจตรี',
  'พันตำรวจเอก',
  'พันตำรวจโท',
  'พันตำรวจตรี',
  'ร้อยตำรวจเอก',
  'ร้อยตำรวจโท',
  'ร้อยตำรวจตรี',
  'ดาบตำรวจ',
  'จ่าสิบตำรวจ',
  'สิบตำรวจเอก',
  'สิบตำรวจโท',
  'สิบตำรวจตรี',
  'ว่าที่ร้อยตรี',
  'ว่าที่',
  'พระ',
  'พระครู',
  'พระมหา',
  'สามเณร',
  'แม่ชี',
  'คุณหญิง',
  'ท่านผู้หญิง',
  'หม่อมราชวงศ์',
  'หม่อมหลวง',
  'หม่อม',
]
const rankWordsEnglish =
  /^(?:[A-Za-z]{2,5}\.)+[A-Za-z]*\.?$|^(?:Acting|Gen|Capt|Maj|Col|Lt|Sgt|Cpl|Pol|Phra|Samanera|Khunying|Mom)\.?$/i
const isRank = (word: string) => rankWords.includes(word) || /^(?:[ก-ฮ]{1,3}\.)+[ก-ฮ]{0,2}\.?$/.test(word)

export type NameParts = { title?: string; first: string; middle?: string; last?: string }

const civilTitle = (word: string) =>
  titles.find(({ thai, long }) => word === thai || word === long || word === thai.replaceAll('.', ''))
const glued = titles.flatMap(({ thai, long }) => [thai, long]).sort((a, b) => b.length - a.length)

const takeThaiTitle = (words: readonly string[]): { title?: string; rest: string[] } => {
  const [head = '', ...rest] = words
  const civil = civilTitle(head)
  if (civil) return { title: civil.thai, rest }
  let ranks = 0
  while (isRank(words[ranks] ?? '') && ranks < words.length - 1) ranks++
  if (ranks > 0) return { title: words.slice(0, ranks).join(' '), rest: words.slice(ranks) }
  const stuck = glued.find((title) => head.startsWith(title) && head.length - title.length >= 2)
  if (!stuck) return { rest: [...words] }
  return { title: civilTitle(stuck)?.thai ?? stuck, rest: [head.slice(stuck.length), ...rest] }
}

/**
 * The card's Thai name line: title, first name, perhaps a middle name, perhaps no surname at all.
 * A title written without a space (`นายสมชาย`) is taken off; `ณ` belongs to the surname with the word before it.
 * `first` is empty if the line has no name.
 */
export const splitName = (line: string): NameParts => {
  const { title, rest } = takeThaiTitle(normaliseThai(line).split(' ').filter(Boolean))
  const [first = '', ...others] = rest
  const na = others.indexOf('ณ')
  const lastFrom = others.length === 0 ? 0 : na >= 0 ? Math.max(0, na - 1) : others.length - 1
  const middle = others.slice(0, lastFrom).join(' ')
  const last = others.slice(lastFrom).join(' ')
  return { ...(title && { title }), first, ...(middle && { middle }), ...(last && { last }) }
}

/** The card's English name line: title, first name, perhaps a middle name; the surname has a line of its own. */
export const splitEnglishName = (line: string): NameParts => {
  const words = line.normalize('NFC').replace(/\s+/g, ' ').trim().split(' ').filter(Boolean)
  const [head = '', ...others] = words
  const bare = (text: string) => text.replaceAll('.', '').toLowerCase()
  const civil = titles.flatMap((title) => title.english).find((english) => bare(english) === bare(head))
  // `Sub` alone may be a name.
  const isRankAt = (i: number) =>
    rankWordsEnglish.test(words[i]!) || (/^sub$/i.test(words[i]!) && /^lt/i.test(words[i + 1] ?? ''))
  let ranks = 0
  while (ranks < words.length - 1 && isRankAt(ranks)) ranks++
  const title = civil ?? words.slice(0, ranks).join(' ')
  const [first = '', ...middle] = civil ? others : words.slice(ranks)
  return { ...(title && { title }), first, ...(middle.length > 0 && { middle: middle.join(' ') }) }
}
