// Turns the readings of the card into the fields of the form. The Thai and English readings of a date become one field.

import { formatLaserCode } from '../../core/card/laser-code.ts'
import { fromIsoDigits, parseEnglishDate, parseThaiDate, toIsoDigits } from '../../core/card/thai-date.ts'
import { formatIdNumber } from '../../core/card/thai-id.ts'
import type { Pixels } from '../../vision/pixels.ts'
import type { Draft, ReadField } from '../draft.ts'
import type { BackReading, FieldReading, FrontReading } from '../phone-vision.ts'

type ToJpeg = (pixels: Pixels, quality: number) => Promise<string>

/** A printed date or `ตลอดชีพ` (lifelong) in the form's format; empty for any other text. */
export const dateValue = (text: string): string => {
  if (text === 'lifelong' || text.includes('ตลอดชีพ')) return 'lifelong'
  for (const parse of [fromIsoDigits, parseThaiDate, parseEnglishDate]) {
    const date = parse(text)
    if (date.ok) return toIsoDigits(date.value)
  }
  return ''
}

const field = (value: string, status: ReadField['status'], candidates: string[], crops: string[]): ReadField => ({
  value,
  readAs: value,
  status: value === '' ? 'missing' : status,
  confirmed: false,
  candidates: [...new Set(candidates)].filter((other) => other !== '' && other !== value).slice(0, 3),
  crops,
})

const cropsOf = async (readings: readonly FieldReading[], toJpeg: ToJpeg): Promise<string[]> =>
  Promise.all(readings.filter(({ crop }) => crop.width > 0).map(({ crop }) => toJpeg(crop, 0.8)))

const text = async (reading: FieldReading, toJpeg: ToJpeg, tidy = (value: string) => value): Promise<ReadField> =>
  field(tidy(reading.value.trim()), reading.status, reading.candidates.map(tidy), await cropsOf([reading], toJpeg))

/** Merges the readings of one date, Thai first. Accepted only if every reading is accepted and all dates are equal. */
const date = async (readings: readonly FieldReading[], toJpeg: ToJpeg): Promise<ReadField> => {
  const values = readings.map(({ value }) => dateValue(value)).filter(Boolean)
  const agreed = new Set(values).size === 1 && readings.every(({ status }) => status === 'accepted')
  const candidates = [...values, ...readings.flatMap((reading) => reading.candidates.map(dateValue))]
  return field(values[0] ?? '', agreed ? 'accepted' : 'doubtful', candidates, await cropsOf(readings, toJpeg))
}

/** What an earlier photo left, if it may be of the same card: the back of one card and the front of another never mix. */
const ofSameCard = (draft: Draft, idNumber: ReadField): Draft => {
  const before = draft.fields.idNumber
  const another = before?.status === 'accepted' && idNumber.status === 'accepted' && before.readAs !== idNumber.readAs
  return another ? { fields: {} } : draft
}

/** The draft with the front's fields and portrait added. `toJpeg` returns base64 of a JPEG; quality 0–1. */
export const withFront = async (
  draft: Draft,
  { fields, portrait, onScreen }: FrontReading,
  toJpeg: ToJpeg,
): Promise<Draft> => {
  const idNumber = await text(fields.idNumber, toJpeg, (value) => formatIdNumber(value.replace(/\s/g, '')))
  const before = ofSameCard(draft, idNumber)
  return {
    fields: {
      ...before.fields,
      nameThai: await text(fields.nameThai, toJpeg),
      idNumber,
      birthDate: await date([fields.birthDateThai, fields.birthDateEnglish], toJpeg),
      nameEnglish: await text(fields.nameEnglish, toJpeg),
      lastNameEnglish: await text(fields.lastNameEnglish, toJpeg),
      address: await text(fields.address, toJpeg, (value) => value.replace(/\s+/g, ' ')),
      issueDate: await date([fields.issueDate], toJpeg),
      expiry: await date([fields.expiryDate], toJpeg),
    },
    portrait: await toJpeg(portrait, 0.92),
    onScreen: { ...before.onScreen, front: onScreen },
  }
}

/** The draft with the back's fields added. */
export const withBack = async (draft: Draft, { fields, onScreen }: BackReading, toJpeg: ToJpeg): Promise<Draft> => ({
  ...draft,
  onScreen: { ...draft.onScreen, back: onScreen },
  fields: { ...draft.fields, laserCode: await text(fields.laserCode, toJpeg, formatLaserCode) },
})
