// How keys follow one another. The issuer's: published before they sign, and until the last token that they signed has ended.
import { err, ok, type Result } from '../../core/result.ts'
import type { KeyMaterial, SigningKey } from './material.ts'

const HOUR = 3600
/** Caches keep the list of keys for minutes, and a deployment takes some more; nobody may meet a signature before its key. */
const AHEAD = 2 * HOUR
/** A token lives 24 hours at most; an hour more for clocks. */
const BEHIND = 25 * HOUR

const since = ({ from }: SigningKey) => from ?? 0

/** The key that signs at `now` (seconds since 1970): the newest that has begun. */
export const signingKeyAt = (keys: readonly SigningKey[], now: number): SigningKey => {
  const begun = keys.filter((key) => since(key) <= now)
  const [first, ...others] = begun.length > 0 ? begun : keys
  if (!first) throw new Error('no signing key')
  return others.reduce((newest, key) => (since(key) > since(newest) ? key : newest), first)
}

/** The keys that checkers need at `now`, the signing one first: those to come, and those whose tokens may still be about. */
export const publishedKeysAt = (keys: readonly SigningKey[], now: number): SigningKey[] => {
  const current = signingKeyAt(keys, now)
  const ended = (key: SigningKey) => {
    const successors = keys.filter((other) => since(other) > since(key)).map(since)
    return successors.length > 0 && Math.min(...successors) + BEHIND <= now
  }
  return [current, ...keys.filter((key) => key !== current && !ended(key))]
}

/** The material with one key more, which signs from two hours on, and without those that nobody needs any more. */
export const rotateSigningKey = (material: KeyMaterial, fresh: SigningKey, now: number): KeyMaterial => ({
  ...material,
  signingKeys: [...publishedKeysAt(material.signingKeys, now), { ...fresh, from: now + AHEAD }],
})

export type MasterKeyFault = 'added_already' | 'nothing_newer' | 'nothing_older'

const newest = ({ masterKeys }: KeyMaterial) => Math.max(...Object.keys(masterKeys).map(Number))

/** A master key more, which opens and does not wrap yet: every instance has to know it first. */
export const addMasterKey = (material: KeyMaterial, fresh: string): Result<KeyMaterial, MasterKeyFault> => {
  const version = newest(material)
  if (version > material.currentVersion) return err('added_already')
  return ok({ ...material, masterKeys: { ...material.masterKeys, [version + 1]: fresh } })
}

/** The newest master key wraps from now on; older ones go on opening. */
export const useNewestMasterKey = (material: KeyMaterial): Result<KeyMaterial, MasterKeyFault> =>
  newest(material) > material.currentVersion
    ? ok({ ...material, currentVersion: newest(material) })
    : err('nothing_newer')

/** Without the older master keys: only once nothing is under them any more. */
export const dropOlderMasterKeys = (material: KeyMaterial): Result<KeyMaterial, MasterKeyFault> => {
  const kept = Object.entries(material.masterKeys).filter(([version]) => Number(version) >= material.currentVersion)
  if (kept.length === Object.keys(material.masterKeys).length) return err('nothing_older')
  return ok({ ...material, masterKeys: Object.fromEntries(kept) })
}
