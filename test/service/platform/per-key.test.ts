// Promises of the gate: never more than so many, in order, and one that fails lets the next one in.
import { expect, test } from 'vitest'
import { concurrencyLimit } from '../../../src/service/platform/per-key.ts'

test('at most so many work at a time, the others in the order in which they came', async () => {
  const enter = concurrencyLimit(2)
  const begun: number[] = []
  const ends: (() => void)[] = []
  const work = (n: number) => () => {
    begun.push(n)
    return new Promise<number>((resolve) => ends.push(() => resolve(n)))
  }
  const all = [1, 2, 3, 4].map((n) => enter(work(n)))
  expect(begun).toEqual([1, 2])
  ends[1]!()
  await all[1]
  await Promise.resolve()
  expect(begun).toEqual([1, 2, 3])
  ends[0]!()
  await all[0]
  await Promise.resolve()
  expect(begun).toEqual([1, 2, 3, 4])
  for (const end of ends) end()
  expect(await Promise.all(all)).toEqual([1, 2, 3, 4])
})

test('whoever fails lets the next one in', async () => {
  const enter = concurrencyLimit(1)
  const broken = enter(() => Promise.reject(new Error('broken')))
  const next = enter(() => 'in')
  await expect(broken).rejects.toThrow('broken')
  expect(await next).toBe('in')
})
