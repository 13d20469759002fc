// The card in a QR code: signed by the issuer, read and proven by any phone, without a server (docs/token.md).
import { err, ok, type Result } from '../result.ts'
import type { Sign, Verify } from '../signatures.ts'
import { decodeCbor, encodeCbor } from './cbor.ts'
import { decodeCoseSign1, signCoseSign1 } from './cose.ts'
import { fromFragment, toFragment } from './fragment-alphabet.ts'
import { readClaims, type Token, writeClaims } from './token-claims.ts'

export type { Sign, Verify } from '../signatures.ts'
export { type Claims, claimsFor, type Scope, type Token } from './token-claims.ts'

export type TokenFault = 'malformed' | 'unknown_key' | 'signature_failed'

/** Far above a full card (about 1,000 bytes), far below what could keep a phone busy. */
const MAX_BYTES = 2048
const MAX_FRAGMENT = (MAX_BYTES / 2) * 3

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
  return token ? ok(token) : err('malformed')
}

/** `HTTPS://HOST/V#…`: upper case throughout, so that all but the # fits the QR code's alphanumeric mode. */
export const tokenUrl = (origin: string, token: Uint8Array): string => `${origin.toUpperCase()}/V#${toFragment(token)}`

/** The token's bytes out of `location.hash`, with or without its #. */
export const tokenFromFragment = (hash: string): Result<Uint8Array<ArrayBuffer>, 'malformed'> => {
  const text = hash.replace(/^#/, '')
  const bytes = text.length > 0 && text.length <= MAX_FRAGMENT ? fromFragment(text) : err('malformed')
  return bytes.ok ? bytes : err('malformed')
}
