// Promises that rows of one tick are one write, that nobody is told before it, and that a failure is everybody's.
import { expect, test } from 'vitest'
import { gathered } from '../../../src/service/store/gathered.ts'

/** A write and ticks that end when they are told. */
const byHand = (fault?: string) => {
  const writes: (readonly string[])[] = []
  let end = () => {}
  const tick = () =>
    new Promise<void>((resolve) => {
      end = resolve
    })
  const write = async (rows: readonly string[]) => {
    writes.push(rows)
    if (fault) throw new Error(fault)
  }
  return { writes, keep: gathered(write, tick), endTick: () => end() }
}

test('rows of one tick are one write, and the next tick is another', async () => {
  const { writes, keep, endTick } = byHand()
  const first = Promise.all([keep(['a']), keep(['b', 'c'])])
  expect(writes).toEqual([])
  endTick()
  await first
  const second = keep(['d'])
  endTick()
  await second
  expect(writes).toEqual([['a', 'b', 'c'], ['d']])
})

test('where the write fails, all who shared it hear so, and the next is tried', async () => {
  const { writes, keep, endTick } = byHand('disk full')
  const both = Promise.allSettled([keep(['a']), keep(['b'])])
  endTick()
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  const next = expect(keep(['c'])).rejects.toThrow('disk full')
  endTick()
  await next
  expect(writes).toHaveLength(2)
})

test('without ticks each call is a write', async () => {
  const writes: (readonly string[])[] = []
  const keep = gathered(async (rows: readonly string[]) => void writes.push(rows))
  await Promise.all([keep(['a']), keep(['b'])])
  expect(writes).toEqual([['a'], ['b']])
})
