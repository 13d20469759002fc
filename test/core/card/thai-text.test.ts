// Tests that a Thai word has one spelling, and that names are split as the card prints them.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normaliseThai, splitEnglishName, splitName } from '../../../src/core/card/thai-text.ts'

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
test('an English name line has no surname', () => {
  expect(splitEnglishName('Miss Fatima Binti')).toEqual({ title: 'Miss', first: 'Fatima', middle: 'Binti' })
  expect(splitEnglishName('MR Somchai')).toEqual({ title: 'Mr.', first: 'Somchai' })
  expect(splitEnglishName('Somchai')).toEqual({ first: 'Somchai' })
})
test('a first name that begins like a title stays whole when the title is a separate word', () => {
  expect(splitName('นาย นายก ดี')).toEqual({ title: 'นาย', first: 'นายก', last: 'ดี' })
})
