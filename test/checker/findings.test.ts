// Promises that every verdict has its texts in both languages, and that they contain only verified claims.
import { expect, test } from 'vitest'
import type { CheckResult } from '../../src/checker/check.ts'
import { findingsOf } from '../../src/checker/findings.ts'
import type { DisclosedCard, Verdict } from '../../src/core/inspection/verdict.ts'
import { checker as english } from '../../src/core/words/en/checker.ts'
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
      expect(Boolean(found.holder?.note) || found.steps.length > 0).toBe(true)
      expect(Boolean(found.hidden)).toBe(!('seen' in verdict))
      for (const text of texts({ ...found, holder: found.holder?.note }))
        expect(text).not.toMatch(/undefined|NaN|\[object/)
      if (language === 'en')
        for (const text of texts({ ...found, holder: found.holder?.note })) expect(text).not.toMatch(/[ก-๛|]/)
    }
  })
test('both parts of the assurance are shown in words', () => {
  const rows = findings({
    verdict: 'DECLARED',
    seen: { ...seen, assurance: { document: 'read', face: 'in-person' } },
    statusAt: ISSUED_AT,
  }).rows
  expect(rows).toContainEqual(['เอกสาร', 'โทรศัพท์ของเจ้าของอ่านจากรูปบัตร'])
  expect(rows).toContainEqual(['ใบหน้า', 'เจ้าหน้าที่พบตัวจริงแล้ว'])
})
test('a full card and an age are shown as what they are', () => {
  const claims = { birthDate: { year: 1958, month: 5 }, idNumber: '3831640857441', ageOver: 60 }
  const { rows } = findings(
    { verdict: 'CHECKED', seen: { ...seen, scope: 'full', cardExpiry: 'lifelong', claims }, statusAt: ISSUED_AT },
    'th',
  )
  const values = rows.map(([, value]) => value)
  for (const value of ['60 ปีขึ้นไป', 'พ.ค. 2501', '3 8316 40857 44 1', 'ตลอดชีพ']) expect(values).toContain(value)
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
