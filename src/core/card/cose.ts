// COSE_Sign1 (RFC 9052 s.4.2) with ES256, one kind of header and nothing unprotected, so nothing can be negotiated.
import { err, ok, type Result } from '../result.ts'
import type { Sign } from '../signatures.ts'
import { type Cbor, decodeCbor, encodeCbor, type TaggedValue } from './cbor.ts'

const SIGN1_TAG = 18
const ALGORITHM = { label: 1, es256: -7 }
const KEY_ID = 4
/** r and s, 32 bytes each (IEEE P1363), as WebCrypto gives and takes them. */
const SIGNATURE_BYTES = 64
/** The order of P-256 (FIPS 186-4 D.1.2.3), big-endian, and half of it. */
const ORDER = Uint8Array.from([
  0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xbc, 0xe6, 0xfa, 0xad, 0xa7,
  0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
])
const HALF = ORDER.map((byte, i) => (byte >> 1) | ((ORDER[i - 1] ?? 0) & 1 ? 0x80 : 0))

export type CoseSign1 = {
  kid: string
  payload: Uint8Array
  toBeSigned: Uint8Array<ArrayBuffer>
  signature: Uint8Array<ArrayBuffer>
}

/** True if s is at most half the order. (r, n − s) verifies as well as (r, s): only one of the two is a token. */
export const isLowS = (signature: Uint8Array): boolean => {
  const s = signature.subarray(SIGNATURE_BYTES / 2)
  const differs = HALF.findIndex((byte, i) => byte !== s[i])
  return differs < 0 || (s[differs] ?? 0) < (HALF[differs] ?? 0)
}

/** The same signature with the lower of its two values of s. */
export const withLowS = (signature: Uint8Array): Uint8Array => {
  if (isLowS(signature)) return signature
  const low = Uint8Array.from(signature)
  for (let i = ORDER.length - 1, borrow = 0; i >= 0; i--) {
    const difference = (ORDER[i] ?? 0) - (signature[SIGNATURE_BYTES / 2 + i] ?? 0) - borrow
    low[SIGNATURE_BYTES / 2 + i] = difference & 0xff
    borrow = difference < 0 ? 1 : 0
  }
  return low
}

const utf8 = new TextEncoder()
const protectedHeader = (kid: string) =>
  encodeCbor(
    new Map<number, Cbor>([
      [ALGORITHM.label, ALGORITHM.es256],
      [KEY_ID, utf8.encode(kid)],
    ]),
  )
const toBeSigned = (header: Uint8Array, payload: Uint8Array) =>
  encodeCbor(['Signature1', header, new Uint8Array(), payload])

/** Tag 18, protected header {alg: ES256, kid: UTF-8 of the key's name}, empty unprotected header, payload, low-s signature. */
export const signCoseSign1 = async (payload: Uint8Array, kid: string, sign: Sign): Promise<Uint8Array<ArrayBuffer>> => {
  const header = protectedHeader(kid)
  const signature = await sign(toBeSigned(header, payload))
  if (signature.length !== SIGNATURE_BYTES)
    throw new RangeError(`an ES256 signature has 64 bytes, not ${signature.length}`)
  return encodeCbor({ tag: SIGN1_TAG, value: [header, new Map(), payload, withLowS(signature)] })
}

const isTagged = (value: Cbor): value is TaggedValue => typeof value === 'object' && 'tag' in value

/** Splits the message; nothing in it is verified yet. */
export const decodeCoseSign1 = (bytes: Uint8Array): Result<CoseSign1, 'malformed'> => {
  const message = decodeCbor(bytes)
  if (!message.ok || !isTagged(message.value) || message.value.tag !== SIGN1_TAG) return err('malformed')
  const parts = message.value.value
  if (!Array.isArray(parts) || parts.length !== 4) return err('malformed')
  const [header, unprotected, payload, signature] = parts as Cbor[]
  if (!(header instanceof Uint8Array) || !(payload instanceof Uint8Array)) return err('malformed')
  if (!(unprotected instanceof Map) || unprotected.size !== 0) return err('malformed')
  if (!(signature instanceof Uint8Array) || signature.length !== SIGNATURE_BYTES) return err('malformed')
  const fields = decodeCbor(header)
  if (!fields.ok || !(fields.value instanceof Map) || fields.value.size !== 2) return err('malformed')
  const kid = fields.value.get(KEY_ID)
  if (fields.value.get(ALGORITHM.label) !== ALGORITHM.es256 || !(kid instanceof Uint8Array)) return err('malformed')
  const name = new TextDecoder().decode(kid)
  return ok({
    kid: name,
    payload,
    toBeSigned: toBeSigned(header, payload),
    signature: signature as Uint8Array<ArrayBuffer>,
  })
}
