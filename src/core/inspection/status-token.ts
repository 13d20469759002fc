// The status list as it travels: a JWT that the issuer signed (draft-ietf-oauth-status-list s.5.1), so that a cache may hold it.
import { fromBase64Url, toBase64Url } from '../base64url.ts'
import type { Sign, Verify } from '../card/cose.ts'
import { err, ok, type Result } from '../result.ts'
import { STATUS_BITS } from './status-list.ts'

export const STATUS_TYPE = 'application/statuslist+jwt'
/** Beside the plain JSON at …/status: caches do not tell two answers of one address apart. */
export const STATUS_PATH = '/.well-known/phokbat/status.jwt'

/** Seconds after which a list says too little, its `exp`: freezing has to show within seconds (contract: 5 s online). */
export const STATUS_MAX_AGE = 60

export type StatusToken = {
  /** The issuer's id, as in `issuer.json`; `subject` is the list's own address. */
  issuer: string
  subject: string
  /** Seconds since 1970. */
  issuedAt: number
  /** Seconds that a copy may be used. */
  ttl: number
  /** base64url of the list, compressed with zlib (DEFLATE). */
  lst: string
}
export type StatusTokenFault = 'malformed' | 'unknown_key' | 'signature_failed'

const utf8 = (text: string) => Uint8Array.from(new TextEncoder().encode(text))
const part = (value: object) => toBase64Url(utf8(JSON.stringify(value)))

/** A compact JWS over the list, by the issuer's key named `kid`. */
export const signStatusToken = async (list: StatusToken, kid: string, sign: Sign): Promise<string> => {
  const { issuer, subject, issuedAt, ttl, lst } = list
  const header = { alg: 'ES256', kid, typ: 'statuslist+jwt' }
  const when = { iat: issuedAt, exp: issuedAt + STATUS_MAX_AGE, ttl }
  const claims = { iss: issuer, sub: subject, ...when, status_list: { bits: STATUS_BITS, lst } }
  const signed = `${part(header)}.${part(claims)}`
  return `${signed}.${toBase64Url(await sign(utf8(signed)))}`
}

const parsed = (text: string | undefined): Record<string, unknown> | undefined => {
  const bytes = fromBase64Url(text ?? '')
  if (!bytes.ok) return undefined
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.value))
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined // no JSON, or no UTF-8
  }
}
const isSeconds = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

/** The list once its signature held; never throws, whatever the text. */
export const readStatusToken = async (text: string, verify: Verify): Promise<Result<StatusToken, StatusTokenFault>> => {
  const parts = text.split('.')
  const [header, claims] = [parsed(parts[0]), parsed(parts[1])]
  const signature = fromBase64Url(parts[2] ?? '')
  if (parts.length !== 3 || !header || !claims || !signature.ok || signature.value.length !== 64)
    return err('malformed')
  const { alg, typ, kid } = header
  if (alg !== 'ES256' || typ !== 'statuslist+jwt' || typeof kid !== 'string') return err('malformed')
  const verified = await verify(kid, utf8(`${parts[0]}.${parts[1]}`), signature.value)
  if (verified === 'unknown_key') return err('unknown_key')
  if (!verified) return err('signature_failed')
  const { iss: issuer, sub: subject, iat: issuedAt, ttl, status_list: list } = claims
  if (typeof issuer !== 'string' || typeof subject !== 'string' || !isSeconds(issuedAt) || !isSeconds(ttl))
    return err('malformed')
  const { bits, lst } = (list ?? {}) as { bits?: unknown; lst?: unknown }
  return bits === STATUS_BITS && typeof lst === 'string'
    ? ok({ issuer, subject, issuedAt, ttl, lst })
    : err('malformed')
}
