import { describe, expect, test } from 'vitest'
import { documentAssurances, faceAssurances } from '../../../src/core/card/card.ts'
import { DEMO_ISSUER, type Grade, gradeOf } from '../../../src/core/card/grade.ts'

/** One row for each document assurance, one letter for each face assurance: self, rechecked, reviewed, in-person, doubted. */
const expected: Record<(typeof documentAssurances)[number], string> = {
  read: 'dddd?',
  registry: 'dRRR?',
  typed: 'dddd?',
  trial: 'dddd?',
  seen: 'dddd?',
  'seen-registry': 'dRRC?',
  chip: 'dRRC?',
}
const letters: Record<string, Grade> = { d: 'declared', R: 'checked', C: 'confirmed', '?': 'doubted' }

describe('the grade of a card', () => {
  for (const document of documentAssurances)
    for (const [i, face] of faceAssurances.entries())
      test(`${document} and ${face} make ${letters[expected[document][i] ?? '']}`, () =>
        expect(gradeOf({ document, face }, 'agency')).toBe(letters[expected[document][i] ?? '']))

  test('a trial register counts as one for the demo issuer alone', () => {
    expect(gradeOf({ document: 'trial', face: 'rechecked' }, DEMO_ISSUER)).toBe('checked')
    expect(gradeOf({ document: 'trial', face: 'self' }, DEMO_ISSUER)).toBe('declared')
    expect(gradeOf({ document: 'trial', face: 'rechecked' }, 'Demo')).toBe('declared')
  })
})
