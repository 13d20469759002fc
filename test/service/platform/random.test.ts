// The source of random bytes returns as many as requested and none twice.
import { expect, test } from 'vitest'
import { createRandom } from '../../../src/service/platform/random.ts'

test('no two draws are equal, even across page boundaries, and none is all zeros', () => {
  const random = createRandom()
  const drawn = Array.from({ length: 5000 }, () => Buffer.from(random(12)).toString('hex'))
  expect(new Set(drawn).size).toBe(5000)
  expect(drawn.every((hex) => hex.length === 24 && !/^0+$/.test(hex))).toBe(true)
})

test('two sources differ, and more bytes than a page can be drawn', () => {
  const [one, other] = [createRandom(), createRandom()]
  expect(one(32)).not.toEqual(other(32))
  expect(one(10_000)).toHaveLength(10_000)
  expect(one(0)).toHaveLength(0)
})
