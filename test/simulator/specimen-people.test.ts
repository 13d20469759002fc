// Promises that the invented people's cards are consistent, and that their ID numbers belong to no real person.
import { expect, test } from 'vitest'
import { parseLaserCode } from '../../src/core/card/laser-code.ts'
import { checkExpiry, isAfter, parseEnglishDate, parseThaiDate } from '../../src/core/card/thai-date.ts'
import { checkIdNumber } from '../../src/core/card/thai-id.ts'
import { people } from '../../src/simulator/people.ts'
import { englishDate, thaiDate } from '../../src/simulator/specimen/layout.ts'
import { residents } from '../../src/simulator/specimen/people.ts'
import { variants } from '../../src/simulator/specimen/variants.ts'

const all = [...residents, ...variants]
const named = (id: string) => all.find((one) => one.id === id)

test('each of the five people of the platform has a card', () => {
  expect(residents.map(({ id }) => id)).toEqual(people.map(({ id }) => id))
  expect(residents.map(({ firstNameThai }) => firstNameThai)).toEqual(people.map(({ name }) => name))
})

test('every ID number has a valid check digit, except on the card made to fail', () => {
  const wrong = all.filter(({ idNumber }) => !checkIdNumber(idNumber).ok)
  expect(wrong.map(({ id }) => id)).toEqual(['wrong-check-digit'])
  expect(checkIdNumber(wrong[0].idNumber)).toEqual({ ok: false, reason: 'wrong_check_digit' })
})

test('no number can be a real person’s: the district code is 00', () => {
  for (const { id, idNumber } of all) expect(`${id} ${idNumber.slice(3, 5)}`).toBe(`${id} 00`)
})

test('no two cards share an id or an ID number', () => {
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  expect(new Set(all.map(({ idNumber }) => idNumber)).size).toBe(all.length)
})

test('every printed laser code is one; only the old lifelong card has none', () => {
  expect(all.filter(({ laserCode }) => !laserCode).map(({ id }) => id)).toEqual(['old-lifelong'])
  for (const { laserCode } of all) if (laserCode) expect(parseLaserCode(laserCode).ok).toBe(true)
})

test('printed dates read back as the same day in both eras', () => {
  for (const { birthDate, issueDate } of all)
    for (const date of [birthDate, issueDate]) {
      expect(parseThaiDate(thaiDate(date))).toEqual({ ok: true, value: date })
      expect(parseEnglishDate(englishDate(date))).toEqual({ ok: true, value: date })
    }
})

test('all cards were valid in November 2026, but for the expired one', () => {
  const today = { year: 2026, month: 11, day: 23 }
  const expired = all.filter(({ expiry, birthDate }) => !checkExpiry(expiry, birthDate, today).ok)
  expect(expired.map(({ id }) => id)).toEqual(['expired'])
  for (const { issueDate, birthDate } of all) expect(isAfter(issueDate, birthDate)).toBe(true)
})

test('the rare traits are all there', () => {
  expect(named('no-surname')).not.toHaveProperty('lastNameThai')
  expect(named('fatima')).not.toHaveProperty('lastNameEnglish')
  expect(named('middle-name')?.middleNameThai).toBe('ภัทร')
  expect(named('birth-year-only')?.birthDate).toEqual({ year: 1958 })
  expect(named('bunma')?.expiry).toBe('lifelong')
  const codes = all.flatMap(({ laserCode }) => (laserCode?.startsWith('ZZ9') ? [laserCode.slice(-2)] : []))
  expect([...new Set(codes)].sort()).toEqual(['01', '02', '03', '04', '05', '06', '07'])
})
