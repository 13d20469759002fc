// The digest by which the issuer knows a token: SHA-256 of the bytes that were signed (docs/token.md).
import { toBase64Url } from '../core/base64.ts'
import { namesOf } from '../core/card/token.ts'

/** SHA-256, base64url. */
export const sha256Text = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))

/** The digest of a token's bytes, base64url: what `POST /api/status` and `POST /api/looks` take as `shown`. */
export const digestOf = (bytes: Uint8Array<ArrayBuffer>): Promise<string> => sha256Text(namesOf(bytes).digested)

/** 128 random bits, base64url: the nonce of one question about a status. */
export const newNonce = (): string => toBase64Url(crypto.getRandomValues(new Uint8Array(16)))
