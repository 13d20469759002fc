// Rotation of keys. An issuer key is published before it signs, and until the last token that it signed has expired.
import { err, ok, type Result } from '../../core/result.ts'
import type { KeyMaterial, SigningKey } from './material.ts'

const HOUR = 3600
/**
 * s. Caches keep the key list for minutes and a deployment takes some more;
 * no verifier may meet a signature before its key.
 */
const PUBLISH_AHEAD = 2 * HOUR
/** s. A token is valid for 24 hours at most; one hour more for clock skew. */
const RETAIN_AFTER = 25 * HOUR

const startOf = ({ from }: SigningKey) => from ?? 0

/** The key that signs at `now` (seconds since 1970): the newest whose time has come. */
export const signingKeyAt = (keys: readonly SigningKey[], now: number): SigningKey => {
  const started = keys.filter((key) => startOf(key) <= now)
  const [first, ...others] = started.length > 0 ? started : keys
  if (!first) throw new Error('no signing key')
  return others.reduce((newest, key) => (startOf(key) > startOf(newest) ? key : newest), first)
}

/**
 * The keys that verifiers need at `now`, the signing key first: future keys, and keys whose tokens may still be valid.
 */
export const publishedKeysAt = (keys: readonly SigningKey[], now: number): SigningKey[] => {
  const current = signingKeyAt(keys, now)
  const ended = (key: SigningKey) => {
    const successors = keys.filter((other) => startOf(other) > startOf(key)).map(startOf)
    return successors.length > 0 && Math.min(...successors) + RETAIN_AFTER <= now
  }
  return [current, ...keys.filter((key) => key !== current && !ended(key))]
}

/**
 * The material with one more key, which signs from two hours after `now`, and without keys that are no longer needed.
 */
export const rotateSigningKey = (material: KeyMaterial, fresh: SigningKey, now: number): KeyMaterial => ({
  ...material,
  signingKeys: [...publishedKeysAt(material.signingKeys, now), { ...fresh, from: now + PUBLISH_AHEAD }],
})

/**
 * The material with one key that signs at once, and no other: all keys of a settings file that was read by others are
 * stolen, also those that do not sign yet. What they signed is refused as soon as a verifier fetches the key list again.
 */
export const withdrawSigningKeys = (material: KeyMaterial, fresh: SigningKey): KeyMaterial => ({
  ...material,
  signingKeys: [fresh],
  withdrawnKeys: [...new Set([...(material.withdrawnKeys ?? []), ...material.signingKeys.map(({ kid }) => kid)])],
})

export type MasterKeyFault = 'added_already' | 'nothing_newer' | 'nothing_older'

const newest = ({ masterKeys }: KeyMaterial) => Math.max(...Object.keys(masterKeys).map(Number))

/** Adds a master key that unwraps but does not wrap yet, because every instance has to know it first. */
export const addMasterKey = (material: KeyMaterial, fresh: string): Result<KeyMaterial, MasterKeyFault> => {
  const version = newest(material)
  if (version > material.currentVersion) return err('added_already')
  return ok({ ...material, masterKeys: { ...material.masterKeys, [version + 1]: fresh } })
}

/** Makes the newest master key the wrapping key; older keys still unwrap. */
export const useNewestMasterKey = (material: KeyMaterial): Result<KeyMaterial, MasterKeyFault> =>
  newest(material) > material.currentVersion
    ? ok({ ...material, currentVersion: newest(material) })
    : err('nothing_newer')

/** Removes the older master keys. Only safe once no key is wrapped under them. */
export const dropOlderMasterKeys = (material: KeyMaterial): Result<KeyMaterial, MasterKeyFault> => {
  const remaining = Object.entries(material.masterKeys).filter(
    ([version]) => Number(version) >= material.currentVersion,
  )
  if (remaining.length === Object.keys(material.masterKeys).length) return err('nothing_older')
  return ok({ ...material, masterKeys: Object.fromEntries(remaining) })
}
