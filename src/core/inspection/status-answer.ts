// What the service says of one token of three minutes, asked by its digest: a JWT that the issuer signed.
// Signed although it comes over TLS: a proxy or cache between must not be able to answer in the issuer's place. The nonce
// of the question comes back in it, so that no earlier answer can stand in for this one.
import { type JwsFault, readJws, signJws } from '../jws.ts'
import { err, ok, type Result } from '../result.ts'
import type { Sign, Verify } from '../signatures.ts'
import type { TokenStatus } from './status-list.ts'

/** `typ` of the answer's header. */
const TYPE = 'phokbat-status+jwt'
export const STATUS_ANSWER_TYPE = `application/${TYPE}`
const statuses: readonly TokenStatus[] = ['valid', 'revoked', 'frozen', 'unissued']

export type StatusAnswer = {
  /** The issuer's id, as in `issuer.json`. */
  issuer: string
  /** The digest of the token that was asked about, and the nonce of the question. */
  digest: string
  nonce: string
  /** Seconds since 1970. */
  issuedAt: number
  of: TokenStatus
}

/** A compact JWS over the answer, by the issuer's key named `kid`. */
export const signStatusAnswer = (answer: StatusAnswer, kid: string, sign: Sign): Promise<string> => {
  const { issuer: iss, digest: sub, nonce, issuedAt: iat, of: status } = answer
  return signJws(TYPE, kid, { iss, sub, nonce, iat, status }, sign)
}

/** The answer if its signature verifies; never throws, whatever the text. The caller compares digest and nonce. */
export const readStatusAnswer = async (text: string, verify: Verify): Promise<Result<StatusAnswer, JwsFault>> => {
  const read = await readJws(text, TYPE, verify)
  if (!read.ok) return read
  const { iss: issuer, sub: digest, nonce, iat: issuedAt, status } = read.value
  const of = statuses.find((known) => known === status)
  if (typeof issuer !== 'string' || typeof digest !== 'string' || typeof nonce !== 'string' || !of)
    return err('malformed')
  return Number.isSafeInteger(issuedAt)
    ? ok({ issuer, digest, nonce, issuedAt: issuedAt as number, of })
    : err('malformed')
}
