// Tests the words of the mini-app: every reason has a sentence in both languages, and sentences follow the style rules.

import { expect, test } from 'vitest'
import { bangkokDay, clockTime, countdown } from '../../src/core/card/thai-date.ts'
import { longDateIn } from '../../src/core/long-dates.ts'
import { promisedRetention } from '../../src/core/retention.ts'
import { app as firstEn } from '../../src/core/words/en/app.ts'
import { later as laterEn } from '../../src/core/words/en/later.ts'
import { terms as termsEn } from '../../src/core/words/en/terms.ts'
import { app as firstTh } from '../../src/core/words/th/app.ts'
import { later as laterTh } from '../../src/core/words/th/later.ts'
import { terms as termsTh } from '../../src/core/words/th/terms.ts'
import { differenceOf } from '../../src/phone/form/differing.ts'
import { advice } from '../../src/phone/reasons.ts'

const [th, en] = [
  { ...firstTh, ...laterTh },
  { ...firstEn, ...laterEn },
]

const sentences = (words: unknown): string[] =>
  typeof words === 'string'
    ? [words]
    : words && typeof words === 'object'
      ? Object.values(words).flatMap(sentences)
      : []

test('no reason has more than three things to do', () => {
  for (const words of [th, en])
    for (const { todo } of Object.values(words.reasons)) expect(todo.length).toBeLessThanOrEqual(3)
})

test('an unknown reason still gets a sentence', () => {
  expect(advice(th, 'invented_later')).toBe(th.reasons.refused)
  expect(advice(th, 'toString')).toBe(th.reasons.refused)
})

test('no sentence speaks of errors or failures, in either language', () => {
  for (const sentence of [...sentences(th), ...sentences(termsTh)])
    expect(sentence).not.toMatch(/ข้อผิดพลาด|ล้มเหลว|กรุณา.*กรุณา/)
  for (const sentence of [...sentences(en), ...sentences(termsEn)])
    expect(sentence).not.toMatch(/\b(error|failed|went wrong)\b/i)
})

test.each([
  ['Thai', th],
  ['English', en],
])('each hint of the selfie has its own sentence, and more text for a user who needs long, in %s', (_, words) => {
  const { hints, more } = words.selfie
  const hintTitles = Object.values(hints).map(({ title }) => title)
  expect(new Set(hintTitles).size).toBe(hintTitles.length)
  const texts: string[] = [...Object.values(hints).map(({ text }) => text), ...Object.values(more)]
  expect(Object.keys(hints)).toEqual(expect.arrayContaining(Object.keys(more)))
  for (const sentence of Object.values(more)) expect(texts.filter((text) => text === sentence)).toHaveLength(1)
})

test('a Thai sentence is polite once at most', () => {
  for (const sentence of sentences(th))
    expect(sentence.match(/ค่ะ|คะ(?!แนน)/g)?.length ?? 0, sentence).toBeLessThanOrEqual(1)
})

test('the terms have the same chapters in both languages', () => {
  expect(termsEn.full.map(({ text }) => text.length)).toEqual(termsTh.full.map(({ text }) => text.length))
})

test('two readings are compared by letters with their marks', () => {
  expect(differenceOf('สุขเกษน', 'สุขเกษม')).toEqual({ before: 'สุขเกษ', ours: 'น', theirs: 'ม', after: '' })
  expect(differenceOf('น้ำใจ', 'นำใจ')).toEqual({ before: '', ours: 'น้ำ', theirs: 'นำ', after: 'ใจ' })
  expect(differenceOf('ก', 'ก')).toEqual({ before: 'ก', ours: '', theirs: '', after: '' })
})

test('the day in Bangkok begins seven hours before that of Greenwich', () => {
  const evening = Date.UTC(2026, 10, 22, 17, 0, 5)
  expect([bangkokDay(evening), bangkokDay(evening - 6000)]).toEqual([
    { year: 2026, month: 11, day: 23 },
    { year: 2026, month: 11, day: 22 },
  ])
  expect([clockTime(evening), countdown(125_000), countdown(-5)]).toEqual(['0:00:05', '2:05', '0:00'])
  expect(longDateIn({ year: 1958, month: 9, day: 8 }, 'th')).toBe('8 กันยายน 2501')
  expect(longDateIn({ year: 1958 }, 'th')).toBe('2501')
})

test('the terms name the times that core/retention.ts promises', () => {
  const texts = { th: sentences([termsTh]).join(' '), en: sentences([termsEn]).join(' ') }
  const { draftDays, caseDays, evidenceDays, endedDays, consentYears, outcomeYears, photoHours } = promisedRetention
  expect([endedDays, outcomeYears]).toEqual([365, consentYears])
  const thai = [
    `${draftDays} วัน`,
    `ใน ${caseDays} วัน`,
    `ไม่เกิน ${evidenceDays} วัน`,
    `${consentYears} ปี`,
    'ภายใน 1 ปี',
    `${photoHours} ชั่วโมง`,
  ]
  const english = [
    `${draftDays} days`,
    `after ${caseDays}`,
    `${evidenceDays} days at most`,
    `${consentYears} years`,
    'within a year',
    `${photoHours} hours`,
  ]
  for (const time of thai) expect(texts.th).toContain(time)
  for (const time of english) expect(texts.en).toContain(time)
})
