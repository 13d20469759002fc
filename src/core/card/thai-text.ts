// Thai text in one spelling per word, and a name line taken apart into title, first, middle and last name.

const MARKS_ABOVE_BELOW = '\u0e31\u0e34-\u0e39\u0e47'
const TONES = '\u0e48-\u0e4b'

/**
 * NFC, then what Unicode leaves alone: zero-width characters, เเ for แ, a tone typed before its vowel, a decomposed or
 * misplaced ำ (NFC does not compose it, NFKC breaks it), ๅ for า, doubled marks, Thai digits, runs of spaces.
 * The result is a fixed point: normalising it again changes nothing. Each pattern takes a whole run of tones, with or
 * without what follows: else thousands of them would cost the square of their number. No look-behind: iOS before 16.4
 * does not know it.
 */
export const normaliseThai = (text: string): string => {
  const once = text
    .normalize('NFC')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .replace(/เเ/g, 'แ')
    .replace(/(^|[^ฤฦ])ๅ/g, '$1า')
    .replace(new RegExp(`\u0e4d([${TONES}]*)า`, 'g'), '$1ำ')
    .replace(new RegExp(`([${TONES}]+)(\u0e4dา)?`, 'g'), (_, tones: string, am?: string) => (am ? `${tones}ำ` : tones))
    .replace(new RegExp(`ำ([${TONES}]+)`, 'g'), '$1ำ')
    .replace(new RegExp(`([${TONES}\u0e4c]+)([${MARKS_ABOVE_BELOW}]?)`, 'g'), '$2$1')
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

const grades = '(?:เอก|โท|ตรี|จัตวา)'
/** Ranks of the army, navy, air force and police, and of the territorial volunteers (อส.), as whole words. */
const rank = /* @__PURE__ */ [
  `(?:พลเรือ|พลอากาศ|พลตำรวจ|พล|พันตำรวจ|พัน|ร้อยตำรวจ|ร้อย|นาวาอากาศ|นาวา|เรืออากาศ|เรือ)${grades}`,
  `(?:พันจ่าอากาศ|พันจ่า|จ่าอากาศ|จ่าสิบ|จ่า|สิบตำรวจ|สิบ)${grades}`,
  `นาย(?:กอง|หมวด|หมู่)(?:ใหญ่|${grades})`,
  'จอมพล(?:เรือ|อากาศ)?|ดาบตำรวจ|จ่าสิบตำรวจ|จ่านายสิบตำรวจ|พลตำรวจ(?:สำรอง|อาสา)?|พลทหาร|พลฯ',
  `สมาชิก${grades}|อาสาสมัคร(?:ทหารพราน|รักษาดินแดน)|นักเรียน(?:นายร้อย(?:ตำรวจ)?|นายเรือ(?:อากาศ)?|นายสิบ(?:ตำรวจ)?|จ่า(?:ทหารเรือ|อากาศ)?)`,
].join('|')
/** A word of dots: an abbreviated rank, degree or title (`ร.ต.อ.`, `ดร.`, `ม.ล.`). No name is written like this. */
const dotted = '(?:[ก-ฮ]{1,4}\\.)+[ก-ฮ]{0,2}\\.?'
const wholeRank = /* @__PURE__ */ new RegExp(`^(?:ว่าที่)?(?:${rank}|${dotted})(?:หญิง|\\(หญิง\\))?$`)
const isDotted = (word: string) => word.includes('.')
/** Royal descent, honours, clergy and degrees, as whole words. */
const honour = /* @__PURE__ */ new RegExp(
  `^(?:${[
    'หม่อม(?:เจ้า|ราชวงศ์|หลวง)?|พระองค์เจ้า|เจ้าฟ้า|คุณหญิง|ท่านผู้หญิง',
    'พระ(?:ครู|มหา|อธิการ|ปลัด|สมุห์|ใบฎีกา)?|พระครู[ก-๎]+|เจ้าอธิการ|สามเณร|แม่ชี|ภิกษุณี|บาทหลวง|ซิสเตอร์',
    '(?:ผู้ช่วย|รอง)?ศาสตราจารย์|ดอกเตอร์',
  ].join('|')})$`,
)
const stuck = /* @__PURE__ */ new RegExp(`^((?:ว่าที่)?(?:[ก-ฮ]{1,4}\\.)+(?:หญิง)?|ว่าที่(?:${rank})(?:หญิง)?)([ก-ฮเ-ไ][ก-๎]+)$`)
/** Titles that no given name begins with, stuck to one: `หม่อมหลวงมาลี`. `พระพาย` is a given name. */
const stuckHonour = /^(หม่อม(?:ราชวงศ์|หลวง)|สามเณร|แม่ชี|พระมหา)([ก-ฮเ-ไ][ก-๎]+)$/
/** A title of dots, ว่าที่ with a rank, or a title of honour that is stuck to the given name: both of them. */
const stuckRank = (word: string) =>
  wholeRank.test(word) || honour.test(word) ? undefined : (stuck.exec(word) ?? stuckHonour.exec(word) ?? undefined)
/** A rank as a word of its own. Any other ว่าที่… is one too. */
const isRank = (word: string) => wholeRank.test(word) || (word.startsWith('ว่าที่') && !stuckRank(word))

export type NameParts = { title?: string; first: string; middle?: string; last?: string }

const civilTitle = (word: string) =>
  titles.find(({ thai, long }) => word === thai || word === long || word === thai.replaceAll('.', ''))
const glued = /* @__PURE__ */ titles.flatMap(({ thai, long }) => [thai, long]).sort((a, b) => b.length - a.length)

/** How many words from `from` on are a rank: ว่าที่ by itself, the rank, and หญิง by itself if a name and more follow. */
const rankWords = (words: readonly string[], from: number): number => {
  const start = from + Number(words[from] === 'ว่าที่')
  if (!isRank(words[start] ?? '')) return start - from
  const woman = words[start + 1] === 'หญิง' && words.length > start + 3
  return start - from + (woman ? 2 : 1)
}

/**
 * How many words at the start are titles. A rank, then words of dots, and words of honour: `พล.ต.อ. ม.ล.`. A second word
 * without dots that may be a given name (`ร.ต. พลเอก ใจดี`) is one.
 */
const titleWords = (words: readonly string[]): number => {
  let count = Math.min(rankWords(words, 0), words.length - 1)
  for (; count < words.length - 1; count++) {
    const word = words[count] ?? ''
    const second = count > 0
    if (isDotted(word) ? !isRank(word) : !honour.test(word) || (second && words.length - count <= 2)) break
  }
  return Math.max(0, count)
}

const takeThaiTitle = (words: readonly string[]): { title?: string; rest: string[] } => {
  const [head = '', ...rest] = words
  const civil = civilTitle(head)
  if (civil) return { title: civil.thai, rest }
  const count = titleWords(words)
  const next = stuckRank(words[count] ?? '')
  const before = words.slice(0, count)
  if (next) return { title: [...before, next[1]].join(' '), rest: [next[2]!, ...words.slice(count + 1)] }
  if (count > 0) return { title: before.join(' '), rest: words.slice(count) }
  const civilStuck = glued.find((title) => head.startsWith(title) && head.length - title.length >= 2)
  if (!civilStuck) return { rest: [...words] }
  return { title: civilTitle(civilStuck)?.thai ?? civilStuck, rest: [head.slice(civilStuck.length), ...rest] }
}

/** Words that begin a surname of several words, apart from ณ, which the word before it may belong to. */
const beginsSurname = /^(?:แซ่|เดอ|ฟอน|ฟาน|แวน)$/
const surnameFrom = (words: readonly string[]): number => {
  const na = words.indexOf('ณ')
  if (na >= 0) return Math.max(0, na - 1)
  const particle = words.slice(0, -1).findIndex((word) => beginsSurname.test(word))
  return particle >= 0 ? particle : Math.max(0, words.length - 1)
}

const wordsOf = (line: string) => line.split(' ').filter((word) => /[^\s\-–—]/.test(word))
/** A line whose title was kept as typed: `title: name`. */
const keptAsTyped = /^([^:]+?) ?: ?(.+)$/
/** The line with its first word kept as a title that no list knows; undefined if no name would be left. */
export const withTitleAsTyped = (line: string): string | undefined => {
  const [title, ...names] = wordsOf(normaliseThai(line))
  return names.length > 0 && !line.includes(':') ? `${title}: ${names.join(' ')}` : undefined
}
/** The line as people read it: without the mark of a title that was kept as typed. */
export const withoutTitleMark = (line: string): string => line.replace(keptAsTyped, '$1 $2')

/**
 * The card's Thai name line: title, first name, perhaps a middle name, perhaps no surname at all (or `-` for it).
 * A title written without a space (`นายสมชาย`) is taken off; a title before a colon is kept as typed; `ณ` belongs to the
 * surname with the word before it. `first` is empty if the line has no name.
 */
export const splitName = (line: string): NameParts => {
  const tidy = normaliseThai(line)
  const kept = keptAsTyped.exec(tidy)
  const { title, rest } = kept ? { title: kept[1], rest: wordsOf(kept[2]!) } : takeThaiTitle(wordsOf(tidy))
  const [first = '', ...others] = rest
  const lastFrom = surnameFrom(others)
  const middle = others.slice(0, lastFrom).join(' ')
  const last = others.slice(lastFrom).join(' ')
  return { ...(title && { title }), first, ...(middle && { middle }), ...(last && { last }) }
}

const grade = '(?:1st|2nd|3rd|First|Second|Third|Master|Senior|Chief|Vice|Rear|Sub)'
/** English ranks and titles that are no names, with or without a dot at the end. */
const englishRank =
  /^(?:Acting|Police|General|Lieutenant|Lt|Captain|Capt|Major|Colonel|Sergeant|Sgt|Corporal|Cpl|Private|Pvt|Marshal|Admiral|Adm|Commander|Cdr|Commodore|Cadet|Brigadier|Warrant|Officer|Volunteer|Recruit|Airman|Seaman|VADM|RADM|CPO|Phra|Phrakhru|Samanera|Khunying|Thanphuying|Thanpuying|Rev|Reverend|Dr|Prof|Professor|Ms)\.?$/i
/** The same, only before another of them: given names too. */
const beforeRank = /* @__PURE__ */ new RegExp(
  `^(?:Pol|Gen|Col|Maj|Mom|${grade}|Air|Flight|Flying|Pilot|Squadron|Wing|Group|Field|Petty|Special|Asst|Assoc)\\.?$`,
  'i',
)
/** The same, only after another of them: `(F)` and `(Female)` stand after a woman's rank, `1` and `1st` after a class. */
const afterRank = /^(?:(?:Gen|Col|Maj|Leader|Class)\.?|\((?:F|W|Female|Woman)\.?\)|[1-3](?:st|nd|rd)?)$/i
/** Ranks with a figure: `PO2`, `S.M.1`, `Sgt.1st`. No name has one. */
const numbered = /^(?=[A-Z])[A-Z.]{1,6}[1-3](?:st|nd|rd)?\.?$/i
const mom = /^(?:Luang|Rajawongse?|Rajawong|Ratchawong|Ratchawongse|Chao)$/i
/** Words of dots: `M.L.`, `Pol.Lt.`, `Pol.Capt`; not the initial `A.`. */
const dottedEnglish = /^(?:(?:[A-Z]{1,6}\.){2,}[A-Z]{0,5}\.?|[A-Z]{2,6}\.(?:Gen|Col|Maj|Capt|Lt|Sgt|Cpl)?)$/i
/** A title of dots that is stuck to the given name: `Mr.Somchai`, `Pol.Lt.Col.Somchai`. */
const stuckEnglish = /^((?:[A-Z]{1,6}\.)+)([A-Z][A-Z'’-]{2,})$/i

const isEnglishRank = (word: string) => dottedEnglish.test(word) || englishRank.test(word) || numbered.test(word)

/** The end of a rank of several words that is stuck to the given name: `Acting Sub Lt.Malee`. */
const stuckAfterRank = /^(?:Lt|Capt|Maj|Col|Gen|Sgt|Cpl|Adm|Cdr|Off)\./i

/** How many words at the start of an English line are titles; one word at least stays a name. */
const englishTitleWords = (words: readonly string[]): number => {
  const most = words.length - 1
  const titleFrom = (i: number): number => {
    if (i >= most) return 0
    const word = words[i] ?? ''
    const next = words[i + 1] ?? ''
    if (/^mom$/i.test(word) && mom.test(next) && i + 1 < most) return 2 + titleFrom(i + 2)
    if (/^mae$/i.test(word) && /^chi$/i.test(next) && i + 1 < most) return 2
    if (isEnglishRank(word) || (i > 0 && afterRank.test(word))) return 1 + titleFrom(i + 1)
    if (!beforeRank.test(word)) return 0
    const isOne = isEnglishRank(next) || afterRank.test(next) || beforeRank.test(next)
    const more = isOne ? titleFrom(i + 1) : 0
    return more > 0 ? 1 + more : 0
  }
  return titleFrom(0)
}

/** The card's English name line: title, first name, perhaps a middle name; the surname has a line of its own. */
export const splitEnglishName = (line: string): NameParts => {
  const tidy = line.normalize('NFC').replace(/\s+/g, ' ').trim()
  const kept = keptAsTyped.exec(tidy)
  const words = wordsOf(kept ? kept[2]! : tidy).flatMap((word, i) => {
    const mayStick = !kept && !dottedEnglish.test(word) && (i === 0 || stuckAfterRank.test(word))
    return mayStick ? word.replace(stuckEnglish, '$1 $2').split(' ') : [word]
  })
  const [head = '', ...others] = words
  // `M.R.` is a title of royal descent, and not `Mr.`.
  const bare = (text: string) => text.replace(/\.$/, '').toLowerCase()
  const civil = titles.flatMap((title) => title.english).find((english) => bare(english) === bare(head))
  const count = kept ? 0 : englishTitleWords(words)
  const title = kept?.[1] ?? civil ?? words.slice(0, count).join(' ')
  const [first = '', ...middle] = civil && !kept ? others : words.slice(count)
  return { ...(title && { title }), first, ...(middle.length > 0 && { middle: middle.join(' ') }) }
}
