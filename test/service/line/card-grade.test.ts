// What the chat's card says of its grade, and how little of the holder LINE gets with it.
import { expect, test } from 'vitest'
import { grades } from '../../../src/core/card/grade.ts'
import { assurance } from '../../../src/core/words/th/assurance.ts'
import { card } from '../../../src/service/line/bubbles/card.ts'
import { speechIn } from '../../../src/service/line/speech.ts'
import { face } from '../../kit/sayings.ts'

const issuer = { id: 'demo', name: { th: 'ผู้ออก', en: 'Issuer' }, notice: { th: 'ตัวอย่าง', en: 'Example' } }
const config = { origin: 'https://card.example', issuer, line: { channelSecret: '', liffId: '1-a' } }
const speech = speechIn('th', config as unknown as Parameters<typeof speechIn>[1])

const textOf = (grade: (typeof grades)[number]) => JSON.stringify(card(speech, { ...face, grade }))

test.each(grades)('%s has its own word, and a tick only if somebody else than the phone saw it', (grade) => {
  const shown = textOf(grade)
  expect(shown).toContain(assurance.grade[grade])
  for (const other of grades.filter((each) => each !== grade)) expect(shown).not.toContain(assurance.grade[other])
  expect(shown.includes('✓')).toBe(grade === 'confirmed' || grade === 'checked')
})

test('LINE gets the year in which the card ends, and neither the day nor a digit of the number', () => {
  const shown = textOf('declared')
  expect(shown).toContain('2575')
  for (const kept of ['7 ก.ย.', face.idMasked, face.issuedOn]) expect(shown).not.toContain(kept)
  expect(JSON.stringify(card(speech, { ...face, validUntil: 'ตลอดชีพ' }))).not.toContain('ตลอดชีพ')
})
