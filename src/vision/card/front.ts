// Reads every field of the card's front and judges each reading: accepted, doubtful or missing.
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

/**
 * The box of each field's picture, which a person compares with the reading. Issue and expiry date show both scripts.
 */
const shown: Record<FrontField, FieldPlace['box']> = {
  idNumber: frontPlaces.idNumber.box,
  nameThai: frontPlaces.nameThai.box,
  address: frontPlaces.address.box,
  nameEnglish: frontPlaces.nameEnglish.box,
  lastNameEnglish: frontPlaces.lastNameEnglish.box,
  birthDateThai: frontPlaces.birthDateThai.box,
  birthDateEnglish: frontPlaces.birthDateEnglish.box,
  issueDate: [0.08, 0.28, 0.785, 0.945],
  expiryDate: [0.54, 0.74, 0.785, 0.945],
}

/**
 * Starts the readings that every front needs, before the ID number has confirmed the side. If the card is upside down,
 * their results are not used.
 */
export const startFront = (sheet: CardPhoto, recognise: Recogniser) => {
  const english = (place: FieldPlace) => {
    const reading = readPlace(sheet, place, cardWidths.names[0], recognise)
    // If the card turns out to be upside down, no caller awaits this promise.
    reading.catch(() => undefined)
    return reading
  }
  return {
    nameThai: startThaiName(sheet, recognise),
    nameEnglish: english(frontPlaces.nameEnglish),
    lastNameEnglish: english(frontPlaces.lastNameEnglish),
  }
}
/**
 * `clear`: the photo is clearly sharp, not just sharp enough. `fitted`: the corners are fitted to the printed labels
 * (print-fit.ts). Where they are not, print may be cut off without a trace, so no name is accepted.
 */
type FrontReadOptions = {
  clear?: boolean
  fitted: boolean
  gazetteer?: Gazetteer
  idNumber?: LineReadings
  started?: ReturnType<typeof startFront>
}

/**
 * Reads the front. The corners must be the right way up (side.ts). It never fails: an unreadable field is `missing`.
 */
export const readFront = async (
  sheet: CardPhoto,
  recognise: Recogniser,
  { clear = false, fitted, gazetteer, idNumber, started = startFront(sheet, recognise) }: FrontReadOptions,
): Promise<FrontReading> => {
  const name = async (place: FieldPlace, first: Promise<LineReadings>) => {
    // The vowels cannot be checked against a second script, so in a photo that is not clear three sizes have to agree.
    const sizes = clear ? cardWidths.names : cardWidths.doubtedNames
    const { texts, cut } = await readSizes(sheet, place, sizes, recognise, first)
    return { texts: texts.map(tidyEnglishName), cut: cut || !fitted }
  }
  const pair = (thai: FieldPlace, english: FieldPlace, engines: readonly EngineName[] = ['net', 'tesseract']) =>
    readDatePair(sheet, thai, english, recognise, engines)
  const given = name(frontPlaces.nameEnglish, started.nameEnglish)
  const family = name(frontPlaces.lastNameEnglish, started.lastNameEnglish)
  // Tesseract decides whether tones show: the net saw this label so often in training that it may add the tone itself.
  const born = pair(frontPlaces.birthDateThai, frontPlaces.birthDateEnglish, ['tesseract', 'net'])
  const likeliest = ({ texts }: Readings) => byVotes(texts)[0] ?? ''
  const lines = Promise.all([given, family]).then(([first, last]) => ({
    name: likeliest(first),
    lastName: likeliest(last),
  }))
  // The text of the birth date includes its label. The label of the name is read only if that one shows no tone.
  const tonesSeen = born.then(async ({ text }) => {
    if (showsTones(text)) return true
    const { lines: label } = await readPlace(sheet, frontPlaces.nameLabel, cardWidths.thai[0], recognise)
    return showsTones(label.join(' '))
  })
  const thaiName = readThaiName(started.nameThai, lines, tonesSeen, fitted)
  const number = readNumber(sheet, recognise, idNumber)
  const address = readAddress(sheet, recognise, gazetteer)
  const issued = pair(frontPlaces.issueDateThai, frontPlaces.issueDateEnglish)
  const expires = pair(frontPlaces.expiryDateThai, frontPlaces.expiryDateEnglish)

  const { photo, quad } = sheet
  // No larger than the card is in the photo.
  const width = Math.min(cardWidths.shown, Math.round(widthOf(quad)))
  // The pictures for the person are cut one by one, each once its field is read: all at once would delay the engines.
  const cropsAfter = async (read: Promise<unknown>, ...names: FrontField[]) => {
    await read
    return names.map((name) => [name, cutPlace(photo, quad, shown[name], width)] as const)
  }
  const crops = Promise.all([
    cropsAfter(given, 'nameEnglish'),
    cropsAfter(family, 'lastNameEnglish'),
    cropsAfter(born, 'birthDateThai', 'birthDateEnglish'),
    cropsAfter(number, 'idNumber'),
    cropsAfter(thaiName, 'nameThai'),
    cropsAfter(address, 'address'),
    cropsAfter(issued, 'issueDate'),
    cropsAfter(expires, 'expiryDate'),
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
