// Base64 and base64url (RFC 4648 s.4 and s.5) in one place: pure, so that phone, service, checker and examiner write the same text.
import { err, ok, type Result } from './result.ts'

const common = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const codesOf = (alphabet: string) => Uint8Array.from(alphabet, (character) => character.charCodeAt(0))
const standard = /* @__PURE__ */ codesOf(`${common}+/`)
const urlSafe = /* @__PURE__ */ codesOf(`${common}-_`)

const NONE = 255
/** UTF-8 byte → its six bits, or `NONE`. */
const valuesOf = (...alphabets: Uint8Array[]) => {
  const values = new Uint8Array(256).fill(NONE)
  for (const alphabet of alphabets) for (const [value, code] of alphabet.entries()) values[code] = value
  return values
}
const urlSafeValues = /* @__PURE__ */ valuesOf(urlSafe)
const eitherValues = /* @__PURE__ */ valuesOf(standard, urlSafe)

// Both as bytes: a loop over them is several times as fast as one over the characters of a text.
const textOf = (codes: Uint8Array): string => new TextDecoder().decode(codes)
const codesOfText = (text: string): Uint8Array => new TextEncoder().encode(text)

const encoded = (bytes: Uint8Array, alphabet: Uint8Array): Uint8Array => {
  const codes = new Uint8Array(Math.ceil((bytes.length * 4) / 3))
  let to = 0
  for (let at = 0; at < bytes.length; at += 3) {
    const bits = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    codes[to++] = alphabet[bits >> 18]!
    codes[to++] = alphabet[(bits >> 12) & 63]!
    // Written past the end they are dropped.
    codes[to++] = alphabet[(bits >> 6) & 63]!
    codes[to++] = alphabet[bits & 63]!
  }
  return codes
}

/** Base64 with padding. */
export const toBase64 = (bytes: Uint8Array): string =>
  textOf(encoded(bytes, standard)) + '='.repeat((3 - (bytes.length % 3)) % 3)

/** Base64url without padding: what JOSE is written in. */
export const toBase64Url = (bytes: Uint8Array): string => textOf(encoded(bytes, urlSafe))

/** The bytes of the first `length` characters, and the byte that bits left over began; undefined for a character outside the alphabet. */
const decoded = (text: string, length: number, values: Uint8Array) => {
  const codes = codesOfText(text)
  const bytes = new Uint8Array(Math.ceil(length / 4) * 3)
  let all = 0
  let to = 0
  for (let at = 0; at < length; at += 4) {
    const a = values[codes[at]!]!
    const b = values[codes[at + 1]!]!
    const c = at + 2 < length ? values[codes[at + 2]!]! : 0
    const d = at + 3 < length ? values[codes[at + 3]!]! : 0
    all |= a | b | c | d
    bytes[to++] = (a << 2) | (b >> 4)
    bytes[to++] = (b << 4) | (c >> 2)
    bytes[to++] = (c << 6) | d
  }
  const size = Math.floor((length * 3) / 4)
  return all > 63 ? undefined : { bytes: bytes.slice(0, size), rest: bytes[size] ?? 0 }
}

/** The bytes, or `not_base64url` for other characters, padding, and bits left over that are not zero: one text for the same bytes. */
export const fromBase64Url = (text: string): Result<Uint8Array<ArrayBuffer>, 'not_base64url'> => {
  const read = text.length % 4 === 1 ? undefined : decoded(text, text.length, urlSafeValues)
  return read?.rest === 0 ? ok(read.bytes) : err('not_base64url')
}

/** The bytes of base64 or base64url, with or without padding. Throws on anything else: callers have checked the form. */
export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => {
  const length = text.endsWith('==') ? text.length - 2 : text.endsWith('=') ? text.length - 1 : text.length
  const read = length % 4 === 1 ? undefined : decoded(text, length, eitherValues)
  if (!read) throw new Error('not base64')
  return read.bytes
}
