// The secrets of a deployment as one JSON value: created once, stored outside the database, checked at every start.
import * as v from 'valibot'
import { fromBase64, toBase64Url } from '../../core/base64.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { Random } from '../deps.ts'
import { type Bytes, utf8 } from '../platform/codec.ts'

/** 32 random bytes have about 30 different ones. Fewer than this many is a key of zeros, or one that somebody typed. */
const leastDifferentBytes = 16

const secret = v.pipe(
  v.string(),
  v.check((text) => {
    try {
      const bytes = fromBase64(text)
      return bytes.length === 32 && new Set(bytes).size >= leastDifferentBytes
    } catch {
      return false
    }
  }),
)
const coordinate = v.pipe(v.string(), v.regex(/^[\w-]{43}$/))
const signingKey = v.object({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: coordinate,
  y: coordinate,
  d: coordinate,
  kid: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  /** Seconds since 1970 from which the key signs; a deployment's first key has none. See rotation.ts. */
  from: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
})
const keyMaterial = v.object({
  /** Version → 32 bytes in base64. Old versions stay until every person's key is rewrapped. */
  masterKeys: v.record(v.pipe(v.string(), v.regex(/^\d+$/)), secret),
  currentVersion: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** The pepper of the PIN hashes. Changing it makes every PIN wrong. */
  pepper: secret,
  /** The key of the hashes of LINE user ids, ID numbers and tokens. Changing it makes every person unfindable. */
  hashKey: secret,
  /**
   * Rows that decide are refused without a MAC. Stands here and not in the database, whose writer could take it back.
   * Absent until a deployment from before MACs has adopted its rows (`npm run keys:rows`).
   */
  rowMacsRequired: v.optional(v.boolean()),
  /** ES256 private keys: the newest whose time has come signs; the others are published while they are needed. */
  signingKeys: v.pipe(v.array(signingKey), v.minLength(1)),
  /** Ids of signing keys that were withdrawn as stolen, so that a deployment knows them as its own while it replaces them. */
  withdrawnKeys: v.optional(v.array(v.string())),
})

export type KeyMaterial = v.InferOutput<typeof keyMaterial>
export type SigningKey = KeyMaterial['signingKeys'][number]
export type KeyFault = 'not_json' | 'wrong_shape' | 'current_master_key_missing'

/** Reads what `generateKeys` made. An error names the fault and never shows the value. */
export const readKeyMaterial = (text: string): Result<KeyMaterial, KeyFault> => {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return err('not_json')
  }
  const parsed = v.safeParse(keyMaterial, json)
  if (!parsed.success) return err('wrong_shape')
  return parsed.output.masterKeys[parsed.output.currentVersion] ? ok(parsed.output) : err('current_master_key_missing')
}

/**
 * RFC 7638 thumbprint, cut to 48 bits: the key id is in every QR code, and
 * only has to distinguish the issuer's few keys.
 */
const keyIdOf = async ({ crv, kty, x, y }: JsonWebKey): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', utf8(JSON.stringify({ crv, kty, x, y })))
  return toBase64Url(new Uint8Array(digest).slice(0, 6))
}

export const newSigningKey = async (): Promise<SigningKey> => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const jwk = (await crypto.subtle.exportKey('jwk', (pair as CryptoKeyPair).privateKey)) as JsonWebKey
  const { x, y, d } = jwk
  return { kty: 'EC', crv: 'P-256', x: x!, y: y!, d: d!, kid: await keyIdOf(jwk) }
}

/** A full set for a new deployment, ready for `JSON.stringify`. */
export const generateKeys = async (random: Random): Promise<KeyMaterial> => {
  const fresh = () => toBase64Url(random(32) satisfies Bytes)
  return {
    masterKeys: { 1: fresh() },
    currentVersion: 1,
    pepper: fresh(),
    hashKey: fresh(),
    rowMacsRequired: true,
    signingKeys: [await newSigningKey()],
  }
}
