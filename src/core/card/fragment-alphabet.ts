// Bytes as characters that are at once cheap in a QR code (alphanumeric mode) and untouched in a URL's fragment.
import { err, ok, type Result } from '../result.ts'

/** RFC 9285's alphabet without space and %, which a URL cannot carry bare. */
export const FRAGMENT_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*+-./:'
const BASE = FRAGMENT_ALPHABET.length
/** The value of each character by its code; others are worth more than any group may be. */
const WRONG = 0x1_0000
const values = new Uint32Array(128).fill(WRONG)
for (const [value, character] of [...FRAGMENT_ALPHABET].entries()) values[character.charCodeAt(0)] = value

const valueAt = (text: string, at: number): number => {
  const code = text.charCodeAt(at)
  return code < 128 ? (values[code] ?? WRONG) : WRONG
}

/** Two bytes → three characters, a last single byte → two; least significant character first, as in RFC 9285. */
export const toFragment = (bytes: Uint8Array): string => {
  let text = ''
  for (let i = 0; i < bytes.length; i += 2) {
    const pair = i + 1 < bytes.length
    let n = pair ? (bytes[i] ?? 0) * 256 + (bytes[i + 1] ?? 0) : (bytes[i] ?? 0)
    for (let c = 0; c < (pair ? 3 : 2); c++) {
      text += FRAGMENT_ALPHABET[n % BASE]
      n = Math.floor(n / BASE)
    }
  }
  return text
}

/** The bytes, or `not_a_fragment` for any text that `toFragment` would not have written. */
export const fromFragment = (text: string): Result<Uint8Array<ArrayBuffer>, 'not_a_fragment'> => {
  if (text.length % 3 === 1) return err('not_a_fragment')
  const bytes = new Uint8Array(Math.floor(text.length / 3) * 2 + (text.length % 3 ? 1 : 0))
  for (let at = 0, next = 0; at < text.length; at += 3) {
    const pair = at + 2 < text.length
    const n = valueAt(text, at) + BASE * valueAt(text, at + 1) + (pair ? BASE * BASE * valueAt(text, at + 2) : 0)
    if (n >= (pair ? 0x1_0000 : 0x100)) return err('not_a_fragment')
    if (pair) bytes[next++] = n >> 8
    bytes[next++] = n & 0xff
  }
  return ok(bytes)
}
