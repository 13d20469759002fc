// Sealing and keyed hashes, so that a leaked database reveals nothing. The secrets are stored outside it.

import { fromBase64, toBase64Url } from '../../core/base64.ts'
import type { Random } from '../deps.ts'
import type { PersonId } from '../model.ts'
import { type Bytes, fromUtf8, utf8 } from '../platform/codec.ts'
import { keyedHash } from '../platform/keyed-hash.ts'
import { newNonce, openBytes, type Place, sealBytes } from './aes.ts'
import { deriveBytes, deriveSealingKey, importSecret } from './derive.ts'
import type { KeyMaterial } from './material.ts'

/** Kinds of values that are looked up by keyed hash; each kind has its own key. */
export type HashedKind =
  | 'lineUserId'
  | 'idNumber'
  | 'session'
  | 'link'
  | 'ticket'
  | 'portrait'
  | 'copy'
  | 'idToken'
  | 'phone'
  | 'challenge'
  | 'share'
  | 'shown'
  | 'request'
  | 'official'
  | 'reviewer'
  | 'message'

/** A value sealed under the service's key of that version, for data that belongs to no person yet. */
export type SealedByService = { sealed: Bytes; version: number }

/** A person's data key as stored: sealed under the master key of that version. */
export type WrappedKey = { wrapped: Bytes; version: number }

/** The operations of one person's key. The key itself cannot be read. */
export type PersonKey = {
  seal: (place: Place, plain: Bytes) => Promise<Bytes>
  open: (place: Place, sealed: Bytes) => Promise<Bytes>
  sealJson: (place: Place, value: unknown) => Promise<Bytes>
  openJson: <T>(place: Place, sealed: Bytes) => Promise<T>
  /** A secret derived from the key for one use (base64url, 32 bytes). */
  secretFor: (use: string) => Promise<string>
}

export type Seal = {
  /** Version of the master key that seals now; older ones only open. */
  version: number
  /** HMAC-SHA-256 as base64url: equal for equal values, and meaningless without the key. */
  hash: (kind: HashedKind, value: string) => Promise<string>
  /** A new data key for this person, wrapped by the current master key. */
  newPersonKey: (person: PersonId) => Promise<WrappedKey>
  /** Throws if that master key is not configured, or the wrapping was changed or belongs to another person. */
  unwrap: (person: PersonId, key: WrappedKey) => Promise<PersonKey>
  /** Wraps the same data key under the current master key. */
  rewrap: (person: PersonId, key: WrappedKey) => Promise<WrappedKey>
  sealJson: (place: Place, value: unknown) => Promise<SealedByService>
  openJson: <T>(place: Place, sealed: SealedByService) => Promise<T>
  /** The same under the key of the office, for its log alone. */
  office: Pick<Seal, 'sealJson' | 'openJson'>
  /** HMAC-SHA-256 as base64url under the row key of that master key; undefined if that master key is not configured. */
  rowMac: {
    (bytes: Bytes): Promise<string>
    (bytes: Bytes, version: number): Promise<string | undefined>
  }
  /** Older master keys are configured too: a rotation is under way. */
  olderKeys: boolean
  /** False until the rows from before MACs were adopted: until then a row without a MAC is accepted. */
  rowMacsRequired: boolean
}

const keyPlace = (person: PersonId): Place => ({ table: 'person', column: 'key_wrapped', row: person })

const personKey = async (raw: Bytes, random: Random): Promise<PersonKey> => {
  const secret = await importSecret(raw)
  const key = await deriveSealingKey(secret, 'person/seal')
  const secrets = new Map<string, Promise<string>>()
  const seal = (place: Place, plain: Bytes) => sealBytes(key, place, plain, newNonce(random))
  const open = (place: Place, sealed: Bytes) => openBytes(key, place, sealed)
  return {
    seal,
    open,
    sealJson: (place, value) => seal(place, utf8(JSON.stringify(value))),
    openJson: async (place, sealed) => JSON.parse(fromUtf8(await open(place, sealed))),
    secretFor: (use) => {
      const derived = secrets.get(use) ?? deriveBytes(secret, `person/${use}`).then(toBase64Url)
      secrets.set(use, derived)
      return derived
    },
  }
}

/** Keys are imported at first use and cached: creating a `Seal` is cheap, so the edge can create one per request. */
export const createSeal = (material: KeyMaterial, random: Random): Seal => {
  const version = material.currentVersion
  const once = <K>() => {
    const cache = new Map<string, Promise<K>>()
    return (name: string, make: () => Promise<K>) => {
      const key = cache.get(name) ?? make()
      cache.set(name, key)
      return key
    }
  }
  const [sealing, hashing, marking] = [once<CryptoKey>(), once<Uint8Array>(), once<Uint8Array>()]
  const masterKey = (version: number, use: 'wrap' | 'service' | 'office') => {
    const master = material.masterKeys[version]
    if (!master) throw new Error(`master key ${version} is not configured`)
    const make = async () => deriveSealingKey(await importSecret(fromBase64(master)), `master/${use}`)
    return sealing(`master ${version} ${use}`, make)
  }
  const hashKey = (kind: HashedKind) =>
    hashing(kind, async () => deriveBytes(await importSecret(fromBase64(material.hashKey)), `hash/${kind}`))

  const rowKey = (version: number) => {
    const master = material.masterKeys[version]
    const make = async (secret: string) => deriveBytes(await importSecret(fromBase64(secret)), 'master/rows')
    return master === undefined ? undefined : marking(String(version), () => make(master))
  }

  const wrap = async (person: PersonId, raw: Bytes): Promise<WrappedKey> => {
    const key = await masterKey(version, 'wrap')
    return { wrapped: await sealBytes(key, keyPlace(person), raw, newNonce(random)), version }
  }
  const unwrapped = async (person: PersonId, { wrapped, version }: WrappedKey) =>
    openBytes(await masterKey(version, 'wrap'), keyPlace(person), wrapped)

  const sealsJson = (use: 'service' | 'office'): Pick<Seal, 'sealJson' | 'openJson'> => ({
    sealJson: async (place, value) => {
      const key = await masterKey(version, use)
      return { sealed: await sealBytes(key, place, utf8(JSON.stringify(value)), newNonce(random)), version }
    },
    openJson: async (place, { sealed, version }) =>
      JSON.parse(fromUtf8(await openBytes(await masterKey(version, use), place, sealed))),
  })

  return {
    version,
    olderKeys: Object.keys(material.masterKeys).some((each) => Number(each) < version),
    rowMacsRequired: material.rowMacsRequired === true,
    rowMac: (async (bytes: Bytes, under: number = version) => {
      const key = await rowKey(under)
      return key && toBase64Url(keyedHash(key, bytes))
    }) as Seal['rowMac'],
    hash: async (kind, value) => toBase64Url(keyedHash(await hashKey(kind), utf8(value))),
    newPersonKey: (person) => wrap(person, random(32)),
    unwrap: async (person, key) => personKey(await unwrapped(person, key), random),
    rewrap: async (person, key) => wrap(person, await unwrapped(person, key)),
    ...sealsJson('service'),
    office: sealsJson('office'),
  }
}
