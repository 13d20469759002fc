// The status list as it travels: a JWT that the issuer signed (draft-ietf-oauth-status-list s.5.1), so that a cache may hold it.

import { type JwsFault, readJws, signJws } from '../jws.ts'
import { err, ok, type Result } from '../result.ts'
import type { Sign, Verify } from '../signatures.ts'
import { STATUS_BITS } from './status-list.ts'

export const STATUS_TYPE = 'application/statuslist+jwt'
/** Beside the plain JSON at …/status: caches do not tell two answers of one address apart. */
export const STATUS_PATH = '/.well-known/phokbat/status.jwt'

/** Seconds until a list expires (`exp`): a freeze must show within 5 s online. */
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
export type StatusTokenFault = JwsFault
const TYPE = 'statuslist+jwt'

/** A compact JWS over the list, by the issuer's key named `kid`. */
export const signStatusToken = async (list: StatusToken, kid: string, sign: Sign): Promise<string> => {
  const { issuer, subject, issuedAt, ttl, lst } = list
  const when = { iat: issuedAt, exp: issuedAt + STATUS_MAX_AGE, ttl }
  const claims = { iss: issuer, sub: subject, ...when, status_list: { bits: STATUS_BITS, lst } }
  return signJws(TYPE, kid, claims, sign)
}

const isSeconds = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

/** The list if its signature verifies; never throws, whatever the text. */
export const readStatusToken = async (text: string, verify: Verify): Promise<Result<StatusToken, StatusTokenFault>> => {
  const read = await readJws(text, TYPE, verify)
  if (!read.ok) return read
  const { iss: issuer, sub: subject, iat: issuedAt, ttl, status_list: list } = read.value
  if (typeof issuer !== 'string' || typeof subject !== 'string' || !isSeconds(issuedAt) || !isSeconds(ttl))
    return err('malformed')
  const { bits, lst } = (list ?? {}) as { bits?: unknown; lst?: unknown }
  return bits === STATUS_BITS && typeof lst === 'string'
    ? ok({ issuer, subject, issuedAt, ttl, lst })
    : err('malformed')
}
