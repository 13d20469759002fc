// Tests that base64 is read and written as by Node, in both alphabets, and that anything else is refused.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromBase64, fromBase64Url, toBase64, toBase64Url } from '../../src/core/base64.ts'

const anyBytes = fc.uint8Array({ maxLength: 300 })

test('writes what Node writes', () => {
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
      expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
    }),
  )
})

test('reads back what it wrote, with padding or without, in either alphabet', () => {
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      const read = new Uint8Array(bytes)
      for (const text of [toBase64(bytes), toBase64(bytes).replace(/=+$/, ''), toBase64Url(bytes)])
        expect(fromBase64(text)).toEqual(read)
      expect(fromBase64Url(toBase64Url(bytes))).toEqual({ ok: true, value: read })
    }),
  )
})

test('a large picture is unchanged after writing and reading', () => {
  const bytes = Uint8Array.from({ length: 200_001 }, (_, i) => (i * 31) % 256)
  expect(Buffer.from(fromBase64(toBase64(bytes))).equals(Buffer.from(bytes))).toBe(true)
})

test.each(['A', 'AAAAA', 'A===', 'AA=A', 'AA A', 'AAé', 'ไทยค', 'A\n', '\ud800A', 'AA.A'])(
  '%j is no base64',
  (text) => {
    expect(() => fromBase64(text)).toThrow('not base64')
    expect(fromBase64Url(text)).toEqual({ ok: false, reason: 'not_base64url' })
  },
)

test.each(['AB', 'AAB', 'QUJDRB', 'AA==', 'AA+A', 'AA/A'])('%j is a second spelling, and no base64url', (text) => {
  expect(fromBase64Url(text)).toEqual({ ok: false, reason: 'not_base64url' })
})
