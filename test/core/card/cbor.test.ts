// Tests that every value has one encoding, the same as an independent CBOR library's, and that all else is refused.
import { decode, encode } from 'cborg'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Cbor, decodeCbor, encodeCbor } from '../../../src/core/card/cbor.ts'
import { fromFragment, toFragment } from '../../../src/core/card/fragment-alphabet.ts'

const { value } = fc.letrec<{ value: Cbor }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 4, withCrossShrink: true },
    fc.oneof(
      fc.boolean(),
      fc.integer({ min: -(2 ** 32), max: 2 ** 32 - 1 }),
      fc.string({ unit: 'grapheme' }),
      fc.uint8Array({ maxLength: 300 }),
    ),
    fc.array(tie('value'), { maxLength: 5 }),
    fc
      .array(fc.tuple(fc.oneof(fc.integer({ min: -9, max: 400 }), fc.string({ maxLength: 30 })), tie('value')), {
        maxLength: 5,
      })
      .map((pairs) => new Map(pairs)),
  ),
}))
const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'))

test('an independent library writes the same bytes and reads the same value', () => {
  fc.assert(
    fc.property(value, (v) => {
      expect(Buffer.from(encodeCbor(v))).toEqual(Buffer.from(encode(v)))
      expect(decodeCbor(encodeCbor(v))).toEqual({ ok: true, value: decode(encodeCbor(v), { useMaps: true }) })
    }),
  )
})
test('any bytes that can be read are written again as the same bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const read = decodeCbor(bytes)
      if (read.ok) expect(encodeCbor(read.value)).toEqual(bytes)
    }),
    { numRuns: 2000 },
  )
})
const refused: [string, string][] = [
  ['nothing at all', ''],
  ['bytes after the value', '0000'],
  ['a number not in its shortest form', '1817'],
  ['a length not in its shortest form', '590001ff'],
  ['an indefinite array', '9f00ff'],
  ['an indefinite text', '7f6161ff'],
  ['a fraction', 'f93c00'],
  ['null', 'f6'],
  ['map keys out of order', 'a202000100'],
  ['a map key twice', 'a201000100'],
  ['a cut text', '6261'],
  ['a text that is no UTF-8', '61ff'],
  ['a huge count', '9affffffff'],
  ['a 64-bit number', '1b0000000100000000'],
  ['a map keyed by bytes', 'a1410000'],
  ['seven arrays in each other', '8181818181818100'],
]
for (const [what, bytes] of refused)
  test(`${what} is refused`, () => expect(decodeCbor(hex(bytes))).toEqual({ ok: false, reason: 'not_cbor' }))

test('bytes survive the fragment alphabet, which no URL changes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
      const text = toFragment(bytes)
      expect(fromFragment(text)).toEqual({ ok: true, value: bytes })
      expect(new URL(`HTTPS://HOST.EXAMPLE/V#${text}`).hash.slice(1)).toBe(text)
    }),
  )
})
test('any text that the fragment alphabet can read is written again as the same text', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'019AZ$:/.%a #'), maxLength: 9 }), (text) => {
      const bytes = fromFragment(text)
      if (bytes.ok) expect(toFragment(bytes.value)).toBe(text)
    }),
    { numRuns: 2000 },
  )
  for (const text of ['0', ':::', '::', 'a00', '0 0', '%00']) expect(fromFragment(text).ok).toBe(false)
})
