import { expect, it } from 'vitest'
import { createLimits } from '../../../src/service/platform/rate-limits.ts'
import { now, random } from '../../kit/store.ts'

it('the budget of a minute may be used at once and then refills over time', async () => {
  const { take } = createLimits(random)
  for (let i = 0; i < 60; i++) expect(await take('a', 1, 60, now)).toBe(0)
  expect(await take('a', 1, 60, now)).toBe(1000)
  expect(await take('a', 1, 60, now + 1000)).toBe(0)
  expect(await take('a', 1, 60, now + 1000)).toBe(1000)
  expect(await take('b', 1, 60, now)).toBe(0)
})

it('a refused request costs nothing, and an expensive one waits longer', async () => {
  const { take } = createLimits(random)
  expect(await take('a', 50, 60, now)).toBe(0)
  for (let i = 0; i < 9; i++) expect(await take('a', 50, 60, now)).toBe(40_000)
  expect(await take('a', 10, 60, now)).toBe(0)
})

it('above its limit it drops the caller with the oldest request', async () => {
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

it('what is given back can be used again, and no more than that', async () => {
  const { take, giveBack } = createLimits(random)
  expect(await take('a', 50, 60, now)).toBe(0)
  await giveBack('a', 50, 60, now)
  await giveBack('a', 50, 60, now)
  await giveBack('stranger', 50, 60, now)
  expect(await take('a', 60, 60, now)).toBe(0)
  expect(await take('a', 1, 60, now)).toBe(1000)
  expect(await take('stranger', 61, 60, now)).toBe(1000)
})
