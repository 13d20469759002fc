// Reads every field of a card's front and says of each how far it can be trusted.
import type { Pixels, Quad } from '../pixels.ts'
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
import { judgeThaiName } from './judge-thai-name.ts'
import { type FrontField, frontPlaces, type Place, paddedPortraitBox } from './layout.ts'
import type { EnglishLines, LineReading } from './name-choice.ts'
import type { FieldReading, FrontReading } from './reading.ts'
import type { Recogniser } from './recogniser.ts'
import { cardWidths, cut, type LinesRead, readPlace, readSizes } from './render.ts'
import { type Form, renderings } from './renderings.ts'
import { showsTones } from './thai-name.ts'

/** Where each field's picture is cut from, for the person who compares. Issue and expiry show both scripts. */
const shown: Record<FrontField, Place['box']> = {
  ...{ idNumber: frontPlaces.idNumber.box, nameThai: frontPlaces.nameThai.box, address: frontPlaces.address.box },
  ...{ nameEnglish: frontPlaces.nameEnglish.box, lastNameEnglish: frontPlaces.lastNameEnglish.box },
  ...{ birthDateThai: frontPlaces.birthDateThai.box, birthDateEnglish: frontPlaces.birthDateEnglish.box },
  ...{ issueDate: [0.08, 0.3, 0.785, 0.945], expiryDate: [0.54, 0.74, 0.785, 0.945] },
}

/** One pass is enough where the two scripts agree; where they do not, each is read once more at its other size. */
const readDatePair = async (photo: Pixels, quad: Quad, thai: Place, english: Place, recognise: Recogniser) => {
  const at = async (size: 0 | 1) => {
    const [t, e] = await Promise.all([
      readPlace(photo, quad, thai, cardWidths.thai[size], recognise),
      readPlace(photo, quad, english, cardWidths.other[size], recognise),
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

/** Three renderings are enough when they say the same and that is accepted; the line is read in three more otherwise. */
const readThaiName = async (
  photo: Pixels,
  quad: Quad,
  recognise: Recogniser,
  english: Promise<EnglishLines>,
  tonesSeen: Promise<boolean>,
): Promise<Judged> => {
  const { first, more } = renderings(photo, quad, frontPlaces.nameThai)
  let cut = false
  const draw = (form: Form) => () => {
    const line = form()
    cut ||= line?.cut ?? false
    return line ? [line.picture] : []
  }
  const read = async (forms: Form[]): Promise<LineReading[]> =>
    (await Promise.all(forms.map((form) => recognise(draw(form), 'thaiName')))).flat()
  const judge = async (readings: LineReading[]) =>
    judgeThaiName({ readings, cut, tonesSeen: await tonesSeen }, await english)
  const readings = await read(first)
  const early = await judge(readings)
  const same = new Set(readings.map(({ text }) => text)).size === 1
  return same && early.status === 'accepted' ? early : judge([...readings, ...(await read(more))])
}

/** Two sizes are enough when they lead to an accepted address; it is read at the third otherwise. */
const readAddress = async (photo: Pixels, quad: Quad, recognise: Recogniser, gazetteer?: Gazetteer) => {
  const { address, houseNumber } = frontPlaces
  const [{ lines }, two] = await Promise.all([
    readPlace(photo, quad, houseNumber, cardWidths.other[0], recognise),
    readSizes(photo, quad, address, cardWidths.thai.slice(0, 2), recognise),
  ])
  const figures = lines.join(' ')
  const early = judgeAddress({ ...two, figures }, gazetteer)
  if (early.status === 'accepted') return early
  const third = await readSizes(photo, quad, address, cardWidths.thai.slice(2), recognise)
  const all = { texts: [...two.texts, ...third.texts], cut: two.cut || third.cut }
  return judgeAddress({ ...all, figures }, gazetteer)
}

/** Reads the front. `quad` must be the right way up (side.ts). Never fails: what cannot be read is `missing`. `idNumber`: as read before. */
export const readFront = async (
  photo: Pixels,
  quad: Quad,
  recognise: Recogniser,
  { gazetteer, idNumber }: { gazetteer?: Gazetteer; idNumber?: LinesRead } = {},
): Promise<FrontReading> => {
  const name = async (place: Place) => {
    const { texts, cut } = await readSizes(photo, quad, place, cardWidths.names, recognise)
    return { texts: texts.map(tidyEnglishName), cut }
  }
  const pair = (thai: Place, english: Place) => readDatePair(photo, quad, thai, english, recognise)
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
    const { lines: label } = await readPlace(photo, quad, frontPlaces.nameLabel, cardWidths.thai[0], recognise)
    return showsTones(label.join(' '))
  })
  const reading = Promise.all([
    readThaiName(photo, quad, recognise, lines, tonesSeen),
    ...([given, family, born] as const),
    readAddress(photo, quad, recognise, gazetteer),
    readSizes(photo, quad, frontPlaces.idNumber, cardWidths.other, recognise, idNumber),
    pair(frontPlaces.issueDateThai, frontPlaces.issueDateEnglish),
    pair(frontPlaces.expiryDateThai, frontPlaces.expiryDateEnglish),
  ])
  // The engines have work for a while now: the pictures for the person are cut meanwhile.
  await Promise.race([born, reading])
  const crops = (Object.keys(shown) as FrontField[]).map(
    (name) => [name, cut(photo, quad, shown[name], cardWidths.shown)] as const,
  )
  const portrait = cut(photo, quad, paddedPortraitBox, 1240)
  const [nameThai, english, last, birth, address, id, issue, expiry] = await reading
  const fields: Record<FrontField, Judged> = {
    idNumber: judgeIdNumber(id),
    nameThai,
    nameEnglish: judgeEnglishName(english, nameThai.value),
    lastNameEnglish: judgeEnglishLastName(last, nameThai.value),
    birthDateThai: judgeDate(birth.thai, birth.english, 'thai'),
    birthDateEnglish: judgeDate(birth.thai, birth.english, 'english'),
    address,
    issueDate: judgeDate(issue.thai, issue.english, 'thai'),
    expiryDate: judgeDate(expiry.thai, expiry.english, 'thai'),
  }
  const withCrops = crops.map(([name, crop]): [FrontField, FieldReading] => [name, { ...fields[name], crop }])
  return { side: 'front', quad, portrait, fields: Object.fromEntries(withCrops) as FrontReading['fields'] }
}
