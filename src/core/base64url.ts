// Base64url without padding (RFC 4648 s.5): what JOSE is written in. One text for the same bytes; anything else is refused.
import { err, ok, type Result } from './result.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const values = new Map([...ALPHABET].map((character, value) => [character, value]))

export const toBase64Url = (bytes: Uint8Array): string => {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 3) {
    const group = bytes.subarray(at, at + 3)
    const bits = ((group[0] ?? 0) << 16) | ((group[1] ?? 0) << 8) | (group[2] ?? 0)
    for (let i = 0; i <= group.length; i++) parts.push(ALPHABET[(bits >> (18 - 6 * i)) & 63]!)
  }
  return parts.join('')
}

/** The bytes, or `not_base64url` for other characters, padding, and bits left over that are not zero. */
export const fromBase64Url = (text: string): Result<Uint8Array<ArrayBuffer>, 'not_base64url'> => {
  if (text.length % 4 === 1) return err('not_base64url')
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let [bits, held, at] = [0, 0, 0]
  for (const character of text) {
    const value = values.get(character)
    if (value === undefined) return err('not_base64url')
    bits = ((bits << 6) | value) & 0xffff
    held += 6
    if (held < 8) continue
    held -= 8
    bytes[at++] = bits >> held
    bits &= (1 << held) - 1
  }
  return bits === 0 ? ok(bytes) : err('not_base64url')
}
