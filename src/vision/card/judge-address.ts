// Judges the address: compares its renderings with each other, and its end with the list of localities.
import { byVotes, type FieldJudgement, judgementOf, missing, type Readings } from './accept.ts'
import { tidyAddress } from './address-text.ts'
import { type Gazetteer, type LocalityMatch, matchLocality, printedLocality } from './gazetteer.ts'

/** The part that the list does not cover: house number, then `หมู่ที่ 3`, lanes and roads in any words. */
const house = /^\d{1,4}(?:\/\d{1,4})?(?: หมู่ที่ \d{1,2})?(?: (?:ซ|ถ|ตรอก)\.?[ก-๎\d/ .-]+)?$/u

export type AddressReadings = Readings & {
  /**
   * The figures of the first line as read by the Latin model: the Thai model takes `/` for 7 and 4 for 6 at every size.
   */
  figures: string
}

/**
 * Whether the Latin model read every number of the text, in the same order. Its readings of letters are between them.
 */
const isWitnessed = (head: string, figures: string) => {
  const numbers = figures.split(' ')
  let from = 0
  return (head.match(/\d[\d/]*/g) ?? []).every((number) => {
    from = numbers.indexOf(number, from) + 1
    return from > 0
  })
}

/** The beginning with the Latin model's house number, if the two differ only in 7 and `/`. */
const withStrokes = (head: string, figures: string) => {
  const asSevens = (text: string) => text.replaceAll('/', '7')
  const [number] = head.split(' ')
  const meant = figures.split(' ').find((figure) => asSevens(figure) === asSevens(number))
  return meant === undefined ? head : meant + head.slice(number.length)
}

/**
 * Each rendering votes for the listed place nearest to its end and, separately, for the text before it. Without a
 * gazetteer no address is accepted. Accepted if all of this holds:
 * - every rendering leads to the same place
 * - two renderings read its tambon as listed, apart from marks: a tambon that the list lacks must not become another
 * that   differs by one letter (the lists of amphoe and provinces are complete)
 * - every rendering has the same beginning, which has the form of an address
 * - both models read the same numbers in it
 * - nothing is cut
 */
export const judgeAddress = (
  { texts, cut, figures }: AddressReadings,
  gazetteer: Gazetteer | undefined,
): FieldJudgement => {
  const tidied = texts.map(tidyAddress).filter((text) => text !== '')
  const snapped = tidied
    .map((text) => gazetteer && matchLocality(text, gazetteer))
    .filter((found): found is LocalityMatch => found !== undefined)
  if (snapped.length * 2 < tidied.length || snapped.length === 0) return judgementOf(byVotes(tidied), false)
  const places = byVotes(snapped.map(({ place }) => printedLocality(place)))
  const heads = byVotes(snapped.map(({ head }) => head))
  const formed = (head: string) => Number(house.test(head)) + Number(isWitnessed(head, figures))
  heads.sort((a, b) => formed(b) - formed(a))
  const [read = ''] = heads
  const head = withStrokes(read, figures)
  const agreeing = snapped.length === texts.length && places.length === 1 && heads.length === 1
  const literal = snapped.filter(({ named }) => named).length >= 2
  // Not read as listed: the list may lack the tambon, so the person is offered what was read as well.
  const asRead = literal ? [] : tidied
  const others = [...heads.slice(1).map((other) => `${other} ${places[0]}`), ...asRead]
  const accepted = agreeing && literal && head === read && formed(head) === 2 && !cut
  if (places[0] === undefined) return missing
  return judgementOf([...new Set([`${head} ${places[0]}`.trim(), ...others])], accepted)
}
