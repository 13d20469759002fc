import { scryptSync } from 'node:crypto'
import { expect, it } from 'vitest'
import { stretchNewPin, stretchPin } from '../../src/phone/pin-stretch.ts'

const salt = { salt: Buffer.from('0123456789abcdef').toString('base64url'), n: 2 ** 14 } as const
const byNode = (pin: string, { salt, n }: { salt: string; n: number }) =>
  scryptSync(pin, Buffer.from(salt, 'base64url'), 32, { N: n, r: 8, p: 1 }).toString('base64url')

it('a PIN is stretched as scrypt of RFC 7914 says, by the cost that the person’s row names', async () => {
  expect(await stretchPin('48151623', salt)).toBe(byNode('48151623', salt))
  expect(await stretchPin('48151623', { ...salt, n: 2 ** 15 })).not.toBe(await stretchPin('48151623', salt))
})

it('a new PIN gets a salt of its own each time', async () => {
  const [one, two] = [await stretchNewPin('48151623'), await stretchNewPin('48151623')]
  expect(one.salt).toMatch(/^[\w-]{22}$/)
  expect(one.key).toBe(byNode('48151623', one))
  expect([two.salt, two.key]).not.toEqual([one.salt, one.key])
})
