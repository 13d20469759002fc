// Generates malformed input: Thai text of every kind, values of every shape, damaged and false pictures.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'

const person = (name: string) => new Uint8Array(readFileSync(new URL(`../../kit/people/${name}`, import.meta.url)))
export const realJpeg = person('grey.jpg')
export const realWebp = person('grey-face.webp')

/**
 * Marks without a letter, zero-width characters, digits, emoji, halves of emoji, and text that other languages execute.
 */
const pieces = [
  ...'ก ำ ่ ้ ์ ฺ ๅ ๐ ๙ é \' " ` % 8 13 - ${ !help @terms : . V# 👍🏽'.split(' '),
  '\u200b',
  '\u200d',
  '\u200f',
  '\u202e',
  '\ufeff',
  '\ud83d',
  '\udc4d',
  '\u0000',
  '\n',
  ' ',
]
export const thai = fc.oneof(
  { weight: 20, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join('')) },
  { weight: 20, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  // LINE allows texts of 5,000 letters.
  { weight: 1, arbitrary: fc.constantFrom(...pieces).map((piece) => piece.repeat(Math.ceil(5000 / piece.length))) },
)

export const anything = fc.oneof(
  { maxDepth: 3 },
  ...[thai, fc.double(), fc.integer(), fc.boolean(), fc.constant(null)],
  fc.anything({ maxDepth: 2, withNullPrototype: false }),
)

/** Removes lone surrogates, which UTF-8 cannot encode. */
export const wellFormed = (value: string) => new TextDecoder().decode(new TextEncoder().encode(value))

export const json = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? 'undefined'
  } catch {
    return '{'
  }
}

const bytes = (...parts: (string | Iterable<number>)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : [...part])))

const sizedTo = (sides: readonly number[]) => {
  const at = realJpeg.findIndex((byte, i) => byte === 0xff && realJpeg[i + 1] === 0xc0)
  return bytes(realJpeg.subarray(0, at + 5), sides, realJpeg.subarray(at + 9))
}

/** The first bytes of other file formats, for files that are a picture and something else at once. */
const others = ['<html><script>', 'PK\x03\x04', '%PDF-1.7', 'GIF89a', '\x89PNG\r\n\x1a\n', '\0\0\0\x1cftypheic']
const edited = (real: Uint8Array) =>
  fc
    .array(fc.record({ at: fc.nat(real.length), out: fc.nat(4), put: fc.uint8Array({ maxLength: 4 }) }), {
      maxLength: 5,
    })
    .map((edits) => {
      const changed = [...real]
      for (const { at, out, put } of edits) changed.splice(at, out, ...put)
      return Uint8Array.from(changed)
    })

/**
 * Pictures: whole, changed, cut, with 65,535 pixels a side, with EXIF, with another file before, inside or behind, and
 * other files.
 */
export const pictures = fc.oneof(
  ...[realJpeg, realWebp].map(edited),
  fc.nat(realJpeg.length).map((length) => realJpeg.slice(0, length)),
  fc.array(fc.nat(255), { minLength: 4, maxLength: 4 }).map(sizedTo),
  fc
    .tuple(fc.constantFrom(0xe0, 0xe1, 0xe2, 0xee, 0xfe), fc.constantFrom('Exif\0\0', 'JFIF\0', 'Adobe', ''), thai)
    .map(([marker, name, text]) => {
      const data = bytes(name, wellFormed(text).slice(0, 100))
      return bytes('\xff\xd8\xff', [marker, 0, data.length + 2], data, realJpeg.subarray(2))
    }),
  fc.tuple(fc.constantFrom(...others), fc.nat(2)).map(([other, where]) => {
    const place = [0, 2, realJpeg.length][where]
    return bytes(realJpeg.subarray(0, place), other, realJpeg.subarray(place))
  }),
  fc.uint8Array({ maxLength: 400 }),
)
