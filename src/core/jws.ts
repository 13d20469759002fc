// Compact JWS with ES256 (RFC 7515 s.3.1): written and read here alone; who signs and who verifies is handed in.
import { fromBase64Url, toBase64Url } from './base64.ts'
import { err, ok, type Result } from './result.ts'
import type { Sign, Verify } from './signatures.ts'

export type JwsFault = 'malformed' | 'unknown_key' | 'signature_failed'
type Json = Readonly<Record<string, unknown>>

// Copied, because only some of our places know that the encoder's bytes lie in memory of their own.
const utf8 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(new TextEncoder().encode(text))
const part = (value: Json) => toBase64Url(utf8(JSON.stringify(value)))

/** `header.claims.signature`. `typ`: what kind of token it is, so that one is never taken for another (RFC 8725 s.3.11). */
export const signJws = async (typ: string, kid: string, claims: Json, sign: Sign): Promise<string> => {
  const signed = `${part({ alg: 'ES256', kid, typ })}.${part(claims)}`
  return `${signed}.${toBase64Url(await sign(utf8(signed)))}`
}

const objectIn = (text: string | undefined): Json | undefined => {
  const bytes = fromBase64Url(text ?? '')
  if (!bytes.ok) return undefined
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.value))
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined // no JSON, or no UTF-8
  }
}

/** The claims once the signature held; never throws, whatever the text. `typ` must be the one that is expected. */
export const readJws = async (text: string, typ: string, verify: Verify): Promise<Result<Json, JwsFault>> => {
  const parts = text.split('.')
  const [header, claims] = [objectIn(parts[0]), objectIn(parts[1])]
  const signature = fromBase64Url(parts[2] ?? '')
  if (parts.length !== 3 || !header || !claims || !signature.ok || signature.value.length !== 64)
    return err('malformed')
  const { alg, typ: kind, kid } = header
  if (alg !== 'ES256' || kind !== typ || typeof kid !== 'string') return err('malformed')
  const verified = await verify(kid, utf8(`${parts[0]}.${parts[1]}`), signature.value)
  if (verified === 'unknown_key') return err('unknown_key')
  return verified ? ok(claims) : err('signature_failed')
}
