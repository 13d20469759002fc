// Answers that are the same for every caller.
import * as v from 'valibot'
import { eachLanguage } from './session.ts'

/** ES256 public keys, the current one first. */
const publicKey = v.strictObject({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: v.string(),
  y: v.string(),
  kid: v.string(),
  alg: v.literal('ES256'),
  use: v.literal('sig'),
})
export type PublicKey = v.InferOutput<typeof publicKey>

/** `notice`: a disclaimer, such as that the issuer is no state authority. */
export const issuerFile = v.strictObject({
  issuer: v.strictObject({ id: v.string(), name: eachLanguage, notice: eachLanguage }),
  keys: v.array(publicKey),
})
export type IssuerFile = v.InferOutput<typeof issuerFile>

/** Members as in the IETF's Token Status List. `issuedAt`: seconds since the epoch. `lst`: zlib, base64url. */
export const statusList = v.strictObject({ issuedAt: v.number(), bits: v.number(), lst: v.string() })
export type StatusList = v.InferOutput<typeof statusList>

export const alive = v.strictObject({ ok: v.literal(true) })
export const acknowledged = v.strictObject({})
