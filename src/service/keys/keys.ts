// The issuer's signature and the PIN hash: the uses of keys that never leave this folder.

import { fromBase64, toBase64Url } from '../../core/base64.ts'
import type { Clock, Keys } from '../deps.ts'
import { keyedHash } from '../platform/keyed-hash.ts'
import { deriveBytes, importSecret } from './derive.ts'
import type { KeyMaterial, SigningKey } from './material.ts'
import { publishedKeysAt, signingKeyAt } from './rotation.ts'

const ES256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

// Only these fields: anything else in a private key stays here.
const publicPart = ({ kty, crv, x, y, kid }: SigningKey) => ({ kty, crv, x, y, kid, alg: 'ES256', use: 'sig' }) as const

const jwkOf = ({ kty, crv, x, y, d }: SigningKey): JsonWebKey => ({ kty, crv, x, y, d })

const lazily = <T>(make: () => Promise<T>) => {
  let promise: Promise<T> | undefined
  return () => {
    promise ??= make()
    return promise
  }
}

/**
 * ES256 as raw `r ‖ s` (RFC 8152 s.8.1, 64 bytes), with the key that is current by the clock. */
export const createKeys = (material: KeyMaterial, clock: Clock): Keys => {
  const { signingKeys } = material
  const seconds = () => Math.floor(clock() / 1000)
  const current = () => signingKeyAt(signingKeys, seconds())
  const imported = new Map(
    signingKeys.map((key) => [key, lazily(() => crypto.subtle.importKey('jwk', jwkOf(key), ES256, false, ['sign']))]),
  )
  const pepper = lazily(async () => deriveBytes(await importSecret(fromBase64(material.pepper)), 'pin'))
  return {
    get currentKeyId() {
      return current().kid
    },
    published: () => publishedKeysAt(signingKeys, seconds()).map(publicPart),
    sign: async (bytes) => {
      const key = await imported.get(current())!()
      return new Uint8Array(await crypto.subtle.sign(ES256, key, new Uint8Array(bytes)))
    },
    // The memory-hard part is done by the phone (core/pin/stretch.ts), so a PIN costs the service microseconds. Decision 101.
    hashPin: async (stretched) => toBase64Url(keyedHash(await pepper(), fromBase64(stretched))),
  }
}
