import { expect, it } from 'vitest'
import { createLimits } from '../../../src/service/platform/rate-limits.ts'
import { now, random } from '../../kit/store.ts'

it('a minute’s worth may come at once; then it refills as time goes', async () => {
  const { take } = createLimits(random)
  for (let i = 0; i < 60; i++) expect(await take('a', 1, 60, now)).toBe(0)
  expect(await take('a', 1, 60, now)).toBe(1000)
  expect(await take('a', 1, 60, now + 1000)).toBe(0)
  expect(await take('a', 1, 60, now + 1000)).toBe(1000)
  expect(await take('b', 1, 60, now)).toBe(0)
})

it('what was refused costs nothing, and what is dear waits longer', async () => {
  const { take } = createLimits(random)
  expect(await take('a', 50, 60, now)).toBe(0)
  for (let i = 0; i < 9; i++) expect(await take('a', 50, 60, now)).toBe(40_000)
  expect(await take('a', 10, 60, now)).toBe(0)
})

it('forgets whoever asked least lately when there are too many, and stays small', async () => {
  const { take } = createLimits(random, 100)
  for (let i = 0; i < 60; i++) await take('first', 1, 60, now)
  for (let i = 0; i < 100; i++) await take(`stranger ${i}`, 1, 60, now)
  expect(await take('first', 1, 60, now)).toBe(0)
  expect(await take('stranger 99', 60, 60, now)).toBeGreaterThan(0)
})

it('shuts nobody out for as long as a clock that ran ahead was put back', async () => {
  const { take } = createLimits(random)
  for (let i = 0; i < 60; i++) await take('a', 1, 60, now + 600_000)
  expect(await take('a', 1, 60, now)).toBe(0)
})
