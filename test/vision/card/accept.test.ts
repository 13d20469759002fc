// Tests which readings are accepted without a person: each rule with cases that it accepts and cases that it refuses.
import { describe, expect, test } from 'vitest'
import {
  judgeDate,
  judgeEnglishLastName,
  judgeEnglishName,
  judgeIdNumber,
  judgeLaserCode,
} from '../../../src/vision/card/accept.ts'

const id = '3 1000 01188 46 5'
const read = (...texts: string[]) => ({ texts, cut: false })

describe('the ID number', () => {
  test('is accepted when both renderings agree and check digit and province are valid', () => {
    expect(judgeIdNumber(read(id, '3100001188465'))).toEqual({ value: id, status: 'accepted', candidates: [] })
  })
  test('is doubtful when its check digit is wrong', () => {
    expect(judgeIdNumber(read('3 1000 01188 46 6', '3 1000 01188 46 6')).status).toBe('doubtful')
  })
  test('is doubtful when the renderings differ, and the one with the valid check digit is shown', () => {
    expect(judgeIdNumber(read('3 1000 01188 46 6', id))).toMatchObject({ value: id, status: 'doubtful' })
  })
  test('is doubtful when ink runs into the edge of the crop', () => {
    expect(judgeIdNumber({ texts: [id, id], cut: true }).status).toBe('doubtful')
  })
  test('is missing when nothing was read', () => {
    expect(judgeIdNumber(read('', '')).status).toBe('missing')
  })
})

describe('the laser code', () => {
  test('is accepted when both renderings agree', () => {
    expect(judgeLaserCode(read('JT0-1234567-89', 'JT0-1234567-89'))).toMatchObject({
      value: 'JT0-1234567-89',
      status: 'accepted',
    })
  })
  test('has letters among its digits corrected by their position', () => {
    expect(judgeLaserCode(read('JTO-I234567-89', 'JT0-1234567-89'))).toMatchObject({
      value: 'JT0-1234567-89',
      status: 'accepted',
    })
  })
  test('has digits among its letters corrected by their position', () => {
    expect(judgeLaserCode(read('229-1234567-89', 'ZZ9-1234567-89')).value).toBe('ZZ9-1234567-89')
  })
  test('counts a character that was read as both letter and digit once, and is doubtful', () => {
    const doubtful = (...texts: [string, string]) => judgeLaserCode(read(...texts))
    expect(doubtful('CNO0-2709446-30', 'CNO0-2709446-30')).toMatchObject({
      value: 'CN0-2709446-30',
      status: 'doubtful',
    })
    expect(doubtful('LO03-3410526-20', 'LO3-3410526-20')).toMatchObject({ value: 'LO3-3410526-20', status: 'doubtful' })
  })
  test('is doubtful when both renderings agree on an invalid code, or ink runs into the edge of the crop', () => {
    expect(judgeLaserCode(read('JT0-1234567-8', 'JT0-1234567-8')).status).toBe('doubtful')
    const twice = ['JT0-1234567-89', 'JT0-1234567-89']
    expect(judgeLaserCode({ texts: twice, cut: true }).status).toBe('doubtful')
  })
  test('is doubtful when one rendering gave nothing', () => {
    expect(judgeLaserCode(read('JT0-1234567-89', '')).status).toBe('doubtful')
  })
  test('is missing on a card without a laser code, whatever the engine reads in the guilloche', () => {
    expect(judgeLaserCode(read('4', 'A-'))).toEqual({ value: '', status: 'missing', candidates: [] })
  })
})

describe('a date', () => {
  const born = { year: 1945, month: 4, day: 2 }
  const one = (date: typeof born | 'lifelong' | undefined, cut = false) => ({ dates: [date], cut })
  test('is accepted when both scripts give the same date, each in its own form', () => {
    expect(judgeDate(one(born), one(born), 'thai')).toMatchObject({ value: '2 เม.ย. 2488', status: 'accepted' })
    expect(judgeDate(one(born), one(born), 'english')).toMatchObject({ value: '2 Apr. 1945', status: 'accepted' })
  })
  test('is doubtful when they differ, and both are offered, the English one first', () => {
    const judged = judgeDate(one(born), one({ ...born, day: 12 }), 'thai')
    expect(judged).toEqual({ value: '12 เม.ย. 2488', status: 'doubtful', candidates: ['2 เม.ย. 2488'] })
  })
  test('is doubtful when only one script could be read', () => {
    expect(judgeDate(one(born), one(undefined), 'thai').status).toBe('doubtful')
  })
  test('is doubtful when both agree but one was cut: a bad corner can cut the same leading 1 off both', () => {
    expect(judgeDate(one(born), one(born, true), 'thai').status).toBe('doubtful')
  })
  test('may be lifelong', () => {
    expect(judgeDate(one('lifelong'), one('lifelong'), 'thai')).toMatchObject({ value: 'ตลอดชีพ', status: 'accepted' })
  })
  test('is missing when neither could be read', () => {
    expect(judgeDate(one(undefined), one(undefined), 'thai').status).toBe('missing')
  })
})

describe('the English names', () => {
  test('are accepted when well formed, agreeing and not contradicted by the Thai line', () => {
    expect(judgeEnglishName(read('Mr. Somchai', 'Mr. Somchai'), 'นาย สมชาย ทองสุข').status).toBe('accepted')
    expect(judgeEnglishLastName(read('Thongsuk', 'Thongsuk'), 'นาย สมชาย ทองสุข').status).toBe('accepted')
  })
  test.each(['Mr. SomchaI', 'Mr. somchai', 'Somchai'])(
    '%s is doubtful: not a title and names as they are printed',
    (line) => {
      expect(judgeEnglishName(read(line, line), 'นาย สมชาย ทองสุข').status).toBe('doubtful')
    },
  )
  test('are doubtful when the Thai line has another name', () => {
    expect(judgeEnglishLastName(read('Kaewmanee', 'Kaewmanee'), 'นาย สมชาย ทองสุข').status).toBe('doubtful')
  })
  test('are doubtful when one size gives another vowel, which the Thai line cannot confirm', () => {
    const names = judgeEnglishName(read('Mr. Somchai', 'Mr. Somchei', 'Mr. Somchai'), 'นาย สมชาย ทองสุข')
    expect(names).toEqual({ value: 'Mr. Somchai', status: 'doubtful', candidates: ['Mr. Somchei'] })
    const last = judgeEnglishLastName(read('Thongsuk', 'Thongsuk', 'Thengsuk'), 'นาย สมชาย ทองสุข')
    expect(last).toEqual({ value: 'Thongsuk', status: 'doubtful', candidates: ['Thengsuk'] })
  })
  test('no ink is accepted as no surname only when the Thai line has one name', () => {
    expect(judgeEnglishLastName(read('', ''), 'นาย ศุภณัฐ')).toMatchObject({ value: '', status: 'accepted' })
    expect(judgeEnglishLastName(read('', ''), 'นาย สมชาย ทองสุข').status).toBe('missing')
    expect(judgeEnglishLastName(read('a', ''), 'นาย ศุภณัฐ')).toMatchObject({ value: '', status: 'missing' })
  })
})
