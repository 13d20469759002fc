// Base64 and base64url (RFC 4648 s.4 and s.5) in one place: pure, so that phone, service, checker and examiner write the same text.
import { err, ok, type Result } from './result.ts'

const common = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const codesOfText = (text: string): Uint8Array => new TextEncoder().encode(text)
const alphabet = codesOfText(`${common}+/`)

/** UTF-8 byte → its six bits in either alphabet, or 255. */
const values = new Uint8Array(256).fill(255)
for (const codes of [alphabet, codesOfText(`${common}-_`)])
  for (const [value, code] of codes.entries()) values[code] = value

/** Base64 without padding. As bytes: a loop over them is several times as fast as one over the characters of a text. */
const encoded = (bytes: Uint8Array): string => {
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
  return new TextDecoder().decode(codes)
}

/** Base64 with padding. */
export const toBase64 = (bytes: Uint8Array): string => encoded(bytes) + '='.repeat((3 - (bytes.length % 3)) % 3)

/** Base64url without padding: what JOSE is written in. */
export const toBase64Url = (bytes: Uint8Array): string => encoded(bytes).replaceAll('+', '-').replaceAll('/', '_')

/** The bytes, and the bits that are left over; undefined for a character outside the alphabet. */
const decoded = (text: string, length: number) => {
  const bytes = new Uint8Array(Math.floor((length * 3) / 4))
  const codes = codesOfText(text.slice(0, length))
  let to = 0
  let bits = 0
  for (let at = 0; at < length; at += 4) {
    const a = values[codes[at]!]!
    // Absent in the last group alone.
    const b = values[codes[at + 1]!] ?? 0
    const c = values[codes[at + 2]!] ?? 0
    const d = values[codes[at + 3]!] ?? 0
    if ((a | b | c | d) > 63) return undefined
    bits = (a << 18) | (b << 12) | (c << 6) | d
    // Each is cut to its lowest eight bits; written past the end they are dropped.
    bytes[to++] = bits >> 16
    bytes[to++] = bits >> 8
    bytes[to++] = bits
  }
  const left = length % 4
  return { bytes, rest: left === 2 ? bits & 0xf000 : left === 3 ? bits & 0xc0 : 0 }
}

/** The bytes, or `not_base64url` for other characters, padding, and bits left over that are not zero: one text for the same bytes. */
export const fromBase64Url = (text: string): Result<Uint8Array<ArrayBuffer>, 'not_base64url'> => {
  const read = text.length % 4 === 1 || /[^\w-]/.test(text) ? undefined : decoded(text, text.length)
  return read?.rest === 0 ? ok(read.bytes) : err('not_base64url')
}

/** The bytes of base64 or base64url, with or without padding. Throws on anything else: callers have checked the form. */
export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => {
  const length = text.endsWith('==') ? text.length - 2 : text.endsWith('=') ? text.length - 1 : text.length
  const read = length % 4 === 1 ? undefined : decoded(text, length)
  if (!read) throw new Error('not base64')
  return read.bytes
}
