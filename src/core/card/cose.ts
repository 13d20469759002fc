// COSE_Sign1 (RFC 9052 s.4.2) with ES256, one kind of header and nothing unprotected, so nothing can be negotiated.
import { err, ok, type Result } from '../result.ts'
import type { Sign } from '../signatures.ts'
import { type Cbor, decodeCbor, encodeCbor, type TaggedValue } from './cbor.ts'

const SIGN1_TAG = 18
const ALGORITHM = { label: 1, es256: -7 }
const KEY_ID = 4
/** r and s, 32 bytes each (IEEE P1363), as WebCrypto gives and takes them. */
const SIGNATURE_BYTES = 64

export type CoseSign1 = {
  kid: string
  payload: Uint8Array
  toBeSigned: Uint8Array<ArrayBuffer>
  signature: Uint8Array<ArrayBuffer>
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

/** Tag 18, protected header {alg: ES256, kid: UTF-8 of the key's name}, empty unprotected header, payload, signature. */
export const signCoseSign1 = async (payload: Uint8Array, kid: string, sign: Sign): Promise<Uint8Array<ArrayBuffer>> => {
  const header = protectedHeader(kid)
  const signature = await sign(toBeSigned(header, payload))
  if (signature.length !== SIGNATURE_BYTES)
    throw new RangeError(`an ES256 signature has 64 bytes, not ${signature.length}`)
  return encodeCbor({ tag: SIGN1_TAG, value: [header, new Map(), payload, signature] })
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
