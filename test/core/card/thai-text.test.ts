// Tests that a Thai word has one spelling, and that names are split as the card prints them.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  normaliseThai,
  splitEnglishName,
  splitName,
  withoutTitleMark,
  withTitleAsTyped,
} from '../../../src/core/card/thai-text.ts'

test('look-alike spellings become one', () => {
  expect(normaliseThai('เเก้ว')).toBe('แก้ว')
  expect(normaliseThai('น\u0e4dา')).toBe('นำ')
  expect(normaliseThai('น\u0e4d\u0e49า')).toBe('น\u0e49ำ')
  expect(normaliseThai('นำ\u0e49')).toBe('น\u0e49ำ')
  expect(normaliseThai('น\u0e49\u0e4dา')).toBe('น\u0e49ำ')
  expect(normaliseThai('ท\u0e48\u0e35')).toBe('ท\u0e35\u0e48')
  expect(normaliseThai('ก\u0e49\u0e38ง')).toBe('ก\u0e38\u0e49ง')
  expect(normaliseThai('ใจ\u200bดี')).toBe('ใจดี')
  expect(normaliseThai(' สม  ชาย ')).toBe('สม ชาย')
  expect(normaliseThai('๑๒/๓')).toBe('12/3')
  expect(normaliseThai('มๅลี')).toBe('มาลี')
  expect(normaliseThai('ฤๅษี')).toBe('ฤๅษี')
})
test('normalising twice changes nothing', () => {
  const thai = fc
    .array(fc.integer({ min: 0x0e01, max: 0x0e5b }).map((code) => String.fromCodePoint(code)))
    .map((letters) => letters.join(''))
  fc.assert(
    fc.property(fc.oneof(thai, fc.string({ unit: 'binary' })), (text) => {
      expect(normaliseThai(normaliseThai(text))).toBe(normaliseThai(text))
    }),
  )
})
test('a name line is split into title, first, middle and last name', () => {
  expect(splitName('นาย สมชาย ใจดี')).toEqual({ title: 'นาย', first: 'สมชาย', last: 'ใจดี' })
  expect(splitName('นางสาวใจทิพย์ สุขเกษม')).toEqual({ title: 'น.ส.', first: 'ใจทิพย์', last: 'สุขเกษม' })
  expect(splitName('น.ส. ฟาติมา บินติ ยูซุฟ')).toEqual({ title: 'น.ส.', first: 'ฟาติมา', middle: 'บินติ', last: 'ยูซุฟ' })
  expect(splitName('นาย ศุภณัฐ')).toEqual({ title: 'นาย', first: 'ศุภณัฐ' })
  expect(splitName('เด็กชายน้อย ตัวอย่าง')).toEqual({ title: 'ด.ช.', first: 'น้อย', last: 'ตัวอย่าง' })
  expect(splitName('')).toEqual({ first: '' })
})
test('a surname of several words stays whole', () => {
  expect(splitName('นาย ธนกฤต ณ สงขลา')).toEqual({ title: 'นาย', first: 'ธนกฤต', last: 'ณ สงขลา' })
  expect(splitName('นาย ธนกฤต อิศรเสนา ณ อยุธยา')).toEqual({ title: 'นาย', first: 'ธนกฤต', last: 'อิศรเสนา ณ อยุธยา' })
})
test('a rank is a title', () => {
  expect(splitName('ร.ต.อ. สมชาย ใจดี')).toEqual({ title: 'ร.ต.อ.', first: 'สมชาย', last: 'ใจดี' })
  expect(splitName('ว่าที่ ร้อยตรี สมชาย ใจดี')).toEqual({ title: 'ว่าที่ ร้อยตรี', first: 'สมชาย', last: 'ใจดี' })
  expect(splitEnglishName('Pol.Lt. Somchai')).toEqual({ title: 'Pol.Lt.', first: 'Somchai' })
  expect(splitEnglishName('Acting Sub Lt. Somchai Phat')).toEqual({
    title: 'Acting Sub Lt.',
    first: 'Somchai',
    middle: 'Phat',
  })
  for (const rank of ['พันตำรวจเอก', 'จ่าสิบเอก', 'พล.ต.ท.', 'พระมหา', 'หม่อมหลวง', 'ดร.', 'ว่าที่ พ.ต.'])
    expect(splitName(`${rank} สมชาย ใจดี`)).toEqual({ title: rank, first: 'สมชาย', last: 'ใจดี' })
  // A person whose only name looks like a rank has that name.
  expect(splitName('พระ')).toEqual({ first: 'พระ' })
  expect(splitEnglishName('Sub Somchai')).toEqual({ first: 'Sub', middle: 'Somchai' })
})
test('every rank and title that cards carry is taken off, and the name stays whole', () => {
  for (const title of [
    ...['ร.ต.อ.หญิง', 'ร้อยตำรวจเอกหญิง', 'ว่าที่ร้อยตรีหญิง', 'ว่าที่ร้อยโท', 'ว่าที่ พ.ต.', 'ว่าที่ ร.ต.หญิง', 'ว่าที่พันตำรวจตรี'],
    ...['พลเอก', 'จอมพล', 'พลทหาร', 'สิบตำรวจโทหญิง', 'ดาบตำรวจหญิง', 'จ่าสิบตำรวจ', 'พลตำรวจ', 'พลตำรวจจัตวา'],
    ...['เรือเอก', 'นาวาตรี', 'พลเรือเอก', 'พันจ่าเอก', 'จ่าโท', 'เรืออากาศโท', 'นาวาอากาศเอก', 'พลอากาศตรี', 'พันจ่าอากาศเอก'],
    ...['นายกองเอก', 'นายกองใหญ่', 'นายหมวดตรี', 'นายหมู่โท', 'ก.ต.', 'มว.อ.'],
    ...['หม่อมเจ้า', 'หม่อมราชวงศ์', 'ม.ร.ว.', 'ม.ล.', 'คุณหญิง', 'ท่านผู้หญิง', 'พล.ต.อ. ม.ล.', 'พันเอก หม่อมหลวง'],
    ...['พระ', 'พระมหา', 'พระครู', 'พระปลัด', 'พระครูสังฆรักษ์', 'สามเณร', 'แม่ชี', 'ร.อ. ดร.', 'ร.ต.อ. หญิง'],
    ...['พลฯ', 'สมาชิกเอก', 'อาสาสมัครทหารพราน', 'นักเรียนนายร้อย', 'นักเรียนนายสิบตำรวจ', 'อส.ทพ.', 'นนร.'],
  ])
    expect(splitName(`${title} สมใจ ใจดี`), title).toEqual({ title, first: 'สมใจ', last: 'ใจดี' })
  for (const [line, title] of [
    ['ด.ช. สมใจ ใจดี', 'ด.ช.'],
    ['เด็กหญิงสมใจ ใจดี', 'ด.ญ.'],
    ['ร.ต.อ.หญิงสมใจ ใจดี', 'ร.ต.อ.หญิง'],
    ['ว่าที่ร้อยตรีสมใจ ใจดี', 'ว่าที่ร้อยตรี'],
    ['ม.ล.สมใจ ใจดี', 'ม.ล.'],
    ['หม่อมหลวงสมใจ ใจดี', 'หม่อมหลวง'],
    ['หม่อมราชวงศ์สมใจ ใจดี', 'หม่อมราชวงศ์'],
    ['สามเณรสมใจ ใจดี', 'สามเณร'],
    ['แม่ชีสมใจ ใจดี', 'แม่ชี'],
    ['พระมหาสมใจ ใจดี', 'พระมหา'],
  ])
    expect(splitName(line!), line).toEqual({ title, first: 'สมใจ', last: 'ใจดี' })
})
test('no given name becomes a rank', () => {
  expect(splitName('นาย พลเอก ใจดี')).toEqual({ title: 'นาย', first: 'พลเอก', last: 'ใจดี' })
  expect(splitName('ร.ต. พลเอก ใจดี')).toEqual({ title: 'ร.ต.', first: 'พลเอก', last: 'ใจดี' })
  expect(splitName('ร.ต.อ. หญิง ใจดี')).toEqual({ title: 'ร.ต.อ.', first: 'หญิง', last: 'ใจดี' })
  for (const name of ['พระพาย', 'สิบทิศ', 'จ่าแซม', 'พันธุ์เอก', 'หม่อมแม่', 'ร้อยดาว', 'พลอากาศ', 'ว่าที'])
    expect(splitName(`${name} ใจดี`), name).toEqual({ first: name, last: 'ใจดี' })
  for (const name of ['Pol', 'Gen', 'Col', 'Maj', 'Sub', 'Mom', 'Master', 'Wing', 'Luang', 'Anya'])
    expect(splitEnglishName(`${name} Somjai`).first, name).toBe(name === 'Master' ? 'Somjai' : name)
})
test('a surname of several words, or of a dash, is what it is', () => {
  expect(splitName('นาย ธนกฤต แซ่ ลิ้ม')).toEqual({ title: 'นาย', first: 'ธนกฤต', last: 'แซ่ ลิ้ม' })
  expect(splitName('นาย ธนกฤต เดอ ซูซา')).toEqual({ title: 'นาย', first: 'ธนกฤต', last: 'เดอ ซูซา' })
  for (const none of ['-', '–', '—']) expect(splitName(`นาย บุญมี ${none}`)).toEqual({ title: 'นาย', first: 'บุญมี' })
})
test('a title that no list knows is kept as typed', () => {
  const kept = withTitleAsTyped('เสนาธิการ สมใจ  ใจดี')
  expect(kept).toBe('เสนาธิการ: สมใจ ใจดี')
  expect(splitName(kept!)).toEqual({ title: 'เสนาธิการ', first: 'สมใจ', last: 'ใจดี' })
  expect(withoutTitleMark(kept!)).toBe('เสนาธิการ สมใจ ใจดี')
  expect(splitEnglishName('Grand Master: Somjai')).toEqual({ title: 'Grand Master', first: 'Somjai' })
  expect([withTitleAsTyped('สมใจ'), withTitleAsTyped(kept!), withTitleAsTyped('')]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})
test('English titles are told apart by their dots', () => {
  for (const title of [
    ...['M.L.', 'M.R.', 'M.C.', 'Mom Luang', 'Mom Rajawongse', 'Mom Chao', 'Major', 'Captain', 'Colonel', 'General'],
    ...[
      'Lt.',
      'Lt. Col.',
      'Pol. Capt.',
      'Pol.Capt',
      'Pol.Lt.Col.',
      'Police Captain',
      'Pol Maj Gen',
      'Flight Lieutenant',
    ],
    ...['Squadron Leader', 'Air Chief Marshal', 'Rear Admiral', 'Sub Lieutenant', 'Acting Sub Lt.', 'Acting 2nd Lt.'],
    ...['CPO 1', 'PO2', 'S.M.1', 'Sgt.1st Class', 'VADM', 'Volunteer Lt.', 'Acting Sub Lt. (F)', 'Mae Chi'],
    ...['Chief Petty Officer', 'Sgt. Maj.', 'Dr.', 'Phra', 'Khunying'],
  ])
    expect(splitEnglishName(`${title} Somjai`), title).toEqual({ title, first: 'Somjai' })
  expect(splitEnglishName('Mr.Somchai')).toEqual({ title: 'Mr.', first: 'Somchai' })
  expect(splitEnglishName('Pol.Lt.Col.Somchai Phat')).toEqual({
    title: 'Pol.Lt.Col.',
    first: 'Somchai',
    middle: 'Phat',
  })
  expect(splitEnglishName('Acting Sub Lt.Somjai')).toEqual({ title: 'Acting Sub Lt.', first: 'Somjai' })
  expect(splitEnglishName('M.L.Somjai')).toEqual({ title: 'M.L.', first: 'Somjai' })
  expect(splitEnglishName('Mr. A. Somchai')).toEqual({ title: 'Mr.', first: 'A.', middle: 'Somchai' })
})
test('an English name line has no surname', () => {
  expect(splitEnglishName('Miss Fatima Binti')).toEqual({ title: 'Miss', first: 'Fatima', middle: 'Binti' })
  expect(splitEnglishName('MR Somchai')).toEqual({ title: 'Mr.', first: 'Somchai' })
  expect(splitEnglishName('Somchai')).toEqual({ first: 'Somchai' })
})
test('a first name that begins like a title stays whole when the title is a separate word', () => {
  expect(splitName('นาย นายก ดี')).toEqual({ title: 'นาย', first: 'นายก', last: 'ดี' })
})
