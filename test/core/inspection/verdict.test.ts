// Tests that a grade as verdict needs a proven token of a known issuer, in time, with a status fetched just now.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentAssurances, faceAssurances } from '../../../src/core/card/card.ts'
import { gradeOf } from '../../../src/core/card/grade.ts'
import type { TokenFault } from '../../../src/core/card/token.ts'
import { packStatuses, statusAt } from '../../../src/core/inspection/status-list.ts'
import { type Inspection, inspect, isGraded } from '../../../src/core/inspection/verdict.ts'
import { err, ok } from '../../../src/core/result.ts'
import { ISSUED_AT, specimenToken } from '../../kit/specimen.ts'

const token = specimenToken(new Uint8Array([1]))
const now = ISSUED_AT + 20
const listed = (of: 'valid' | 'revoked' | 'frozen', issuedAt = now, fresh = true) => ({ of, issuedAt, fresh })
const good: Inspection = {
  presented: ok(token),
  issuer: { id: 'demo', fresh: true },
  status: listed('valid'),
  now,
  today: { year: 2026, month: 11, day: 23 },
}
const verdict = (change: Partial<Inspection>) => inspect({ ...good, ...change })
const seen = { claims: token.claims, scope: 'name' }

test('a proven token of a known issuer, in time and with a fresh status, gets its grade, with name and face', () => {
  expect(verdict({})).toMatchObject({ verdict: 'CHECKED', seen, statusAt: now })
})
test('the verdict is the grade of what the issuer signed, for every pair of assurances, and no other word', () => {
  const words = new Set<string>()
  for (const document of documentAssurances)
    for (const face of faceAssurances)
      for (const issuer of ['demo', 'agency']) {
        const assurance = { document, face }
        const found = verdict({ presented: ok({ ...token, issuer, assurance }), issuer: { id: issuer, fresh: true } })
        expect(found).toMatchObject({ verdict: gradeOf(assurance, issuer).toUpperCase(), seen: { assurance } })
        words.add(found.verdict)
      }
  expect([...words].sort()).toEqual(['CHECKED', 'CONFIRMED', 'DECLARED', 'DOUBTED'])
})
test('what a phone says alone is never above declared, and a card in doubt is doubted with the best document', () => {
  const of = (document: (typeof documentAssurances)[number], face: (typeof faceAssurances)[number]) =>
    verdict({ presented: ok({ ...token, assurance: { document, face } }) }).verdict
  for (const document of ['read', 'typed', 'registry', 'trial'] as const) expect(of(document, 'self')).toBe('DECLARED')
  expect(of('chip', 'doubted')).toBe('DOUBTED')
  expect(of('seen', 'in-person')).toBe('DECLARED')
  expect(of('seen-registry', 'in-person')).toBe('CONFIRMED')
})
test('an offline check never gets a grade as its verdict, but shows name and face to compare', () => {
  expect(verdict({ status: 'unreachable' })).toMatchObject({ verdict: 'STATUS_UNKNOWN', why: 'offline', seen })
  expect(verdict({ status: listed('valid', now - 21_600, false) })).toMatchObject({
    verdict: 'STATUS_UNKNOWN',
    why: 'offline',
    listAt: now - 21_600,
  })
})
test('a check with a stale or unreadable list, or with a wrong clock, gets no grade', () => {
  expect(verdict({ status: listed('valid', now - 61) })).toMatchObject({ verdict: 'STATUS_UNKNOWN', why: 'stale' })
  expect(verdict({ status: 'unreadable' })).toMatchObject({ verdict: 'STATUS_UNKNOWN', why: 'unreadable' })
  expect(verdict({ now: ISSUED_AT - 61 })).toMatchObject({ verdict: 'STATUS_UNKNOWN', why: 'clock' })
})
test('a revoked or frozen card shows nothing of its holder, even by an old list and after expiry', () => {
  for (const [of, name] of [
    ['revoked', 'REVOKED'],
    ['frozen', 'FROZEN'],
  ] as const) {
    expect(verdict({ status: listed(of) })).toEqual({ verdict: name })
    expect(verdict({ status: listed(of, now - 21_600, false) })).toEqual({ verdict: name })
    expect(verdict({ status: listed(of), now: token.expiresAt + 999 })).toEqual({ verdict: name })
  }
})
test('the QR code expires to the second, the card at the end of its last day', () => {
  expect(verdict({ now: token.expiresAt - 1, status: listed('valid', token.expiresAt - 1) }).verdict).toBe('CHECKED')
  expect(verdict({ now: token.expiresAt })).toEqual({
    verdict: 'QR_TIMED_OUT',
    issuedAt: token.issuedAt,
    expiresAt: token.expiresAt,
  })
  expect(verdict({ today: { year: 2032, month: 9, day: 7 } }).verdict).toBe('CHECKED')
  expect(verdict({ today: { year: 2032, month: 9, day: 8 } })).toMatchObject({ verdict: 'EXPIRED', seen })
  expect(verdict({ presented: ok({ ...token, cardExpiry: 'lifelong' }), today: { year: 2099 } }).verdict).toBe(
    'CHECKED',
  )
})
test('a token that is not proven shows nothing, whatever the status and the issuer', () => {
  const faults: [TokenFault, object][] = [
    ['malformed', { verdict: 'ALTERED', why: 'unreadable' }],
    ['signature_failed', { verdict: 'ALTERED', why: 'signature' }],
    ['unknown_key', { verdict: 'UNKNOWN_ISSUER' }],
  ]
  for (const [fault, expected] of faults) expect(verdict({ presented: err(fault) })).toEqual(expected)
})
test('a key counts as unknown only if the issuer’s keys are fresh', () => {
  for (const issuer of [undefined, { id: 'demo', fresh: false }])
    expect(verdict({ presented: err('unknown_key'), issuer })).toEqual({ verdict: 'STATUS_UNKNOWN', why: 'no_keys' })
})
test('a known key that signs for another issuer is refused', () => {
  expect(verdict({ presented: ok({ ...token, issuer: 'somebody' }) })).toEqual({ verdict: 'UNKNOWN_ISSUER' })
})
test('only the fresh status "valid" of an unexpired token leads to a grade', () => {
  const status = fc.oneof(
    fc.constantFrom('unreachable' as const, 'unreadable' as const),
    fc.record({
      of: fc.constantFrom('valid' as const, 'revoked' as const, 'frozen' as const, 'unissued' as const),
      issuedAt: fc.integer({ min: now - 300, max: now + 300 }),
      fresh: fc.boolean(),
    }),
  )
  fc.assert(
    fc.property(status, fc.integer({ min: ISSUED_AT - 300, max: ISSUED_AT + 300 }), (any, at) => {
      if (!isGraded(verdict({ status: any, now: at }))) return
      expect(any).toMatchObject({ of: 'valid', fresh: true })
      expect(at).toBeLessThan(token.expiresAt)
    }),
  )
})
test('a packed list gives the packed status of every pass, says that any other place is unissued, and nothing beyond its end', () => {
  const given = fc.constantFrom('valid' as const, 'revoked' as const, 'frozen' as const)
  const passes = fc.uniqueArray(fc.tuple(fc.nat(99), given), { selector: ([index]) => index })
  fc.assert(
    fc.property(passes, (some) => {
      const list = packStatuses(100, some)
      for (let i = 0; i < 100; i++) expect(statusAt(list, i)).toBe(new Map(some).get(i) ?? 'unissued')
      expect(statusAt(list, 100)).toBeUndefined()
    }),
  )
  expect(
    packStatuses(8, [
      [0, 'valid'],
      [1, 'revoked'],
      [6, 'frozen'],
    ]),
  ).toEqual(Uint8Array.of(0b11110100, 0b11101111))
})
test('a place or a token that the issuer never gave leads to no grade, and is no reason to doubt a younger pass', () => {
  const unissued = (issuedAt: number, fresh = true) => ({ of: 'unissued', issuedAt, fresh }) as const
  expect(verdict({ status: unissued(now) })).toMatchObject({ verdict: 'STATUS_UNKNOWN', why: 'unissued' })
  expect(verdict({ status: unissued(ISSUED_AT) })).toMatchObject({ verdict: 'STATUS_UNKNOWN', why: 'stale' })
  expect(verdict({ status: unissued(now - 9999, false) })).toMatchObject({ verdict: 'STATUS_UNKNOWN', why: 'offline' })
  expect(verdict({ status: unissued(now), now: token.expiresAt })).toMatchObject({ verdict: 'QR_TIMED_OUT' })
})
