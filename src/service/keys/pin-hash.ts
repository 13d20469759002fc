// The hash of a PIN: memory-hard and under a pepper, because 8 digits are only 27 bits and can be searched in a night.
import { scrypt } from 'node:crypto'
import { fromBase64, toBase64Url } from '../../core/base64.ts'
import { type Bytes, utf8 } from '../platform/codec.ts'
import { keyedHash } from '../platform/keyed-hash.ts'

/** 16 MiB and about 32 ms; within the 32 MiB that both runtimes allow by default. */
const COST = { N: 2 ** 14, r: 8, p: 1 }

const stretch = (pin: string, salt: Bytes) =>
  new Promise<Bytes>((resolve, reject) =>
    scrypt(utf8(pin), salt, 32, COST, (error, key) => (error ? reject(error) : resolve(new Uint8Array(key)))),
  )

/** `salt`: base64url; returns 32 bytes as base64url. */
export const hashPin = async (pepper: Uint8Array, pin: string, salt: string): Promise<string> =>
  toBase64Url(keyedHash(pepper, await stretch(pin, fromBase64(salt))))
