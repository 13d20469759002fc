// Tests that an entry of a date loses nothing that was typed, and that a year of the other era is offered in the right one.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { datesMeant, typedFrom, valueOfTyped, yearDigits } from '../../src/phone/form/typed-date.ts'

const today = { year: 2026, month: 11, day: 23 }

test('a date of the calendar is a value in the common era', () => {
  expect(valueOfTyped({ day: 8, month: 9, year: '2501' })).toBe('19580908')
  expect(valueOfTyped({ day: 0, month: 0, year: '2501' })).toBe('19580000')
  expect(typedFrom('19580908')).toEqual({ day: 8, month: 9, year: '2501' })
})
test('nothing that was typed is lost, whether or not the calendar has such a day', () => {
  const typed = fc.record({
    day: fc.nat(31),
    month: fc.nat(12),
    year: fc.oneof(fc.constantFrom('', '30', '1987', '2530', '0'), fc.nat(9999).map(String)),
  })
  fc.assert(
    fc.property(typed, (date) => {
      expect(typedFrom(valueOfTyped(date))).toEqual(date)
    }),
  )
})
test('Thai and full-width digits are digits of a year', () => {
  expect(['๒๕๓๐', '２５３０', 'พ.ศ. 2530', '25300', 'ปี'].map(yearDigits)).toEqual(['2530', '2530', '2530', '2530', ''])
})
test('eight digits that are no date keep day and month', () => {
  expect(typedFrom('14440908')).toEqual({ day: 8, month: 9, year: '1987' })
  expect(typedFrom('00000908')).toEqual({ day: 8, month: 9, year: '' })
  expect(typedFrom('lifelong')).toEqual({ day: 0, month: 0, year: '' })
})
test('a year of the common era is offered with the same day and month', () => {
  expect(datesMeant('birthDate', { day: 8, month: 9, year: '1987' }, today)).toEqual([{ year: 1987, month: 9, day: 8 }])
  expect(datesMeant('expiry', { day: 8, month: 9, year: '2032' }, today)).toEqual([{ year: 2032, month: 9, day: 8 }])
  expect(datesMeant('birthDate', { day: 8, month: 9, year: '2032' }, today)).toEqual([])
  expect(datesMeant('birthDate', { day: 31, month: 2, year: '1987' }, today)).toEqual([])
})
test('two digits of a year are offered with the centuries that they may have', () => {
  const years = (name: 'birthDate' | 'issueDate' | 'expiry', year: string) =>
    datesMeant(name, { day: 1, month: 1, year }, today).map((date) => date.year + 543)
  expect(years('birthDate', '30')).toEqual([2530, 2473])
  expect(years('birthDate', '87')).toEqual([2487, 2530])
  expect(years('issueDate', '66')).toEqual([2566, 2509])
  expect(years('expiry', '75')).toEqual([2575, 2518])
})
