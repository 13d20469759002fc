// AES-256-GCM over one record, bound to the place where the record is stored.
import { type Bytes, concatBytes, utf8 } from '../platform/codec.ts'

/** Where a sealed value is stored. It is authenticated with the value, so a record moved elsewhere does not open. */
export type Place = { table: string; column: string; row: string }

/** First byte of every sealed value: the version of its format. */
const FORM = 1
/**
 * 96 bits, the length that GCM is specified for (NIST SP 800-38D); random,
 * under keys that seal far fewer than 2³² values.
 */
const NONCE = 12

// JSON separates the three parts whatever they contain.
const bound = ({ table, column, row }: Place) => utf8(JSON.stringify([table, column, row]))

/** `form ‖ nonce ‖ ciphertext ‖ tag`; `nonce`: 12 fresh random bytes. */
export const sealBytes = async (key: CryptoKey, place: Place, plain: Bytes, nonce: Bytes): Promise<Bytes> => {
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: bound(place) }, key, plain)
  return concatBytes(new Uint8Array([FORM]), nonce, new Uint8Array(sealed))
}

/** The plain bytes. Throws if the record was changed, moved or sealed under another key. */
export const openBytes = async (key: CryptoKey, place: Place, sealed: Bytes): Promise<Bytes> => {
  const unreadable = () => new Error(`sealed ${place.table}.${place.column} does not open`)
  if (sealed[0] !== FORM || sealed.length <= NONCE) throw unreadable()
  const algorithm = { name: 'AES-GCM', iv: sealed.slice(1, 1 + NONCE), additionalData: bound(place) }
  const plain = await crypto.subtle.decrypt(algorithm, key, sealed.slice(1 + NONCE)).catch(() => {
    throw unreadable()
  })
  return new Uint8Array(plain)
}

export const newNonce = (random: (bytes: number) => Bytes): Bytes => random(NONCE)
