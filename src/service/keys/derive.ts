// Derives a separate key for each use from one secret, so that no key can stand in for another.
import { type Bytes, utf8 } from '../platform/codec.ts'

/** A secret from which keys are derived (HKDF-SHA-256, RFC 5869); not readable once imported. */
export const importSecret = (secret: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits'])

/** 32 bytes for one use. */
export const deriveBytes = async (secret: CryptoKey, use: string): Promise<Bytes> => {
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: utf8(`phokbat/${use}/1`) }
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, secret, 256))
}

export const deriveSealingKey = async (secret: CryptoKey, use: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', await deriveBytes(secret, use), 'AES-GCM', false, ['encrypt', 'decrypt'])
