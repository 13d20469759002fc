// Reads the fields that need several places or both engines: dates in two scripts, the address, the ID number.
import type { Readings } from './accept.ts'
import { readEnglishDate, readThaiDate } from './date-text.ts'
import type { Gazetteer } from './gazetteer.ts'
import { judgeAddress } from './judge-address.ts'
import { type FieldPlace, frontPlaces } from './layout.ts'
import type { EngineName } from './name-choice.ts'
import type { Recogniser } from './recogniser.ts'
import { type CardPhoto, cardWidths, type LineReadings, netFigures, netWidth, readPlace } from './render.ts'

const readThai = (sheet: CardPhoto, place: FieldPlace, by: EngineName, recognise: Recogniser) =>
  by === 'net'
    ? readPlace(sheet, place, netWidth(place), recognise, 'thaiLine')
    : readPlace(sheet, place, cardWidths.thai[0], recognise)

/**
 * Reads a date in both scripts. One pass is enough if the two agree. If they do not, each is read once more: the
 * English print at its other size, the Thai print by the other engine.
 */
export const readDatePair = async (
  sheet: CardPhoto,
  thai: FieldPlace,
  english: FieldPlace,
  recognise: Recogniser,
  engines: readonly EngineName[],
) => {
  const at = async (size: 0 | 1) => {
    const [t, e] = await Promise.all([
      readThai(sheet, thai, engines[size], recognise),
      readPlace(sheet, english, cardWidths.other[size], recognise),
    ])
    const first = <T>(lines: string[], read: (text: string) => T | undefined) =>
      lines.map(read).find((date) => date !== undefined)
    const dates = { thai: first(t.lines, readThaiDate), english: first(e.lines, readEnglishDate) }
    return { ...dates, cut: [t.cut, e.cut], text: t.lines.join(' ') }
  }
  const once = await at(0)
  const same = once.thai !== undefined && JSON.stringify(once.thai) === JSON.stringify(once.english)
  const reads = same ? [once] : [once, await at(1)]
  return {
    thai: { dates: reads.map((read) => read.thai), cut: reads.some((read) => read.cut[0]) },
    english: { dates: reads.map((read) => read.english), cut: reads.some((read) => read.cut[1]) },
    text: once.text,
  }
}

/** Reads the address once by each engine. If that is not accepted, tesseract reads it again at another size. */
export const readAddress = async (sheet: CardPhoto, recognise: Recogniser, gazetteer?: Gazetteer) => {
  const { address, houseNumber } = frontPlaces
  const [house, ...two] = await Promise.all([
    readPlace(sheet, houseNumber, cardWidths.other[0], recognise),
    readThai(sheet, address, 'tesseract', recognise),
    readThai(sheet, address, 'net', recognise),
  ])
  const judge = (reads: readonly LineReadings[]) =>
    judgeAddress(
      {
        texts: reads.map(({ lines }) => lines.join(' ')),
        cut: reads.some((read) => read.cut),
        figures: house.lines.join(' '),
      },
      gazetteer,
    )
  const early = judge(two)
  if (early.status === 'accepted') return early
  return judge([...two, await readPlace(sheet, address, cardWidths.thai[1], recognise)])
}

/**
 * Reads the ID number once by each engine; the two were trained separately. If they differ, the net may not know the
 * typeface. Then tesseract's readings at two sizes have to agree, as if there were no net.
 * @param tesseract tesseract's reading at the first size, if there already is one
 */
export const readNumber = async (
  sheet: CardPhoto,
  recognise: Recogniser,
  tesseract?: LineReadings,
): Promise<Readings> => {
  const place = frontPlaces.idNumber
  const byTesseract = (size: 0 | 1) => readPlace(sheet, place, cardWidths.other[size], recognise)
  const textOf = ({ lines }: LineReadings) => lines.join(' ')
  const digitsOf = (read: LineReadings) => textOf(read).replace(/\D/g, '')
  const [first, byNet] = await Promise.all([
    tesseract ?? byTesseract(0),
    readPlace(sheet, place, netWidth(place, netFigures), recognise, 'thaiLine'),
  ])
  const second = digitsOf(first) === digitsOf(byNet) ? byNet : await byTesseract(1)
  return { texts: [first, second].map(textOf), cut: first.cut || second.cut }
}
