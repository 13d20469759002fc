// Tests that misread dates, names and addresses are corrected, and that no text breaks the parsers.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { romanisationCost } from '../../../src/core/card/romanisation.ts'
import { tidyAddress } from '../../../src/vision/card/address-text.ts'
import { readEnglishDate, readThaiDate } from '../../../src/vision/card/date-text.ts'
import { englishTitleOf, tidyEnglishName } from '../../../src/vision/card/english-name.ts'
import { isSpeltLikeThai, isWholeThaiName, tidyThaiName } from '../../../src/vision/card/thai-name.ts'

describe('dates', () => {
  test.each([
    ['28 เม.ย. 2520', { year: 1977, month: 4, day: 28 }],
    ['2มิ.ย.2574', { year: 2031, month: 6, day: 2 }],
    ['2 ก.ุย. 2563', { year: 2020, month: 9, day: 2 }],
    ['เกิดวันที่ 14 ก.พ. 2535', { year: 1992, month: 2, day: 14 }],
    ['2501', { year: 1958 }],
    ['เกิดวันที่ 2501', { year: 1958 }],
    ['ตลอดชีพ', 'lifelong'],
    ['ตลอดชีฟ', 'lifelong'],
  ])('%s', (text, date) => expect(readThaiDate(text)).toEqual(date))
  test.each([
    ['28 Apr. 1977', { year: 1977, month: 4, day: 28 }],
    ['3Jun1976', { year: 1976, month: 6, day: 3 }],
    ['1958', { year: 1958 }],
    ['LIFELONG', 'lifelong'],
  ])('%s', (text, date) => expect(readEnglishDate(text)).toEqual(date))
  test.each(['31 ก.พ. 2535', '12 ย. 2535', 'ม.ค.', '', '2 ม.ย. 2535'])('%s is none', (text) =>
    expect(readThaiDate(text)).toBeUndefined(),
  )
  test.each(['31 Feb. 1992', '2 Jxx. 1992', '2 Ju. 1992', '12345'])('%s is none', (text) =>
    expect(readEnglishDate(text)).toBeUndefined(),
  )
})

describe('names', () => {
  test.each([
    ['น.ส.วรรณวิสา หอมกลิ่น', 'น.ส. วรรณวิสา หอมกลิ่น'],
    ['นาข สมชาย ทองสุข', 'นาย สมชาย ทองสุข'],
    ['วาท ร.ต. สมชาย | ทองสุข', 'ว่าที่ ร.ต. สมชาย ทองสุข'],
    ['นาย  เเดง', 'นาย แดง'],
  ])('%s becomes %s', (text, line) => expect(tidyThaiName(text, 'Mr.')).toBe(line))
  test.each(['สมชาย', 'เกียรติ', 'กิตติศักดิ์', 'จันทร์', 'น้ำผึ้ง', 'พฤกษ์', 'เปี๊ยก', 'ณ', 'เนาวรัตน์', 'โชติวุฒิ', 'วรรณวิสา'])(
    '%s is spelt like Thai',
    (word) => expect(isSpeltLikeThai(word)).toBe(true),
  )
  test.each(['สมิีชาย', 'ิสม', 'เ', 'ก่้า', 'สมMชาย', 'กาำ'])('%s is not', (word) =>
    expect(isSpeltLikeThai(word)).toBe(false),
  )
  test('a line without a name is not whole', () => expect(isWholeThaiName('นาย')).toBe(false))
  test.each([
    ['Mr.Somchai  Phat.', 'Mr. Somchai Phat'],
    ["-Miss Jaithip'", 'Miss Jaithip'],
  ])('%s becomes %s', (text, line) => expect(tidyEnglishName(text)).toBe(line))
  test('titles are known', () => {
    expect(['Mrs. Fatima', 'Acting Sub Lt. Somchai', 'Pol. Maj. Somchai'].map(englishTitleOf)).toEqual([
      'Mrs.',
      'Acting Sub Lt.',
      undefined,
    ])
  })
  test.each([
    ['ศุภณัฐ', 'Supanat'],
    ['หอมกลิ่น', 'Homklin'],
    ['แก้วมณี', 'Kaewmanee'],
    ['จันทร์เพ็ญ', 'Chanpen'],
    ['วรรณวิสา', 'Wanwisa'],
    ['สุขเกษม', 'Sukkasem'],
  ])('%s can be %s', (thai, english) => expect(romanisationCost(thai, english)).toBe(0))
  test('another name costs a consonant each', () => {
    expect(romanisationCost('ทองสุข', 'Kaewmanee')).toBeGreaterThanOrEqual(3)
    expect(romanisationCost('ทองสุ', 'Thongsuk')).toBe(1)
  })
})

describe('addresses', () => {
  test.each([
    ['ที่อยู่ 88 ซ.กลางเมือง 12 ต.ในเมือง อ.เมืองขอนแก่น', '88 ซ.กลางเมือง 12 ต.ในเมือง อ.เมืองขอนแก่น'],
    ['ที่อยู 7 หมู่ที 6ต.บ่อยาง อ.เมืองสงขลา', '7 หมู่ที่ 6 ต.บ่อยาง อ.เมืองสงขลา'],
    ['19/4 หมูที3 ต.สุเทพจ.เชียงใหม่', '19/4 หมู่ที่ 3 ต.สุเทพ จ.เชียงใหม่'],
    ['132 ช.ลาดพร้าว 71 ต.พรุดินนา', '132 ซ.ลาดพร้าว 71 ต.พรุดินนา'],
    ['746/87 หมู่ที่ 4 ต เกาะมะนาว อ.บำเหน็จณรงค์ จ.ชัยภูมิ', '746/87 หมู่ที่ 4 ต.เกาะมะนาว อ.บำเหน็จณรงค์ จ.ชัยภูมิ'],
  ])('%s becomes %s', (text, address) => expect(tidyAddress(text)).toBe(address))
})

test('no text from an engine breaks a parser, and tidying twice changes nothing', () => {
  const thaiish = fc.string({ unit: fc.constantFrom(...'กขคงสมนยรลวอฤาำิีึืุูเแโใไ่้๊๋์ัะ็ฯๆ .0123456789/-AaMrs๑') })
  fc.assert(
    fc.property(fc.oneof(thaiish, fc.string()), (text) => {
      readThaiDate(text)
      readEnglishDate(text)
      isSpeltLikeThai(text)
      romanisationCost(text, text)
      for (const tidy of [tidyThaiName, tidyEnglishName]) expect(tidy(tidy(text))).toBe(tidy(text))
      tidyAddress(text)
    }),
    { numRuns: 500 },
  )
})
