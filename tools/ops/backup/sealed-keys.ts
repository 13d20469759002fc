// Seals the keys of a deployment under a passphrase: scrypt (RFC 7914), then AES-256-GCM, bound to one backup.
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import * as v from 'valibot'

/** 128 MB and about half a second for each guess of an attacker. */
const cost = { N: 2 ** 17, r: 8, p: 1 }
const maxmem = 256 * 1024 * 1024
/** The least number of characters of a passphrase. */
export const minPassphraseLength = 16

const base64 = v.pipe(v.string(), v.base64())
export const sealedKeysSchema = v.object({
  kdf: v.literal('scrypt'),
  N: v.literal(cost.N),
  r: v.literal(cost.r),
  p: v.literal(cost.p),
  salt: base64,
  nonce: base64,
  sealed: base64,
})
export type SealedKeys = v.InferOutput<typeof sealedKeysSchema>

const bytes = (text: string) => Buffer.from(text, 'base64')
// NFC: keyboards differ in how they encode Thai and accented letters.
const keyFrom = (passphrase: string, salt: Buffer) =>
  scryptSync(passphrase.normalize('NFC'), salt, 32, { ...cost, maxmem })

/** @param boundTo authenticated with the keys, such as the digest of the database: if it changes, the keys do not open. */
export const sealKeys = (keys: string, passphrase: string, boundTo: string): SealedKeys => {
  const [salt, nonce] = [randomBytes(16), randomBytes(12)]
  const cipher = createCipheriv('aes-256-gcm', keyFrom(passphrase, salt), nonce).setAAD(Buffer.from(boundTo))
  const sealed = Buffer.concat([cipher.update(keys, 'utf8'), cipher.final(), cipher.getAuthTag()])
  const [s, n, k] = [salt, nonce, sealed].map((each) => each.toString('base64')) as [string, string, string]
  return { kdf: 'scrypt', ...cost, salt: s, nonce: n, sealed: k }
}

/** @returns undefined when the passphrase is wrong or anything was changed. */
export const openKeys = (kept: SealedKeys, passphrase: string, boundTo: string): string | undefined => {
  const [sealed, key] = [bytes(kept.sealed), keyFrom(passphrase, bytes(kept.salt))]
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes(kept.nonce), { authTagLength: 16 })
      .setAAD(Buffer.from(boundTo))
      .setAuthTag(sealed.subarray(-16))
    return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
