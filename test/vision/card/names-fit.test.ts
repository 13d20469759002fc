// How often names that belong together would be asked about all the same.
import { expect, test } from 'vitest'
import { femaleNames, maleNames, surnames } from '../../../bench/specimens/names.ts'
import { namesFit } from '../../../src/core/card/reading-report.ts'
import { residents } from '../../../src/simulator/specimen/people.ts'
import { variants } from '../../../src/simulator/specimen/variants.ts'

test('the names on the invented people’s cards fit', () => {
  for (const person of [...residents, ...variants]) expect(namesFit(person), person.id).toBe(true)
})

test('of common names with usual and unusual romanisations at most 3 in 100 are asked about', () => {
  const all = [...maleNames, ...femaleNames, ...surnames]
  const asked = all.filter(([firstNameThai, firstNameEnglish]) => !namesFit({ firstNameThai, firstNameEnglish }))
  expect(asked.length / all.length).toBeLessThanOrEqual(0.03)
})
