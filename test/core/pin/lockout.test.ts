// Tests the waits after wrong PINs, and that words and documents state the rules for PINs correctly.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { lockedUntil, lockoutWaits, NEVER, triesBeforeWait, triesInAll } from '../../../src/core/pin/lockout.ts'
import { checkPin, pinLength } from '../../../src/core/pin/rules.ts'

const now = Date.UTC(2026, 10, 30, 3)
const seconds = (tries: number) => (lockedUntil(tries, now) - now) / 1000

test('four wrong tries have no wait; then 30 s, 5 min, 30 min, 24 h each, and after twenty an official has to help', () => {
  expect([1, 2, 3, 4].map((tries) => lockedUntil(tries, now))).toEqual([0, 0, 0, 0])
  expect([5, 6, 7, 8, 9, 19].map(seconds)).toEqual([30, 300, 1800, 86_400, 86_400, 86_400])
  expect([20, 21].map((tries) => lockedUntil(tries, now))).toEqual([NEVER, NEVER])
  expect(triesBeforeWait).toBe(5)
})

test('each row has more tries and a longer wait than the one before', () => {
  for (const [i, row] of lockoutWaits.entries()) {
    expect(row.tries).toBeGreaterThan(lockoutWaits[i - 1]?.tries ?? 0)
    expect(row.wait).toBeGreaterThan(lockoutWaits[i - 1]?.wait ?? 0)
    expect(row.tries).toBeLessThan(triesInAll)
  }
})

test('a PIN of another length is refused', () => {
  const person = { birthDate: { year: 1987 }, idNumber: '3500001805509' }
  expect(pinLength).toBe(8)
  expect(checkPin('4071823', person)).toEqual({ ok: false, reason: 'not_8_digits' })
  expect(checkPin('40718236', person)).toEqual({ ok: true, value: '40718236' })
  expect(checkPin('407182365', person)).toEqual({ ok: false, reason: 'not_8_digits' })
})

const text = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')

test('every sentence with the number of digits of a PIN has the right number', () => {
  const sources = [
    'th/app',
    'th/chat',
    'th/holder',
    'th/reasons',
    'th/terms',
    'en/app',
    'en/chat',
    'en/reasons',
    'en/terms',
  ]
  const counts = sources.flatMap((name) => [
    ...text(`src/core/words/${name}.ts`).matchAll(/(?:รหัส\s*|of |PIN needs |your )(\d+) (?:หลัก|digits)|จาก (\d+) ตัว/g),
  ])
  expect(counts.length).toBeGreaterThan(6)
  for (const [sentence, digits, cells] of counts) expect(Number(digits ?? cells), sentence).toBe(pinLength)
})

test('the threat model lists the actual waits', () => {
  const spelled = lockoutWaits.map(({ wait }) =>
    wait < 60_000 ? `${wait / 1000} s` : wait < 3_600_000 ? `${wait / 60_000} min` : `${wait / 3_600_000} h`,
  )
  expect(text('docs/threat-model.md')).toContain(`${spelled.join(', ')}, ${triesInAll} tries in all`)
})
