// What a phone reports on its reading: how the document is graded without a register, and which names are asked about.
import { describe, expect, test } from 'vitest'
import { documentOf, namesFit } from '../../../src/core/card/reading-report.ts'
import { bunma, jaithip, somchai } from '../../kit/people/people.ts'

describe('the document of a card that no register confirmed', () => {
  test('is read if number, Thai name and birth date are as the phone read them with certainty', () => {
    expect(documentOf({ corrected: [], doubtful: [] })).toBe('read')
    expect(documentOf({ corrected: ['address', 'laserCode'], doubtful: ['expiry', 'nameEnglish'] })).toBe('read')
  })
  test.each(['idNumber', 'nameThai', 'birthDate'] as const)('is typed if %s was changed or only confirmed', (field) => {
    expect(documentOf({ corrected: [field], doubtful: [] })).toBe('typed')
    expect(documentOf({ corrected: ['address'], doubtful: [field] })).toBe('typed')
  })
})

describe('a Thai and an English name', () => {
  test('of the invented people fit', () => {
    for (const { card } of [jaithip, somchai, bunma]) expect(namesFit(card), card.firstNameThai).toBe(true)
  })
  test.each([
    ['บุญนา', 'Bunma'],
    ['บุญมา', 'Bunna'],
    ['สมหมาย', 'Somchai'],
    ['สมชาย', 'Somsak'],
  ])('%s and %s are asked about', (firstNameThai, firstNameEnglish) => {
    expect(namesFit({ firstNameThai, firstNameEnglish })).toBe(false)
  })
  test('are asked about when the last name alone differs, or one script has none', () => {
    expect(namesFit({ ...somchai.card, lastNameThai: 'มั่งมี' })).toBe(false)
    expect(namesFit({ ...somchai.card, lastNameThai: undefined })).toBe(false)
    expect(namesFit({ ...somchai.card, lastNameEnglish: undefined })).toBe(false)
  })
})
