// The card in a QR code: signed by the issuer, read and proven by any phone, without a server (docs/token.md).
import { err, ok, type Result } from '../result.ts'
import type { Sign, Verify } from '../signatures.ts'
import { decodeCbor, encodeCbor } from './cbor.ts'
import { decodeCoseSign1, isLowS, signCoseSign1 } from './cose.ts'
import { fromFragment, toFragment } from './fragment-alphabet.ts'
import { outlineOf, readClaims, type Scope, type Token, writeClaims } from './token-claims.ts'

export type { Sign, Verify } from '../signatures.ts'
export { type Claims, claimsFor, type Scope, type Token } from './token-claims.ts'

export type TokenFault = 'malformed' | 'unknown_key' | 'signature_failed'

/** Far above a full card (about 1,000 bytes), far below what could keep a phone busy. */
const MAX_BYTES = 2048
const MAX_FRAGMENT = (MAX_BYTES / 2) * 3
/** `%25%34%36` is one character that was percent-encoded, and then its encoding again. */
const MAX_ESCAPED = 9 * MAX_FRAGMENT

/** Signs with the key named `kid`; the signer gets the bytes and gives 64 bytes back. */
export const signToken = (token: Token, kid: string, sign: Sign): Promise<Uint8Array<ArrayBuffer>> =>
  signCoseSign1(encodeCbor(writeClaims(token)), kid, sign)

/** Proves and reads a token. Nothing of the payload is read before the signature verifies. Never throws on any bytes. */
export const readToken = async (bytes: Uint8Array, verify: Verify): Promise<Result<Token, TokenFault>> => {
  const message = bytes.length <= MAX_BYTES ? decodeCoseSign1(bytes) : err('malformed')
  if (!message.ok) return err('malformed')
  const { kid, toBeSigned, signature, payload } = message.value
  const verified = await verify(kid, toBeSigned, signature)
  if (verified === 'unknown_key') return err('unknown_key')
  if (!verified) return err('signature_failed')
  const claims = decodeCbor(payload)
  const token = claims.ok ? readClaims(claims.value) : undefined
  if (!token) return err('malformed')
  // Tokens of the layout of before were signed before signatures were low-s. Their last pass ended a day after the change.
  return !token.id || isLowS(signature) ? ok(token) : err('signature_failed')
}

/**
 * How the issuer knows a token, read before the signature is verified: good for asking about it, not for showing it.
 * `digested`: what its digest covers, the bytes that were signed, so that another signature has no other digest; all of
 * the bytes for a token of the layout of before and for what is no token. `place`: where its status stands in the list.
 */
export const namesOf = (bytes: Uint8Array<ArrayBuffer>): { digested: Uint8Array<ArrayBuffer>; place?: number } => {
  const message = bytes.length <= MAX_BYTES ? decodeCoseSign1(bytes) : err('malformed')
  const claims = message.ok ? decodeCbor(message.value.payload) : message
  const { old, place } = claims.ok ? outlineOf(claims.value) : { old: true }
  return { digested: message.ok && !old ? message.value.toBeSigned : bytes, ...(place !== undefined && { place }) }
}

/** What a *full* code begins with. No app opens it: only the checker's own scanner reads it, so no history keeps it. */
export const OWN_SCANNER = 'PHOKBAT1:'

/** The text of a card's QR code. *Full* is no address: browsers keep addresses, and phones open them by themselves. */
export const codeOf = (origin: string, scope: Scope, token: Uint8Array): string =>
  scope === 'full' ? OWN_SCANNER + toFragment(token) : tokenUrl(origin, token)

/** `HTTPS://HOST/V#…`: upper case throughout, so that all but the # fits the QR code's alphanumeric mode. */
export const tokenUrl = (origin: string, token: Uint8Array): string => `${origin.toUpperCase()}/V#${toFragment(token)}`

/**
 * Undoes percent-encoding, also when it was applied several times. Cards and links of ours contain no %, so each % comes
 * from an app that the link passed through.
 */
export const unescaped = (text: string): string => {
  let plain = text
  for (let round = 0; round < 4 && plain.includes('%'); round++)
    plain = plain.replace(/%(?:25)*([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return plain
}

/**
 * Undoes what apps do to a link: percent-encoding, line breaks and zero-width characters, a + written as a space, a
 * space at the end. It is unambiguous: no fragment contains a space, and none ends with +.
 */
const asWritten = (hash: string): string => {
  const text = unescaped(hash).replace(/[^ -~]/g, '')
  if (text.length > MAX_FRAGMENT + 100) return ''
  return text
    .replace(/^[# ]+/, '')
    .replace(/ +$/, '')
    .replaceAll(' ', '+')
}

/** True if the bytes begin as every card does: COSE's tag 18 on an array of four. Other text of a code is no card. */
export const beginsAsCard = (bytes: Uint8Array): boolean => bytes[0] === 0xd2 && bytes[1] === 0x84

/** The token's bytes out of `location.hash`, with or without its #, also if an app percent-encoded it. */
export const tokenFromFragment = (hash: string): Result<Uint8Array<ArrayBuffer>, 'malformed'> => {
  const text = hash.length <= MAX_ESCAPED ? asWritten(hash) : ''
  const bytes = text.length > 0 && text.length <= MAX_FRAGMENT ? fromFragment(text) : err('malformed')
  return bytes.ok ? bytes : err('malformed')
}
