// How the issuer's keys follow one another: published before they sign, and until the last token that they signed has ended.
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
export const rotated = (material: KeyMaterial, fresh: SigningKey, now: number): KeyMaterial => ({
  ...material,
  signingKeys: [...publishedKeysAt(material.signingKeys, now), { ...fresh, from: now + AHEAD }],
})
