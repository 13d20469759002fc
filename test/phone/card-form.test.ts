// Tests the form of the card: readings become fields, fields become data, and doubts and faults are reported.
import { expect, test } from 'vitest'
import { withTitleAsTyped } from '../../src/core/card/thai-text.ts'
import { hasBack, hasFront } from '../../src/phone/draft.ts'
import {
  type CardForm,
  checkForm,
  correctedFields,
  doubtfulFields,
  doubtfulFirst,
  fieldOf,
  formWith,
  toCardDraft,
} from '../../src/phone/form/card-form.ts'
import { dateValue, withBack, withFront } from '../../src/phone/form/reading.ts'
import type { BackReading, FieldReading, FrontReading } from '../../src/phone/phone-vision.ts'
import { blankPixels } from '../../src/vision/pixels.ts'

const today = { year: 2026, month: 11, day: 23 }
const reading = (
  value: string,
  status: FieldReading['status'] = 'accepted',
  candidates: string[] = [],
): FieldReading => ({
  value,
  status,
  candidates,
  crop: blankPixels(4, 2),
})
const toJpeg = async () => 'jpeg'
type Fields = FrontReading['fields']

const front = (changes: Partial<Fields> = {}): FrontReading => ({
  side: 'front',
  quad: [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ],
  onScreen: false,
  portrait: blankPixels(1, 1),
  fields: {
    idNumber: reading('3 1919 76185 50 9'),
    nameThai: reading('น.ส. ใจทิพย์ สุขเกษม'),
    nameEnglish: reading('Miss Jaithip'),
    lastNameEnglish: reading('Sukkasem'),
    birthDateThai: reading('8 ก.ย. 2501'),
    birthDateEnglish: reading('8 Sep. 1958'),
    address: reading('328 หมู่ที่ 4\nต.หาดใหญ่ อ.หาดใหญ่ จ.สงขลา', 'doubtful'),
    issueDate: reading('25 ต.ค. 2566'),
    expiryDate: reading('7 ก.ย. 2575'),
    ...changes,
  } as Fields,
})
const back = (laserCode = reading('JT0-1234567-89')): BackReading => ({
  side: 'back',
  quad: front().quad,
  onScreen: true,
  fields: { laserCode },
})
const formOf = async (changes: Partial<Fields> = {}, reverse = back()) => {
  const draft = await withBack(await withFront({ fields: {} }, front(changes), toJpeg), reverse, toJpeg)
  return draft.fields as CardForm
}

test('a card that was read without doubt needs only its address compared', async () => {
  expect(checkForm(await formOf(), today)).toEqual({ unsure: ['address'] })
})

test('the data equals the values of the form', async () => {
  expect(toCardDraft(await formOf())).toEqual({
    idNumber: '3 1919 76185 50 9',
    titleThai: 'น.ส.',
    firstNameThai: 'ใจทิพย์',
    lastNameThai: 'สุขเกษม',
    titleEnglish: 'Miss',
    firstNameEnglish: 'Jaithip',
    lastNameEnglish: 'Sukkasem',
    birthDate: { year: 1958, month: 9, day: 8 },
    address: '328 หมู่ที่ 4 ต.หาดใหญ่ อ.หาดใหญ่ จ.สงขลา',
    issueDate: { year: 2023, month: 10, day: 25 },
    expiry: { year: 2032, month: 9, day: 7 },
    laserCode: 'JT0-1234567-89',
  })
})

test('a birth date whose two prints disagree is doubtful, with the other one as a candidate', async () => {
  const { birthDate } = await formOf({ birthDateEnglish: reading('3 Sep. 1958') })
  expect(birthDate).toMatchObject({ value: '19580908', status: 'doubtful', candidates: ['19580903'] })
  expect(birthDate.crops).toHaveLength(2)
})

test('a birth date that either print leaves in doubt is doubtful, though both say the same', async () => {
  const { birthDate } = await formOf({ birthDateEnglish: reading('8 Sep. 1958', 'doubtful') })
  expect(birthDate).toMatchObject({ value: '19580908', status: 'doubtful' })
})

test('a field that could not be read is missing until the user types it', async () => {
  const young = { birthDateThai: reading('8 ก.ย. 2531'), birthDateEnglish: reading('8 Sep. 1988') }
  const form = await formOf(young, back(reading('', 'missing')))
  expect(checkForm(form, today)).toEqual({ unsure: ['address', 'laserCode'], fault: 'laser_code_missing' })
  const typed = formWith(formWith(form, 'laserCode', 'JT0123456789'), 'address', form.address.value)
  expect(checkForm(typed, today)).toEqual({ unsure: [] })
  expect(doubtfulFields(typed)).toEqual(['address'])
  expect(correctedFields(typed)).toEqual(['laserCode'])
})

test('an impossible value that the user typed is a fault of its field', async () => {
  const form = formWith(await formOf(), 'idNumber', '3191976185508')
  const { fault } = checkForm(form, today)
  expect(fault).toBe('id_number_wrong_check_digit')
  expect(fieldOf(fault!)).toBe('idNumber')
  expect(fieldOf('offline')).toBeUndefined()
})

test('lifelong cards, people without a surname and births of an unknown day get through', async () => {
  const form = await formOf({
    nameThai: reading('นาย บุญมี'),
    lastNameEnglish: reading('', 'missing'),
    birthDateThai: reading('2490'),
    birthDateEnglish: reading('1947'),
    expiryDate: reading('ตลอดชีพ'),
  })
  const data = toCardDraft(form)
  expect([data.expiry, data.birthDate, 'lastNameThai' in data]).toEqual(['lifelong', { year: 1947 }, false])
  expect(checkForm(form, today)).toEqual({ unsure: ['lastNameEnglish', 'address'] })
})

test('a title that no list knows is missing until it is kept as typed, and a dash is no surname', async () => {
  const form = await formOf({ nameThai: reading('เสนาธิการ สมใจ ใจดี'), lastNameEnglish: reading('-') })
  expect(checkForm(form, today).fault).toBe('title_missing')
  const kept = formWith(form, 'nameThai', withTitleAsTyped(form.nameThai.value) ?? '')
  expect(checkForm(kept, today).fault).toBeUndefined()
  expect(toCardDraft(kept)).toMatchObject({ titleThai: 'เสนาธิการ', firstNameThai: 'สมใจ', lastNameThai: 'ใจดี' })
  expect('lastNameEnglish' in toCardDraft(kept)).toBe(false)
})

test('titles with brackets and digits are those of a card', async () => {
  const form = await formOf({ nameThai: reading('ร.ต.(หญิง) สมใจ ใจดี'), nameEnglish: reading('Acting 2nd Lt. Somjai') })
  expect(checkForm(form, today).fault).toBeUndefined()
  expect(toCardDraft(form)).toMatchObject({ titleThai: 'ร.ต.(หญิง)', titleEnglish: 'Acting 2nd Lt.' })
})

test('doubtful fields come first', async () => {
  expect(doubtfulFirst(await formOf()).slice(0, 2)).toEqual(['address', 'nameThai'])
})

test('dates are understood as printed in either language, and nothing else is', () => {
  expect(['8 ก.ย. 2501', '8 Sep. 1958', '2501', 'ตลอดชีพ', '40 ก.ย. 2501', 'x'].map(dateValue)).toEqual([
    '19580908',
    '19580908',
    '19580000',
    'lifelong',
    '',
    '',
  ])
})

test('the front of another card leaves nothing of the card before it', async () => {
  const before = await withBack(await withFront({ fields: {} }, front(), toJpeg), back(), toJpeg)
  const again = await withFront(before, front({ address: reading('99 หมู่ที่ 1') }), toJpeg)
  expect(hasBack(again)).toBe(true)
  const another = await withFront(before, front({ idNumber: reading('3 8316 40857 44 1') }), toJpeg)
  expect(hasBack(another)).toBe(false)
  expect(another.onScreen).toEqual({ front: false })
})

test('a draft knows which sides it has', async () => {
  const onlyBack = await withBack({ fields: {} }, back(), toJpeg)
  expect([hasFront(onlyBack), hasBack(onlyBack), hasFront(undefined)]).toEqual([false, true, false])
  const both = await withFront(onlyBack, front(), toJpeg)
  expect([hasFront(both), hasBack(both)]).toEqual([true, true])
  const frontFirst = await withBack(await withFront({ fields: {} }, front(), toJpeg), back(), toJpeg)
  expect([both.onScreen, frontFirst.onScreen]).toEqual(Array(2).fill({ front: false, back: true }))
})
