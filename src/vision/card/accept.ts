// Decides when a reading is accepted without a person, by one rule for each field.
// Decision 028: the engine’s confidence is not evidence.
import { formatLaserCode, parseLaserCode } from '../../core/card/laser-code.ts'
import { sameName } from '../../core/card/romanisation.ts'
import { type Expiry, formatEnglishDate, formatThaiDate } from '../../core/card/thai-date.ts'
import { checkIdNumber, formatIdNumber } from '../../core/card/thai-id.ts'
import { splitName } from '../../core/card/thai-text.ts'
import { englishTitleOf, isWholeEnglishName, withoutTitle } from './english-name.ts'
import type { FieldReading } from './reading.ts'

/** Readings of the same print in several renderings, the best rendering first. `cut`: ink touches the crop's edge. */
export type Readings = { texts: readonly string[]; cut: boolean }
export type FieldJudgement = Omit<FieldReading, 'crop'>

export const missing: FieldJudgement = { value: '', status: 'missing', candidates: [] }

/**
 * The distinct values without empty ones: the most frequent first, equally frequent ones in their order of appearance.
 */
export const byVotes = (values: readonly string[]): string[] => {
  const votes = (value: string) => values.filter((other) => other === value).length
  return [...new Set(values)].filter((value) => value !== '').sort((a, b) => votes(b) - votes(a))
}

export const judgementOf = ([value, ...candidates]: readonly string[], accepted: boolean): FieldJudgement =>
  value === undefined
    ? missing
    : { value, status: accepted ? 'accepted' : 'doubtful', candidates: candidates.slice(0, 3) }

const agree = (values: readonly string[]) => values.length > 1 && new Set(values).size === 1

/**
 * Accepted if check digit and province are valid, all renderings agree (the check digit alone misses 9 % of
 * misreadings) and nothing is cut.
 */
export const judgeIdNumber = ({ texts, cut }: Readings): FieldJudgement => {
  const digits = texts.map((text) => text.replace(/\D/g, ''))
  const good = digits.filter((text) => checkIdNumber(text).ok)
  const order = byVotes(good.length > 0 ? good : digits)
  return judgementOf(order.map(formatIdNumber), !cut && good.length === digits.length && agree(digits))
}

/** Accepted if the reading matches the pattern as it is, all renderings agree and nothing is cut. */
export const judgeLaserCode = ({ texts, cut }: Readings): FieldJudgement => {
  const read = texts.map((text) => text.toUpperCase().replace(/[^A-Z0-9]/g, ''))
  const hasTwin = read.some((characters) => characters !== withoutTwin(characters))
  // On a card older than laser codes, the engine finds a few characters in the guilloche.
  const codes = read
    .map((characters) => straightenLaserCode(withoutTwin(characters)))
    .filter((code) => code.length >= 8)
  const good = codes.filter((code) => parseLaserCode(code).ok)
  const order = byVotes(good.length > 0 ? good : codes)
  return judgementOf(order.map(formatLaserCode), !cut && !hasTwin && good.length === texts.length && agree(codes))
}

const lettersFor: Record<string, string> = { 0: 'O', 1: 'I', 2: 'Z', 5: 'S', 8: 'B' }
const digitsFor: Record<string, string> = { O: '0', Q: '0', D: '0', I: '1', L: '1', Z: '2', S: '5', B: '8' }

/**
 * Replaces confused characters by position: two letters come first, then only digits (O for 0, 2 for Z and the like).
 */
const straightenLaserCode = (code: string) =>
  [...code].map((character, i) => (i < 2 ? lettersFor : digitsFor)[character] ?? character).join('')

/**
 * Removes a twin from a code with one character too many: where the letters end and the digits begin, the engine may
 * read one character as both (`O0`, `S5`). The code is then not accepted, and a person compares it with its picture.
 */
const withoutTwin = (code: string) =>
  code.length === 13 ? code.replace(/^(.{0,2})(?:O0|0O|S5|5S|I1|1I|Z2|2Z|B8|8B)/, (pair) => pair.slice(0, -1)) : code

const printed = (date: Expiry, format: typeof formatThaiDate) => (date === 'lifelong' ? 'ตลอดชีพ' : format(date))

/**
 * Accepted if the Thai and the English print of the same date agree and neither is cut. Where they differ, the English
 * reading comes first, because the Latin model does not confuse 3 with 5 or ม.ค. with มี.ค.
 */
export const judgeDate = (
  thai: { dates: readonly (Expiry | undefined)[]; cut: boolean },
  english: { dates: readonly (Expiry | undefined)[]; cut: boolean },
  script: 'thai' | 'english',
): FieldJudgement => {
  const format = script === 'thai' ? formatThaiDate : formatEnglishDate
  const values = (dates: readonly (Expiry | undefined)[]) =>
    dates.filter((date) => date !== undefined).map((date) => printed(date, format))
  const ofThai = byVotes(values(thai.dates))
  const ofEnglish = byVotes(values(english.dates))
  const common = ofThai.filter((value) => ofEnglish.includes(value))
  if (common.length === 1) {
    const others = [...ofThai, ...ofEnglish].filter((value) => value !== common[0])
    return judgementOf([common[0], ...new Set(others)], !thai.cut && !english.cut)
  }
  return judgementOf([...new Set([...ofEnglish, ...ofThai])], false)
}

const namesOf = (line: string) => {
  const { first, middle, last } = splitName(line)
  return { given: [first, middle].filter(Boolean).join(' '), last: last ?? '' }
}

/**
 * English title and given names. Accepted if all renderings agree, the title is known, the names are well formed,
 * nothing is cut and the Thai line does not contradict them.
 */
export const judgeEnglishName = ({ texts, cut }: Readings, thaiName: string): FieldJudgement => {
  const order = byVotes(texts)
  const names = withoutTitle(order[0] ?? '')
  const formed = englishTitleOf(order[0] ?? '') !== undefined && isWholeEnglishName(names)
  return judgementOf(order, !cut && agree(texts) && formed && sameName(namesOf(thaiName).given, names))
}

/** English surname, by the same rule. No ink at all is accepted as "no surname" if the Thai line has only one name. */
export const judgeEnglishLastName = ({ texts, cut }: Readings, thaiName: string): FieldJudgement => {
  const { given, last } = namesOf(thaiName)
  // A single letter is a speck and not a name.
  const order = byVotes(texts.filter((text) => text.length > 1))
  const blank = texts.every((text) => text === '')
  if (order.length === 0) return blank && given !== '' && last === '' ? { ...missing, status: 'accepted' } : missing
  return judgementOf(order, !cut && agree(texts) && isWholeEnglishName(order[0]) && sameName(last, order[0]))
}
