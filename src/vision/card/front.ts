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
import { beginThaiName, readThaiName, type ThaiNameBegun } from './read-thai-name.ts'
import type { FieldReading, FrontReading } from './reading.ts'
import type { Recogniser } from './recogniser.ts'
import { cardWidths, cut, type LinesRead, readPlace, readSizes, type Sheet } from './render.ts'
import { looksLikeScreen } from './screen.ts'
import { showsTones } from './thai-name.ts'

/** Where each field's picture is cut from, for the person who compares. Issue and expiry show both scripts. */
const shown: Record<FrontField, Place['box']> = {
  ...{ idNumber: frontPlaces.idNumber.box, nameThai: frontPlaces.nameThai.box, address: frontPlaces.address.box },
  ...{ nameEnglish: frontPlaces.nameEnglish.box, lastNameEnglish: frontPlaces.lastNameEnglish.box },
  ...{ birthDateThai: frontPlaces.birthDateThai.box, birthDateEnglish: frontPlaces.birthDateEnglish.box },
  ...{ issueDate: [0.08, 0.3, 0.785, 0.945], expiryDate: [0.54, 0.74, 0.785, 0.945] },
}

/** One pass is enough where the two scripts agree; where they do not, each is read once more at its other size. */
const readDatePair = async (sheet: Sheet, thai: Place, english: Place, recognise: Recogniser) => {
  const at = async (size: 0 | 1) => {
    const [t, e] = await Promise.all([
      readPlace(sheet, thai, cardWidths.thai[size], recognise),
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

/** Two sizes are enough when they lead to an accepted address; it is read at the third otherwise. */
const readAddress = async (sheet: Sheet, recognise: Recogniser, gazetteer?: Gazetteer) => {
  const { address, houseNumber } = frontPlaces
  const [{ lines }, two] = await Promise.all([
    readPlace(sheet, houseNumber, cardWidths.other[0], recognise),
    readSizes(sheet, address, cardWidths.thai.slice(0, 2), recognise),
  ])
  const figures = lines.join(' ')
  const early = judgeAddress({ ...two, figures }, gazetteer)
  if (early.status === 'accepted') return early
  const third = await readSizes(sheet, address, cardWidths.thai.slice(2), recognise)
  const all = { texts: [...two.texts, ...third.texts], cut: two.cut || third.cut }
  return judgeAddress({ ...all, figures }, gazetteer)
}

/** What was read, or begun to be, before the side was known. */
type Begun = { gazetteer?: Gazetteer; idNumber?: LinesRead; nameThai?: ThaiNameBegun }

/** Reads the front. Its corners must be the right way up (side.ts). Never fails: what cannot be read is `missing`. */
export const readFront = async (
  sheet: Sheet,
  recognise: Recogniser,
  { gazetteer, idNumber, nameThai: begun = beginThaiName(sheet, recognise) }: Begun = {},
): Promise<FrontReading> => {
  const name = async (place: Place) => {
    const { texts, cut } = await readSizes(sheet, place, cardWidths.names, recognise)
    return { texts: texts.map(tidyEnglishName), cut }
  }
  const pair = (thai: Place, english: Place) => readDatePair(sheet, thai, english, recognise)
  const given = name(frontPlaces.nameEnglish)
  const family = name(frontPlaces.lastNameEnglish)
  const born = pair(frontPlaces.birthDateThai, frontPlaces.birthDateEnglish)
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
  const thaiName = readThaiName(begun, lines, tonesSeen)
  const address = readAddress(sheet, recognise, gazetteer)
  const number = readSizes(sheet, frontPlaces.idNumber, cardWidths.other, recognise, idNumber)
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
