// The concurrency limit: no more than `most` works at once, in order of arrival, and a failed one frees its place.
import { expect, test } from 'vitest'
import { concurrencyLimit } from '../../../src/service/platform/per-key.ts'

test('at most two works run at a time, the others in order of arrival', async () => {
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

test('a failed work frees its place', async () => {
  const enter = concurrencyLimit(1)
  const broken = enter(() => Promise.reject(new Error('broken')))
  const next = enter(() => 'in')
  await expect(broken).rejects.toThrow('broken')
  expect(await next).toBe('in')
})
