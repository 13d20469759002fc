// The selfie: a challenge that is given out once, and what came back judged by the rules of the journey.
import { faceFromWebp } from '../../core/card/face-picture.ts'
import type { Ask, SelfieClaim } from '../../core/journey/claims.ts'
import { challengeSeconds, checkSelfie, pickAsks, type SelfieFault } from '../../core/journey/selfie.ts'
import { err, type Result } from '../../core/result.ts'
import { fromBase64, toBase64Url } from '../codec.ts'
import type { Challenge, Deps, Enrolment, PersonId, VaultId } from '../deps.ts'
import { apply, type NotApplied } from './apply.ts'

/** Gives out a fresh challenge; `expiresAt` in ms since the epoch. */
export const challenge = async (
  deps: Deps,
  person: PersonId,
  withoutTurning: boolean,
): Promise<{ nonce: string; asks: Ask[]; expiresAt: number }> => {
  const issuedAt = deps.clock()
  const given: Challenge = {
    nonce: toBase64Url(deps.random(16)),
    person,
    asks: pickAsks(deps.random(2), withoutTurning),
    issuedAt,
  }
  await deps.store.challenges.issue(given)
  return { nonce: given.nonce, asks: given.asks, expiresAt: issuedAt + challengeSeconds * 1000 }
}

const isJpeg = (bytes: Uint8Array) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff
/** Pictures that are none never reach the vault, the chat or an official's screen. */
const picturesReal = (claim: SelfieClaim) =>
  [claim.portrait, ...claim.frames.map(({ jpeg }) => jpeg)].every((picture) => isJpeg(fromBase64(picture))) &&
  faceFromWebp(fromBase64(claim.tinyFace)).ok

/** Whether this claim answers a challenge that was given to this person, in time, with a plausible face. */
export const judged = async (
  deps: Deps,
  person: PersonId,
  claim: SelfieClaim,
  now: number,
): Promise<Result<void, SelfieFault>> => {
  const given = await deps.store.challenges.use(claim.nonce, person)
  const checked: Result<void, SelfieFault> =
    given && picturesReal(claim) ? checkSelfie(claim, given.asks, now - given.issuedAt) : err('challenge_mismatch')
  if (!checked.ok) deps.log('selfie_refused', { reason: checked.reason })
  return checked
}

/** The frames and figures of a selfie, sealed for a second look. */
export const keepEvidence = (deps: Deps, person: PersonId, claim: SelfieClaim, now: number): Promise<VaultId> => {
  const { portrait: _, tinyFace: __, ...seen } = claim
  return deps.vault.put(person, 'evidence', new TextEncoder().encode(JSON.stringify(seen)), now)
}

/** Accepts a selfie or counts a failure; the evidence is sealed for a second look. */
export const takeSelfie = async (
  deps: Deps,
  person: PersonId,
  claim: SelfieClaim,
): Promise<Result<Enrolment, NotApplied | SelfieFault>> => {
  const now = deps.clock()
  const checked = await judged(deps, person, claim, now)
  if (!checked.ok) {
    const counted = checked.reason === 'face_unlike' || checked.reason === 'two_people' ? checked.reason : 'timed_out'
    await apply(deps, person, { type: 'failed', reason: counted })
    return checked
  }

  const portrait = await deps.vault.put(person, 'portrait', fromBase64(claim.portrait), now)
  const evidence = await keepEvidence(deps, person, claim, now)
  const selfie = { portrait, tinyFace: claim.tinyFace, evidence, camera: claim.camera, ...claim.match }
  const taken = await apply(deps, person, { type: 'facePlausible' }, { facts: (facts) => ({ ...facts, selfie }) })
  if (!taken.ok) await deps.vault.erase([portrait, evidence])
  return taken
}
