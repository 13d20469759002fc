import { expect, it } from 'vitest'
import { startsPerTurn } from '../../../src/service/platform/turns.ts'

/** A loop whose turns the test takes. */
const loop = () => {
  const next: (() => void)[] = []
  const turn = async () => {
    next.shift()?.()
    for (let i = 0; i < 5; i++) await Promise.resolve()
  }
  return { later: (start: () => void) => void next.push(start), turn }
}

it('a few works start in each turn, in order of arrival', async () => {
  const { later, turn } = loop()
  const enter = startsPerTurn(2, later)
  const begun: number[] = []
  for (const n of [1, 2, 3, 4, 5]) enter(() => void begun.push(n))
  for (const expected of [
    [1, 2],
    [1, 2, 3, 4],
    [1, 2, 3, 4, 5],
  ]) {
    await turn()
    expect(begun).toEqual(expected)
  }
})

it('works that never end keep no other from starting, and a failed one fails alone', async () => {
  const { later, turn } = loop()
  const enter = startsPerTurn(2, later)
  for (let i = 0; i < 100; i++) enter(() => new Promise(() => {}))
  const broken = enter(() => Promise.reject(new Error('broken')))
  const last = enter(() => 'done')
  const failed = expect(broken).rejects.toThrow('broken')
  for (let i = 0; i < 51; i++) await turn()
  expect(await last).toBe('done')
  await failed
})
