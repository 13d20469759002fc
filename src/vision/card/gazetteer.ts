// Matches the end of an address with the list of tambon, amphoe and provinces, so that misreadings show.
import { editDistance } from './date-text.ts'
import { sameLetters, withoutMarks } from './thai-name.ts'

export type Locality = { tambon: string; amphoe: string; province: string }
/** Province → amphoe → tambon. */
export type Gazetteer = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>

type Row = { province: string; district: string; sub_district: string }

/** Builds the gazetteer from the rows of `thai-address-universal` (source: Department of Provincial Administration). */
export const gazetteerOf = (rows: readonly Row[]): Gazetteer => {
  const provinces = new Map<string, Map<string, string[]>>()
  for (const { province, district, sub_district } of rows) {
    const districts = provinces.get(province) ?? new Map<string, string[]>()
    provinces.set(province, districts)
    const tambons = districts.get(district) ?? []
    districts.set(district, tambons)
    if (!tambons.includes(sub_district)) tambons.push(sub_district)
  }
  return provinces
}

const capital = 'กรุงเทพมหานคร'

/** The locality as a card prints it. */
export const printedLocality = ({ tambon, amphoe, province }: Locality): string =>
  province === capital ? `แขวง${tambon} เขต${amphoe} ${province}` : `ต.${tambon} อ.${amphoe} จ.${province}`

/** The least edit distance between `pattern` and any ending of `text`, and where that ending begins. */
const endLike = (text: string, pattern: string): { away: number; from: number } => {
  let row = Array.from({ length: pattern.length + 1 }, (_, j) => j)
  let starts: number[] = row.map(() => 0)
  for (let i = 1; i <= text.length; i++) {
    // Leaving out the beginning of the text costs nothing.
    const next = [0]
    const from = [i]
    for (let j = 1; j <= pattern.length; j++) {
      const changed = row[j - 1] + (text[i - 1] === pattern[j - 1] ? 0 : 1)
      const least = Math.min(changed, row[j] + 1, next[j - 1] + 1)
      next[j] = least
      from[j] = least === changed ? starts[j - 1] : least === row[j] + 1 ? starts[j] : from[j - 1]
    }
    row = next
    starts = from
  }
  return { away: row[pattern.length], from: starts[pattern.length] }
}

/**
 * `named`: apart from marks, the tambon was read as listed, with at most two misread characters in all. This matters
 * because the list of tambon may have gaps. `head`: the address before the locality.
 */
export type LocalityMatch = { place: Locality; away: number; head: string; named: boolean }

/** The `keep` options whose printed form is nearest to the end of the text. */
const nearest = <T>(options: readonly T[], text: string, printed: (option: T) => string, keep: number) =>
  options
    .map((option) => ({ option, ...endLike(text, printed(option).replaceAll(' ', '')) }))
    .sort((a, b) => a.away - b.away)
    .slice(0, keep)

/** The text before and from the first match of `border` that is not its beginning. */
const splitAt = (text: string, border: RegExp): [string, string] => {
  const at = text.slice(1).search(border) + 1
  return at < 1 ? [text, ''] : [text.slice(0, at), text.slice(at)]
}

const mostEdits = 4

/** Whether the picture supports the listed tambon: of four letters at most one was read as another, marks apart. */
const isSupported = (read: string, listed: string) => {
  const [a, b] = [read, listed].map((text) => withoutMarks(text).replace(/^(?:แขวง|ต)?\.?/, ''))
  return editDistance(a, b) <= Math.max(1, Math.floor(b.length / 4))
}

/** The last tambon of the text, as it was read. */
const tambonRead = /(?:ต\.|แขวง)(?!.*(?:ต\.|แขวง))([ก-๎]+?)(?=อ\.|เขต)/u

/**
 * The listed place that the end of an address most likely names, and the text before it. Undefined unless one place is
 * nearest: at most four edits away, and any other at least one edit further. `away` 0 means that it was read as listed.
 * A tambon that was read unlike the nearest listed one stays as it was read: the list may lack it, and another real
 * place would look right to the person. Amphoe and provinces are corrected all the same.
 */
export const matchLocality = (address: string, gazetteer: Gazetteer): LocalityMatch | undefined => {
  const positions: number[] = []
  const text = [...address].filter((character, i) => character !== ' ' && positions.push(i)).join('')
  const inProvince = (province: string) => (province === capital ? capital : `จ.${province}`)
  const provinces = nearest([...gazetteer.keys()], text, inProvince, 3)
  const amphoes = provinces.flatMap(({ option: province }) =>
    [...(gazetteer.get(province)?.keys() ?? [])].map((amphoe) => ({ tambon: '', amphoe, province })),
  )
  const inAmphoe = (place: Locality) => printedLocality(place).replace(/^(?:แขวง|ต\.)/, '')
  const places = nearest(amphoes, text, inAmphoe, 4).flatMap(({ option: { amphoe, province } }) =>
    (gazetteer.get(province)?.get(amphoe) ?? []).map((tambon) => ({ tambon, amphoe, province })),
  )
  const [best, second] = nearest(places, text, printedLocality, 2)
  if (!best || best.away > mostEdits || (second && second.away <= best.away)) return undefined
  const tambon = printedLocality(best.option).split(' ')[0]
  const [read, rest] = splitAt(text.slice(best.from), /อ\.|เขต/)
  if (!isSupported(read, tambon)) {
    const kept = tambonRead.exec(text)
    const head = kept && address.slice(0, positions[kept.index]).trim()
    return kept
      ? { place: { ...best.option, tambon: kept[1] }, away: best.away, head: head ?? '', named: false }
      : undefined
  }
  const named = best.away <= 2 && sameLetters(read, tambon) && rest !== ''
  const head = address.slice(0, positions[best.from] ?? address.length).trim()
  return { place: best.option, away: best.away, head, named }
}
