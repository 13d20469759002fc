// Tests that a guessable PIN is refused with its reason, and that most random PINs are accepted.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkPin } from '../../../src/core/pin/rules.ts'

const person = { birthDate: { year: 1987, month: 3, day: 14 }, idNumber: '3831640857441' }
const reason = (pin: string, who: Parameters<typeof checkPin>[1] = person) => {
  const result = checkPin(pin, who)
  return result.ok ? 'ok' : result.reason
}
const refused: [string, string][] = [
  ['not_8_digits', ' 1234567 123456789 1234567a ๑๒๓๔๕๖๗๘'],
  ['repeats', '11111111 12121212 11112222 48214821 70000192 22553399'],
  ['run', '12345678 87654321 01234567 90123456 13579135 45672345 23459876'],
  ['birth_date', '14031987 19870314 03141987 14032530 25300314 98140387 19872530 14872530 87143030'],
  ['id_number', '38316927 99240857 14475892 64085744 38314085'],
  ['common', '14725836 31415926 10203040 78945612'],
]
for (const [why, pins] of refused)
  test(`a PIN is refused: ${why}`, () => {
    for (const pin of pins.split(' ')) expect([pin, reason(pin)]).toEqual([pin, why])
  })
test('a birth year alone is refused in both eras', () => {
  const who = { ...person, birthDate: { year: 1957 } }
  for (const pin of ['19572500', '25001957', '57195700']) expect(reason(pin, who)).toBe('birth_date')
})
test('an unremarkable PIN passes', () => {
  for (const pin of ['83920517', '60418275', '92746031'])
    expect(checkPin(pin, person)).toEqual({ ok: true, value: pin })
})
test('at least 95 of 100 random PINs pass', () => {
  const pins = fc
    .sample(fc.noBias(fc.integer({ min: 0, max: 99_999_999 })), { numRuns: 2000, seed: 7 })
    .map((n) => String(n).padStart(8, '0'))
  expect(pins.filter((pin) => reason(pin) === 'ok').length).toBeGreaterThan(1900)
})
test('no text makes the rule throw', () => {
  fc.assert(fc.property(fc.string(), (text) => void checkPin(text, person)))
})
