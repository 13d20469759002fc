// Reads every field of a card's front and says of each how far it can be trusted.
import {
  byVotes,
  type FieldJudgement,
  judgeDate,
  judgeEnglishLastName,
  judgeEnglishName,
  judgeIdNumber,
  type Readings,
} from './accept.ts'
import { tidyEnglishName } from './english-name.ts'
import { readAddress, readDatePair, readNumber } from './fields.ts'
import type { Gazetteer } from './gazetteer.ts'
import { type FieldPlace, type FrontField, frontPlaces, paddedPortraitBox } from './layout.ts'
import type { EngineName } from './name-choice.ts'
import { readThaiName, startThaiName } from './read-thai-name.ts'
import type { FieldReading, FrontReading } from './reading.ts'
import type { Recogniser } from './recogniser.ts'
import { type CardPhoto, cardWidths, cutPlace, type LineReadings, readPlace, readSizes } from './render.ts'
import { looksLikeScreen } from './screen.ts'
import { widthOf } from './snap.ts'
import { showsTones } from './thai-name.ts'

/** Where each field's picture is cut from, for the person who compares. Issue and expiry show both scripts. */
const shown: Record<FrontField, FieldPlace['box']> = {
  idNumber: frontPlaces.idNumber.box,
  nameThai: frontPlaces.nameThai.box,
  address: frontPlaces.address.box,
  nameEnglish: frontPlaces.nameEnglish.box,
  lastNameEnglish: frontPlaces.lastNameEnglish.box,
  birthDateThai: frontPlaces.birthDateThai.box,
  birthDateEnglish: frontPlaces.birthDateEnglish.box,
  issueDate: [0.08, 0.3, 0.785, 0.945],
  expiryDate: [0.54, 0.74, 0.785, 0.945],
}

/**
 * What every front is asked first, on its way through the engines before its number has told the side: in vain where the card
 * lies upside down.
 */
export const startFront = (sheet: CardPhoto, recognise: Recogniser) => {
  const english = (place: FieldPlace) => {
    const reading = readPlace(sheet, place, cardWidths.names[0], recognise)
    // Nobody may come for it.
    reading.catch(() => undefined)
    return reading
  }
  return {
    nameThai: startThaiName(sheet, recognise),
    nameEnglish: english(frontPlaces.nameEnglish),
    lastNameEnglish: english(frontPlaces.lastNameEnglish),
  }
}
/** `clear`: the photo is clearly sharp, and not only sharp enough. */
type FrontReadOptions = {
  clear?: boolean
  gazetteer?: Gazetteer
  idNumber?: LineReadings
  begun?: ReturnType<typeof startFront>
}

/** Reads the front. Its corners must be the right way up (side.ts). Never fails: what cannot be read is `missing`. */
export const readFront = async (
  sheet: CardPhoto,
  recognise: Recogniser,
  { clear = false, gazetteer, idNumber, begun = startFront(sheet, recognise) }: FrontReadOptions = {},
): Promise<FrontReading> => {
  const name = async (place: FieldPlace, first: Promise<LineReadings>) => {
    // Its vowels have no second script to be checked against: in a photo that is not clear, three sizes have to agree on them.
    const sizes = clear ? cardWidths.names : cardWidths.doubtedNames
    const { texts, cut } = await readSizes(sheet, place, sizes, recognise, first)
    return { texts: texts.map(tidyEnglishName), cut }
  }
  const pair = (thai: FieldPlace, english: FieldPlace, engines: readonly EngineName[] = ['net', 'tesseract']) =>
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
  const number = readNumber(sheet, recognise, idNumber)
  const address = readAddress(sheet, recognise, gazetteer)
  const issued = pair(frontPlaces.issueDateThai, frontPlaces.issueDateEnglish)
  const expires = pair(frontPlaces.expiryDateThai, frontPlaces.expiryDateEnglish)

  const { photo, quad } = sheet
  // No larger than the photo has it.
  const width = Math.min(cardWidths.shown, Math.round(widthOf(quad)))
  // For the person, each when its field has been read: all at once they would keep the engines waiting.
  const shownWhen = async (read: Promise<unknown>, ...names: FrontField[]) => {
    await read
    return names.map((name) => [name, cutPlace(photo, quad, shown[name], width)] as const)
  }
  const crops = Promise.all([
    shownWhen(given, 'nameEnglish'),
    shownWhen(family, 'lastNameEnglish'),
    shownWhen(born, 'birthDateThai', 'birthDateEnglish'),
    shownWhen(number, 'idNumber'),
    shownWhen(thaiName, 'nameThai'),
    shownWhen(address, 'address'),
    shownWhen(issued, 'issueDate'),
    shownWhen(expires, 'expiryDate'),
  ])
  const reading = Promise.all([thaiName, given, family, born, address, number, issued, expires])
  const [[nameThai, english, last, birth, place, id, issue, expiry], pictures, portrait, onScreen] = await Promise.all([
    reading,
    crops,
    given.then(() => cutPlace(photo, quad, paddedPortraitBox, 1240)),
    family.then(() => looksLikeScreen(photo, quad)),
  ])
  const fields: Record<FrontField, FieldJudgement> = {
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
  const withCrops = pictures.flat().map(([name, crop]): [FrontField, FieldReading] => [name, { ...fields[name], crop }])
  return { side: 'front', quad, onScreen, portrait, fields: Object.fromEntries(withCrops) as FrontReading['fields'] }
}
