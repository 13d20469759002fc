// Promises that every verdict has its texts in both languages, and that they contain only verified claims.
import { expect, test } from 'vitest'
import type { CheckResult } from '../../src/checker/check.ts'
import { findingsOf, SHOWN_FOR } from '../../src/checker/findings.ts'
import { spokenOf } from '../../src/checker/spoken.ts'
import {
  type DocumentAssurance,
  documentAssurances,
  type FaceAssurance,
  faceAssurances,
} from '../../src/core/card/card.ts'
import { type Grade, gradeOf, grades } from '../../src/core/card/grade.ts'
import type { DisclosedCard, GradeVerdict, Verdict } from '../../src/core/inspection/verdict.ts'
import { lifetimes } from '../../src/core/lifetimes.ts'
import { assurance as englishGrades } from '../../src/core/words/en/assurance.ts'
import { checker as english } from '../../src/core/words/en/checker.ts'
import { assurance as thaiGrades } from '../../src/core/words/th/assurance.ts'
import { checker as thai } from '../../src/core/words/th/checker.ts'
import { ISSUED_AT, specimenToken } from '../kit/specimen.ts'

const seen: DisclosedCard = { ...specimenToken(new Uint8Array()), grade: 'checked' }
const verdicts: Verdict[] = [
  { verdict: 'CONFIRMED', seen: { ...seen, grade: 'confirmed' }, statusAt: ISSUED_AT },
  { verdict: 'CHECKED', seen, statusAt: ISSUED_AT },
  { verdict: 'DECLARED', seen: { ...seen, grade: 'declared' }, statusAt: ISSUED_AT },
  { verdict: 'DOUBTED', seen: { ...seen, grade: 'doubted' }, statusAt: ISSUED_AT },
  { verdict: 'EXPIRED', seen },
  { verdict: 'QR_TIMED_OUT', issuedAt: ISSUED_AT - 400, expiresAt: ISSUED_AT - 220 },
  { verdict: 'REVOKED' },
  { verdict: 'FROZEN' },
  { verdict: 'ALTERED', why: 'signature' },
  { verdict: 'ALTERED', why: 'unreadable' },
  { verdict: 'UNKNOWN_ISSUER' },
  ...(['offline', 'stale', 'unreadable', 'clock'] as const).map((why) => ({
    verdict: 'STATUS_UNKNOWN' as const,
    why,
    seen,
  })),
  { verdict: 'STATUS_UNKNOWN', why: 'no_keys' },
]
const findings = (verdict: Verdict, language: 'th' | 'en' = 'th', more: Partial<CheckResult> = {}) =>
  findingsOf({
    words: language === 'th' ? thai : english,
    language,
    host: 'card.example',
    checked: { verdict, now: ISSUED_AT * 1000, ...more },
  })
const texts = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(texts) : []

for (const verdict of verdicts)
  test(`${Object.values(verdict)
    .filter((part) => typeof part === 'string')
    .join(' ')}: a reason, and a holder or a next step, in both languages`, () => {
    for (const language of ['th', 'en'] as const) {
      const found = findings(verdict, language)
      expect(found.why).not.toBe('')
      expect(Boolean(found.holder) || found.steps.length > 0).toBe(true)
      expect(Boolean(found.hidden)).toBe(!('seen' in verdict) && verdict.verdict !== 'QR_TIMED_OUT')
      expect(Boolean(found.holder)).toBe('seen' in verdict)
      for (const text of texts({ ...found, holder: found.holder?.note }))
        expect(text).not.toMatch(/undefined|NaN|\[object/)
      if (language === 'en')
        for (const text of texts({ ...found, holder: found.holder?.note })) expect(text).not.toMatch(/[ก-๛]/)
    }
  })
const assurances = documentAssurances.flatMap((document) => faceAssurances.map((face) => ({ document, face })))
const gradedAs = (assurance: (typeof assurances)[number], issuer = 'agency', language: 'th' | 'en' = 'th') => {
  const grade = gradeOf(assurance, issuer)
  const verdict = grade.toUpperCase() as GradeVerdict
  return { grade, ...findings({ verdict, seen: { ...seen, assurance, grade }, statusAt: ISSUED_AT }, language) }
}

test('the word of a grade is the same on this page as in the chat and in the mini-app, in both languages', () => {
  const plain = (text: string) => text.replaceAll('|', '')
  for (const grade of grades) {
    const verdict = grade.toUpperCase() as GradeVerdict
    expect(plain(thai.word[verdict])).toBe(thaiGrades.grade[grade])
    expect(plain(english.word[verdict])).toBe(englishGrades.grade[grade])
    expect([thai.subtitle[verdict], english.subtitle[verdict]]).toEqual([
      englishGrades.grade[grade],
      thaiGrades.grade[grade],
    ])
  }
})
test('each grade is told apart by its word, its reason and its act, in both languages', () => {
  const one = {
    confirmed: { document: 'chip', face: 'in-person' },
    checked: { document: 'registry', face: 'rechecked' },
    declared: { document: 'typed', face: 'self' },
    doubted: { document: 'registry', face: 'doubted' },
  } as const
  for (const language of ['th', 'en'] as const) {
    const found = grades.map((grade) => gradedAs(one[grade], 'agency', language))
    expect(found.map(({ grade }) => grade)).toEqual([...grades])
    expect(new Set(found.map(({ why }) => why)).size).toBe(4)
    expect(found.map(({ act }) => act?.how)).toEqual(['soft', 'loud', 'loud', undefined])
    expect(new Set(found.map(({ act }) => JSON.stringify(act))).size).toBe(4)
  }
})
test('a declared card is never called valid and says that it proves nothing; the real card is asked for', () => {
  for (const assurance of assurances.filter((each) => gradeOf(each, 'agency') === 'declared'))
    for (const language of ['th', 'en'] as const) {
      const found = gradedAs(assurance, 'agency', language)
      const all = texts({ ...found, holder: found.holder?.note }).join(' ')
      expect(found.why.replaceAll('|', '')).toBe(language === 'th' ? 'ไม่ใช่หลักฐานยืนยันตัว' : 'Not proof of identity')
      expect(found.act?.accept).toMatch(/บัตรจริง|real card/)
      expect(all).not.toMatch(/ใช้ได้ |ยืนยันตัวแล้ว|\bvalid\b|confirmed/i)
    }
})
test('a card in doubt gives what to do before the person, and nobody is asked to compare the face', () => {
  const found = gradedAs({ document: 'chip', face: 'doubted' })
  expect(found.instruction?.replaceAll('|', '')).toBe('ขอดูบัตรประชาชนตัวจริง')
  expect([found.heading, found.act, found.holder?.look]).toEqual(['ทำอย่างไรตอนนี้', undefined, 'beside'])
})
test('the seam of proof: only what somebody else than the phone saw is filled, for every pair of assurances', () => {
  for (const assurance of assurances) {
    const { seam = [] } = gradedAs(assurance)
    const [card, face, register] = seam.map(({ is }) => is)
    expect(card === 'seen').toBe(['seen', 'seen-registry', 'chip'].includes(assurance.document))
    expect(face).toBe(assurance.face === 'doubted' ? 'disagrees' : assurance.face === 'self' ? 'nobody' : 'seen')
    expect(register === 'seen').toBe(['registry', 'seen-registry'].includes(assurance.document))
    for (const { source } of seam) expect(source).not.toBe('')
  }
})
test('what is not proved is said as it is: who was never seen, and whether the real card was', () => {
  const unproved = (document: DocumentAssurance, face: FaceAssurance) =>
    gradedAs({ document, face }).unproved?.replace(/[|*]/g, '')
  expect(unproved('registry', 'rechecked')).toBe('ยังไม่มีเจ้าหน้าที่เห็นตัวหรือบัตรจริง')
  expect(unproved('registry', 'in-person')).toBe('ยังไม่มีเจ้าหน้าที่เห็นบัตรจริง')
  expect(unproved('chip', 'reviewed')).toBe('ยังไม่มีเจ้าหน้าที่เห็นตัวจริง')
  expect(unproved('chip', 'in-person')).toBe('ยังไม่พิสูจน์ว่าคนถือเครื่องคือเจ้าของ')
})
test('a code that ran out is no expired card: it says so, names nobody, and a pass is not called three minutes old', () => {
  const of = (life: number) =>
    findings({ verdict: 'QR_TIMED_OUT', issuedAt: ISSUED_AT - life - 60, expiresAt: ISSUED_AT - 60 })
  expect(SHOWN_FOR).toBe(lifetimes.tokenSeconds)
  expect(of(180).why).toContain('ไม่ใช่บัตรหมดอายุ')
  expect([of(180).why.includes('3 นาที'), of(86_400).why.includes('3 นาที')]).toEqual([true, false])
  expect(of(180).holder).toBeUndefined()
  expect(of(180).rows).toContainEqual(['ชื่อและรูป', 'ไม่แสดง'])
})
test('without a signal the grade of the card is a row, and a card in doubt is not to be compared', () => {
  const off = (grade: Grade) => findings({ verdict: 'STATUS_UNKNOWN', why: 'offline', seen: { ...seen, grade } })
  expect(off('checked').rows).toContainEqual(['ระดับในบัตร', 'ตรวจทางไกลแล้ว'])
  expect(off('declared').rows).toContainEqual(['ระดับในบัตร', 'ตามที่เจ้าของแจ้ง', 'care'])
  expect([off('declared').act?.how, off('doubted').act]).toEqual(['small', undefined])
})
test('the voice begins with the word of the verdict and differs for each grade, in both languages', () => {
  for (const [words, { grade: name }] of [
    [thai, thaiGrades],
    [english, englishGrades],
  ] as const) {
    const said = grades.map((grade) => spokenOf(words, grade.toUpperCase() as GradeVerdict))
    expect(new Set(said).size).toBe(4)
    expect(new Set(said.map((text) => text.split('. ')[1])).size).toBe(4)
    for (const [i, text] of said.entries()) expect(text.startsWith(name[grades[i]!])).toBe(true)
  }
})
test('a full card is shown as what it is', () => {
  const claims = { birthDate: { year: 1958, month: 5 }, idNumber: '3831640857441' }
  const { rows } = findings(
    { verdict: 'CHECKED', seen: { ...seen, scope: 'full', cardExpiry: 'lifelong', claims }, statusAt: ISSUED_AT },
    'th',
  )
  const values = rows.map(([, value]) => value)
  for (const value of ['พ.ค. 2501', '3 8316 40857 44 1', 'ตลอดชีพ']) expect(values).toContain(value)
})
test('the age of a remembered list is shown', () => {
  const ago = (seconds: number) =>
    findings({ verdict: 'STATUS_UNKNOWN', why: 'offline', seen, listAt: ISSUED_AT - seconds }).rows.at(-1)
  expect(ago(6 * 3600)).toEqual(['รายชื่อสถานะล่าสุด', '6 ชม.ก่อน', 'care'])
  expect(ago(300)?.[1]).toBe('5 นาทีก่อน')
  expect(findings({ verdict: 'STATUS_UNKNOWN', why: 'offline', seen }).rows.at(-1)?.[1]).toBe('ยังไม่เคยได้รับ')
})
test('without the issuer’s name the page names its own host', () => {
  expect(texts(findings({ verdict: 'REVOKED' }).steps).join()).toContain('card.example')
})
