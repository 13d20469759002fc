// Deterministic CBOR (RFC 8949 s.4.2), the few kinds that a token needs. One value has one encoding; all else is refused.
import { err, ok, type Result } from '../result.ts'

export type Cbor = number | string | boolean | Uint8Array | readonly Cbor[] | CborMap | TaggedValue
export type CborMap = ReadonlyMap<number | string, Cbor>
export type TaggedValue = { readonly tag: number; readonly value: Cbor }

const MAX_DEPTH = 6
const utf8 = new TextEncoder()

const head = (major: number, n: number): number[] => {
  const top = major << 5
  if (n < 24) return [top | n]
  if (n < 0x100) return [top | 24, n]
  if (n < 0x1_0000) return [top | 25, n >> 8, n & 0xff]
  if (n < 0x1_0000_0000) return [top | 26, n >>> 24, (n >>> 16) & 0xff, (n >>> 8) & 0xff, n & 0xff]
  throw new RangeError('numbers in a token stay below 2^32')
}

/** Bytewise order, shorter prefix first (RFC 8949 s.4.2.1). */
const compare = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return (a[i] ?? 0) - (b[i] ?? 0)
  return a.length - b.length
}

/** Bytes, not arrays of numbers: a verifier does this for every token, and a spread of 700 numbers costs more than their copy. */
const joined = (...parts: ArrayLike<number>[]): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

const encodeValue = (value: Cbor): Uint8Array<ArrayBuffer> => {
  if (typeof value === 'boolean') return joined([value ? 0xf5 : 0xf4])
  if (typeof value === 'number') {
    if (!Number.isInteger(value)) throw new RangeError('a token holds whole numbers only')
    return joined(value < 0 ? head(1, -1 - value) : head(0, value))
  }
  if (typeof value === 'string') {
    const bytes = utf8.encode(value)
    return joined(head(3, bytes.length), bytes)
  }
  if (value instanceof Uint8Array) return joined(head(2, value.length), value)
  if (value instanceof Map) {
    const pairs = [...value].map(([key, item]) => [encodeValue(key), encodeValue(item)] as const)
    pairs.sort(([a], [b]) => compare(a, b))
    return joined(head(5, pairs.length), ...pairs.flat())
  }
  if (Array.isArray(value)) return joined(head(4, value.length), ...value.map(encodeValue))
  const { tag, value: inner } = value as TaggedValue
  return joined(head(6, tag), encodeValue(inner))
}

/** The one encoding of a value. Throws on what a token never holds: fractions, numbers from 2^32 on. */
export const encodeCbor = (value: Cbor): Uint8Array<ArrayBuffer> => encodeValue(value)

const refuse = (): never => {
  throw new Error('not deterministic CBOR')
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
/** Bytes and how far they are read. The readers below throw on anything that `encodeValue` would not write. */
type Input = { readonly bytes: Uint8Array; at: number }

const readByte = (input: Input): number => input.bytes[input.at++] ?? refuse()
const readLength = (input: Input, info: number): number => {
  if (info < 24) return info
  if (info > 26) refuse() // 64-bit lengths and indefinite ones
  const size = 1 << (info - 24)
  let n = 0
  for (let i = 0; i < size; i++) n = n * 256 + readByte(input)
  if (n < (size === 1 ? 24 : 256 ** (size / 2))) refuse() // not the shortest form
  return n
}
/** A huge count must not allocate: nothing is longer than what is left. */
const within = (input: Input, size: number): number => (size > input.bytes.length - input.at ? refuse() : size)
const take = (input: Input, size: number): Uint8Array => {
  input.at += within(input, size)
  return input.bytes.slice(input.at - size, input.at)
}
const readMap = (input: Input, size: number, depth: number): CborMap => {
  const result = new Map<number | string, Cbor>()
  let previous: Uint8Array | undefined
  for (let left = within(input, size); left > 0; left--) {
    const start = input.at
    const key = readValue(input, depth)
    const encoded = input.bytes.subarray(start, input.at)
    if (typeof key !== 'number' && typeof key !== 'string') return refuse()
    if (previous && compare(previous, encoded) >= 0) refuse() // unsorted or twice
    previous = encoded
    result.set(key, readValue(input, depth))
  }
  return result
}
const readItems = (input: Input, size: number, depth: number): Cbor[] => {
  const items: Cbor[] = []
  for (let i = within(input, size); i > 0; i--) items.push(readValue(input, depth))
  return items
}
const readValue = (input: Input, depth: number): Cbor => {
  if (depth > MAX_DEPTH) refuse()
  const first = readByte(input)
  const [major, info] = [first >> 5, first & 31]
  if (major === 7) {
    if (info !== 20 && info !== 21) refuse()
    return info === 21
  }
  const n = readLength(input, info)
  if (major === 0) return n
  if (major === 1) return -1 - n
  if (major === 2) return take(input, n)
  if (major === 3) return strict.decode(take(input, n))
  if (major === 4) return readItems(input, n, depth + 1)
  if (major === 5) return readMap(input, n, depth + 1)
  return { tag: n, value: readValue(input, depth + 1) }
}

/** The value, or `not_cbor` for everything that is not the deterministic encoding of one value, bytes after it included. */
export const decodeCbor = (bytes: Uint8Array): Result<Cbor, 'not_cbor'> => {
  try {
    const input = { bytes, at: 0 }
    const value = readValue(input, 0)
    return input.at === bytes.length ? ok(value) : err('not_cbor')
  } catch {
    return err('not_cbor') // refused above, or text that is no UTF-8
  }
}
