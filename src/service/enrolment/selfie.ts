// The selfie: a challenge that is given out once, and what came back judged by the rules of the journey.
import { faceFromWebp } from '../../core/card/face-picture.ts'
import { bareJpeg } from '../../core/card/jpeg.ts'
import type { Ask, SelfieClaim } from '../../core/journey/claims.ts'
import { challengeSeconds, checkSelfie, pickAsks, type SelfieFault } from '../../core/journey/selfie.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { fromBase64, toBase64Url } from '../codec.ts'
import type { Challenge, Deps, Enrolment, PersonId } from '../deps.ts'
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

/** What is no picture, or more than one, never reaches the vault, the chat, an official's screen or the second look. */
const portraitOf = (claim: SelfieClaim): Uint8Array | undefined => {
  const portrait = bareJpeg(fromBase64(claim.portrait))
  const real = claim.frames.every(({ jpeg }) => bareJpeg(fromBase64(jpeg)).ok)
  return portrait.ok && real && faceFromWebp(fromBase64(claim.tinyFace)).ok ? portrait.value : undefined
}

const judged = (claim: SelfieClaim, given: Challenge, now: number): Result<Uint8Array, SelfieFault> => {
  const portrait = portraitOf(claim)
  if (!portrait) return err('challenge_mismatch')
  const checked = checkSelfie(claim, given.asks, now - given.issuedAt)
  return checked.ok ? ok(portrait) : checked
}

/** Accepts a selfie or counts a failure; the evidence is sealed for a second look. */
export const takeSelfie = async (
  deps: Deps,
  person: PersonId,
  claim: SelfieClaim,
): Promise<Result<Enrolment, NotApplied | SelfieFault>> => {
  const now = deps.clock()
  const given = await deps.store.challenges.use(claim.nonce, person)
  const checked = given ? judged(claim, given, now) : err<SelfieFault>('challenge_mismatch')
  if (!checked.ok) {
    const counted = checked.reason === 'face_unlike' || checked.reason === 'two_people' ? checked.reason : 'timed_out'
    await apply(deps, person, { type: 'failed', reason: counted })
    deps.log('selfie_refused', { reason: checked.reason })
    return checked
  }

  const portrait = await deps.vault.put(person, 'portrait', checked.value, now)
  const { portrait: _, tinyFace, ...seen } = claim
  const evidence = await deps.vault.put(person, 'evidence', new TextEncoder().encode(JSON.stringify(seen)), now)
  const selfie = { portrait, tinyFace, evidence, camera: claim.camera, ...claim.match }
  const taken = await apply(deps, person, { type: 'facePlausible' }, { facts: (facts) => ({ ...facts, selfie }) })
  if (!taken.ok) await deps.vault.erase([portrait, evidence])
  return taken
}
