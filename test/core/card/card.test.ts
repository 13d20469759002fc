// Tests that every fault in a card's data is refused with its own reason.
import { expect, test } from 'vitest'
import { type CardDraft, checkCardData, type DataFault } from '../../../src/core/card/card.ts'
import { formatLaserCode, parseLaserCode } from '../../../src/core/card/laser-code.ts'

const today = { year: 2026, month: 11, day: 23 }
const good: CardDraft = {
  idNumber: '3 8316 40857 44 1',
  titleThai: 'นาย',
  firstNameThai: 'ศุภณัฐ',
  lastNameThai: 'เเก้วใส',
  titleEnglish: 'Mr.',
  firstNameEnglish: 'Supanat',
  lastNameEnglish: 'Kaewsai',
  birthDate: { year: 1977, month: 4, day: 28 },
  address: '315/50 ซ.ตัวอย่าง',
  issueDate: { year: 2025, month: 1, day: 11 },
  expiry: { year: 2033, month: 4, day: 27 },
  laserCode: 'JS2-5416874-17',
}
const verdict = (change: Partial<CardDraft>) => {
  const result = checkCardData({ ...good, ...change }, today)
  return result.ok ? 'ok' : result.reason
}

test('the data of a good card are normalised to one spelling', () => {
  const result = checkCardData(good, today)
  expect(result).toMatchObject({
    ok: true,
    value: { idNumber: '3831640857441', lastNameThai: 'แก้วใส', laserCode: 'JS2541687417' },
  })
})
test('a card without a surname, with a middle name, or with only a birth year is accepted', () => {
  expect(verdict({ lastNameThai: undefined, lastNameEnglish: undefined })).toBe('ok')
  expect(verdict({ middleNameThai: 'บินติ', middleNameEnglish: 'Binti' })).toBe('ok')
  expect(verdict({ birthDate: { year: 1977 } })).toBe('ok')
  expect(verdict({ titleThai: 'ร.ต.อ.', titleEnglish: 'Pol.Capt.' })).toBe('ok')
  expect(verdict({ titleThai: 'พลฯ', titleEnglish: 'Acting Sub Lt. (F)' })).toBe('ok')
})
test('a lifelong card, and an expired card of a holder who was 70 by then, are valid and need no laser code', () => {
  const old = {
    birthDate: { year: 1944, month: 2, day: 3 },
    issueDate: { year: 2010, month: 1, day: 1 },
    laserCode: undefined,
  }
  expect(verdict({ ...old, expiry: 'lifelong' })).toBe('ok')
  expect(verdict({ ...old, expiry: { year: 2018, month: 2, day: 2 } })).toBe('ok')
})
const faults: [DataFault, Partial<CardDraft>][] = [
  ['id_number_not_13_digits', { idNumber: '123' }],
  ['id_number_wrong_check_digit', { idNumber: '3831640857442' }],
  ['title_missing', { titleThai: ' ' }],
  ['first_name_missing', { firstNameThai: '' }],
  ['english_name_missing', { firstNameEnglish: '' }],
  ['name_not_thai', { firstNameThai: 'Supanat' }],
  ['name_not_english', { firstNameEnglish: 'ศุภณัฐ' }],
  ['thai_name_too_long', { firstNameThai: 'ก'.repeat(50), lastNameThai: 'ข'.repeat(50) }],
  ['english_name_too_long', { firstNameEnglish: 'A'.repeat(50), lastNameEnglish: 'B'.repeat(50) }],
  ['text_too_long', { address: 'ก'.repeat(301) }],
  ['birth_date_impossible', { birthDate: { year: 1977, month: 2, day: 30 } }],
  ['birth_date_impossible', { birthDate: { year: 1977, day: 3 } }],
  ['birth_date_in_future', { birthDate: { year: 2027 } }],
  ['too_young', { birthDate: { year: 2020, month: 1, day: 1 } }],
  ['too_old', { birthDate: { year: 1880 } }],
  ['issue_date_impossible', { issueDate: { year: 2025, month: 13, day: 1 } }],
  ['issue_date_in_future', { issueDate: { year: 2026, month: 11, day: 24 } }],
  ['issued_too_young', { birthDate: { year: 2019, month: 1, day: 1 } }],
  ['expiry_impossible', { expiry: { year: 2033, month: 4, day: 31 } }],
  ['expiry_before_issue', { expiry: { year: 2024, month: 4, day: 27 } }],
  ['expiry_too_far', { expiry: { year: 2034, month: 1, day: 12 } }],
  ['lifelong_too_young', { expiry: 'lifelong' }],
  ['expired', { issueDate: { year: 2018, month: 1, day: 11 }, expiry: { year: 2026, month: 4, day: 27 } }],
  ['laser_code_missing', { laserCode: undefined }],
  ['laser_code_wrong', { laserCode: 'JS2541687' }],
]
for (const [fault, change] of faults) test(`a card is refused: ${fault}`, () => expect(verdict(change)).toBe(fault))

test('a card is valid for at most eight years from the first birthday after its issue', () => {
  const birthday = { birthDate: { year: 1977, month: 4, day: 28 }, issueDate: { year: 2025, month: 4, day: 28 } }
  expect(verdict({ ...birthday, expiry: { year: 2034, month: 4, day: 27 } })).toBe('ok')
  expect(verdict({ ...birthday, expiry: { year: 2035, month: 4, day: 27 } })).toBe('expiry_too_far')
})
test('a card is valid to the end of its last day, is issued from the seventh birthday, and for life from the seventieth', () => {
  const issued = { issueDate: { year: 2018, month: 11, day: 23 } }
  expect(verdict({ ...issued, expiry: today })).toBe('ok')
  expect(verdict({ ...issued, expiry: { ...today, day: 22 } })).toBe('expired')
  expect(verdict({ birthDate: { year: 2018, month: 1, day: 11 } })).toBe('ok')
  expect(verdict({ birthDate: { year: 2018, month: 1, day: 12 } })).toBe('issued_too_young')
  expect(verdict({ birthDate: { ...today, year: 1956 }, expiry: 'lifelong' })).toBe('ok')
  expect(verdict({ birthDate: { year: 1956, month: 11, day: 24 }, expiry: 'lifelong' })).toBe('lifelong_too_young')
})
test('a laser code is stored without dashes and printed with them', () => {
  expect(parseLaserCode(' jt0-0000000-00 ')).toEqual({ ok: true, value: 'JT0000000000' })
  expect(formatLaserCode('JT0000000000')).toBe('JT0-0000000-00')
  for (const text of ['', 'J00000000000', 'JT000000000', 'JT00000000000', 'กข0000000000'])
    expect(parseLaserCode(text).ok).toBe(false)
})
