// Tests that a citizen number is refused with the right reason for each way in which it can be wrong.
import { expect, test } from 'vitest'
import {
  checkDigitOf,
  checkIdNumber,
  formatIdNumber,
  type IdNumber,
  isProvince,
  maskIdNumber,
} from '../../../src/core/card/thai-id.ts'

const withCheck = (first12: string) => first12 + checkDigitOf(first12)
const reason = (text: string) => {
  const result = checkIdNumber(text)
  return result.ok ? 'ok' : result.reason
}

test('a specimen number passes, with or without its spaces and dashes', () => {
  for (const text of ['3831640857441', '3 8316 40857 44 1', '3-8316-40857-44-1'])
    expect(checkIdNumber(text)).toEqual({ ok: true, value: '3831640857441' })
})
test('a number whose check digit is wrong is refused', () => {
  for (const last of '023456789') expect(reason(`383164085744${last}`)).toBe('wrong_check_digit')
})
test('a number that is not 13 digits is refused', () => {
  for (const text of ['', '383164085744', '38316408574411', '383164085744A', '๓๘๓๑๖๔๐๘๕๗๔๔๑'])
    expect(reason(text)).toBe('not_13_digits')
})
test('a number of a province that does not exist is refused', () => {
  for (const code of ['00', '09', '28', '59', '68', '78', '97', '99'])
    expect(reason(withCheck(`3${code}164085744`))).toBe('unknown_province')
})
test('a number of a person without Thai nationality is refused', () => {
  for (const kind of '0679') expect(reason(withCheck(`${kind}83164085744`))).toBe('not_a_citizen')
  for (const kind of '123458') expect(reason(withCheck(`${kind}83164085744`))).toBe('ok')
})
test('there are 77 provinces', () => {
  const codes = Array.from({ length: 100 }, (_, i) => String(i).padStart(2, '0')).filter(isProvince)
  expect(codes).toHaveLength(77)
  expect(codes.join(' ')).toBe(
    '10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 ' +
      '52 53 54 55 56 57 58 60 61 62 63 64 65 66 67 70 71 72 73 74 75 76 77 80 81 82 83 84 85 86 90 91 92 93 94 95 96',
  )
})
test('the number is printed in five groups and masked to its last four digits', () => {
  expect(formatIdNumber('3831640857441')).toBe('3 8316 40857 44 1')
  expect(maskIdNumber('3831640855509' as IdNumber)).toBe('x xxxx xxxx5 50 9')
})
