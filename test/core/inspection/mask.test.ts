// Tests the masked card: what remains visible of the names, and which scopes can be masked.
import { describe, expect, it } from 'vitest'
import { claimsFor } from '../../../src/core/card/token.ts'
import { maskedScope, maskNames } from '../../../src/core/inspection/mask.ts'
import { bunma, jaithip, somchai } from '../../kit/people/people.ts'

const today = { year: 2026, month: 11, day: 23 }
const shown = ({ card }: typeof jaithip) => claimsFor('name', maskNames(card as never), new Uint8Array(), today)

describe('a masked card', () => {
  it('shows one consonant of each name, with the vowel that stands before it, and no title, which tells sex and marriage', () => {
    expect(shown(jaithip)).toMatchObject({ nameThai: 'ใจ… ส…', nameEnglish: 'J… S…' })
    expect(shown(somchai)).toMatchObject({ nameThai: 'ส… ม…', nameEnglish: 'S… M…' })
  })
  it('invents no surname for a holder without one', () => {
    expect(shown(bunma)).toMatchObject({ nameThai: 'บ…', nameEnglish: 'B…' })
  })
  it('has no form for number, birth date and address: a full card is masked to its names', () => {
    expect([maskedScope('full'), maskedScope('name'), maskedScope('age')]).toEqual(['name', 'name', 'age'])
  })
})
