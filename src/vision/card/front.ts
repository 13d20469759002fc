// Reads every field of a card's front and says of each how far it can be trusted.
import {
  byVotes,
  type Judged,
  judgeDate,
  judgeEnglishLastName,
  judgeEnglishName,
  judgeIdNumber,
  type Readings,
} from './accept.ts'
import { readEnglishDate, readThaiDate } from './date-text.ts'
import { tidyEnglishName } from './english-name.ts'
import type { Gazetteer } from './gazetteer.ts'
import { judgeAddress } from './judge-address.ts'
import { type FrontField, frontPlaces, type Place, paddedPortraitBox } from './layout.ts'
import type { Engine } from './name-choice.ts'
import { beginThaiName, readThaiName } from './read-thai-name.ts'
import type { FieldReading, FrontReading } from './reading.ts'
import type { Recogniser } from './recogniser.ts'
import { cardWidths, cut, type LinesRead, netFigures, netWidth, readPlace, readSizes, type Sheet } from './render.ts'
import { looksLikeScreen } from './screen.ts'
import { showsTones } from './thai-name.ts'

/** Where each field's picture is cut from, for the person who compares. Issue and expiry show both scripts. */
const shown: Record<FrontField, Place['box']> = {
  ...{ idNumber: frontPlaces.idNumber.box, nameThai: frontPlaces.nameThai.box, address: frontPlaces.address.box },
  ...{ nameEnglish: frontPlaces.nameEnglish.box, lastNameEnglish: frontPlaces.lastNameEnglish.box },
  ...{ birthDateThai: frontPlaces.birthDateThai.box, birthDateEnglish: frontPlaces.birthDateEnglish.box },
  ...{ issueDate: [0.08, 0.3, 0.785, 0.945], expiryDate: [0.54, 0.74, 0.785, 0.945] },
}

const readThai = (sheet: Sheet, place: Place, by: Engine, recognise: Recogniser) =>
  by === 'net'
    ? readPlace(sheet, place, netWidth(place), recognise, 'thaiLine')
    : readPlace(sheet, place, cardWidths.thai[0], recognise)

/**
 * One pass is enough where the two scripts agree; where they do not, each is read once more: the English print at its other
 * size, the Thai one by the other engine.
 */
const readDatePair = async (
  sheet: Sheet,
  thai: Place,
  english: Place,
  recognise: Recogniser,
  engines: readonly Engine[],
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

/** Each engine once is enough when that leads to an accepted address; tesseract reads it at another size otherwise. */
const readAddress = async (sheet: Sheet, recognise: Recogniser, gazetteer?: Gazetteer) => {
  const { address, houseNumber } = frontPlaces
  const [house, ...two] = await Promise.all([
    readPlace(sheet, houseNumber, cardWidths.other[0], recognise),
    readThai(sheet, address, 'tesseract', recognise),
    readThai(sheet, address, 'net', recognise),
  ])
  const judge = (reads: readonly LinesRead[]) =>
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
 * The number by each engine once, trained apart; tesseract reads it at another size where they differ.
 * @param first as tesseract read it, if it did
 */
const readNumber = async (sheet: Sheet, recognise: Recogniser, first?: LinesRead): Promise<Readings> => {
  const place = frontPlaces.idNumber
  const byTesseract = (size: 0 | 1) => readPlace(sheet, place, cardWidths.other[size], recognise)
  const reads = await Promise.all([
    first ?? byTesseract(0),
    readPlace(sheet, place, netWidth(place, netFigures), recognise, 'thaiLine'),
  ])
  const [one, other] = reads.map(({ lines }) => lines.join(' ').replace(/\D/g, ''))
  if (one !== other) reads.push(await byTesseract(1))
  return { texts: reads.map(({ lines }) => lines.join(' ')), cut: reads.some((read) => read.cut) }
}

/**
 * What every front is asked first, on its way through the engines before its number has told the side: in vain where the card
 * lies upside down.
 */
export const beginFront = (sheet: Sheet, recognise: Recogniser) => {
  const english = (place: Place) => {
    const reading = readPlace(sheet, place, cardWidths.names[0], recognise)
    // Nobody may come for it.
    reading.catch(() => undefined)
    return reading
  }
  return {
    nameThai: beginThaiName(sheet, recognise),
    nameEnglish: english(frontPlaces.nameEnglish),
    lastNameEnglish: english(frontPlaces.lastNameEnglish),
  }
}
/** `clear`: the photo is clearly sharp, and not only sharp enough. */
type Help = { clear?: boolean; gazetteer?: Gazetteer; idNumber?: LinesRead; begun?: ReturnType<typeof beginFront> }

/** Reads the front. Its corners must be the right way up (side.ts). Never fails: what cannot be read is `missing`. */
export const readFront = async (
  sheet: Sheet,
  recognise: Recogniser,
  { clear = false, gazetteer, idNumber, begun = beginFront(sheet, recognise) }: Help = {},
): Promise<FrontReading> => {
  const name = async (place: Place, first: Promise<LinesRead>) => {
    // Its vowels have no second script to be checked against: in a photo that is not clear, three sizes have to agree on them.
    const sizes = clear ? cardWidths.names : cardWidths.doubtedNames
    const { texts, cut } = await readSizes(sheet, place, sizes, recognise, first)
    return { texts: texts.map(tidyEnglishName), cut }
  }
  const pair = (thai: Place, english: Place, engines: readonly Engine[] = ['net', 'tesseract']) =>
    readDatePair(sheet, thai, english, recognise, engines)
  const given = name(frontPlaces.nameEnglish, begun.nameEnglish)
  const family = name(frontPlaces.lastNameEnglish, begun.lastNameEnglish)
  // Whether tones show is asked of tesseract: the net has seen this very label so often that it may put its tone there itself.
  const born = pair(frontPlaces.birthDateThai, frontPlaces.birthDateEnglish, ['tesseract', 'net'])
  const likeliest = ({ texts }: Readings) => byVotes(texts)[0] ?? ''
  const lines = Promise.all([given, family]).then(([first, last]) => ({
    name: likeliest(first),
    lastName: likeliest(last),
  }))
  // The label stands before the date, and comes along; that of the name is read when this one shows no tone.
  const tonesSeen = born.then(async ({ text }) => {
    if (showsTones(text)) return true
    const { lines: label } = await readPlace(sheet, frontPlaces.nameLabel, cardWidths.thai[0], recognise)
    return showsTones(label.join(' '))
  })
  const thaiName = readThaiName(begun.nameThai, lines, tonesSeen)
  const address = readAddress(sheet, recognise, gazetteer)
  const number = readNumber(sheet, recognise, idNumber)
  const reading = Promise.all([
    ...([thaiName, given, family, born, address, number] as const),
    pair(frontPlaces.issueDateThai, frontPlaces.issueDateEnglish),
    pair(frontPlaces.expiryDateThai, frontPlaces.expiryDateEnglish),
  ])
  const { photo, quad } = sheet
  // The Latin engine is through before the Thai one: the pictures for the person are cut meanwhile.
  await Promise.race([number, reading])
  const crops = (Object.keys(shown) as FrontField[]).map(
    (name) => [name, cut(photo, quad, shown[name], cardWidths.shown)] as const,
  )
  const portrait = cut(photo, quad, paddedPortraitBox, 1240)
  const onScreen = looksLikeScreen(photo, quad)
  const [nameThai, english, last, birth, place, id, issue, expiry] = await reading
  const fields: Record<FrontField, Judged> = {
    idNumber: judgeIdNumber(id),
    nameThai,
    nameEnglish: judgeEnglishName(english, nameThai.value),
    lastNameEnglish: judgeEnglishLastName(last, nameThai.value),
    birthDateThai: judgeDate(birth.thai, birth.english, 'thai'),
    birthDateEnglish: judgeDate(birth.thai, birth.english, 'english'),
    address: place,
    issueDate: judgeDate(issue.thai, issue.english, 'thai'),
    expiryDate: judgeDate(expiry.thai, expiry.english, 'thai'),
  }
  const withCrops = crops.map(([name, crop]): [FrontField, FieldReading] => [name, { ...fields[name], crop }])
  return { side: 'front', quad, onScreen, portrait, fields: Object.fromEntries(withCrops) as FrontReading['fields'] }
}
