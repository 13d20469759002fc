// The selfie of an enrolment: the steps of the challenge, and a face that is accepted or counted as a failure.

import { type ChallengeStep, recordChallengeStep, type SelfieFault } from '../../core/face/selfie.ts'
import type { SelfieRequest } from '../../core/face/selfie-request.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { Deps } from '../deps.ts'
import type { Enrolment, PersonId } from '../model.ts'
import { judgeSelfie, keepEvidence, noted, scoresOf } from '../selfie/judge.ts'
import { type ApplyRefusal, apply } from './apply.ts'

/** What the person is told of a registration's selfie: whose face it is, or that time ran out. The rest is for the log. */
const count = (deps: Deps, person: PersonId, reason: SelfieFault) =>
  apply(deps, person, {
    type: 'failed',
    reason: reason === 'face_unlike' || reason === 'two_people' ? reason : 'timed_out',
  })

/** What uses up a challenge whose order was broken: the digest of no claim. */
const broken = 'broken'

/** The phone binds itself to a frame and learns the next ask; whoever breaks the order has used up the challenge. */
export const takeChallengeStep = async (
  deps: Deps,
  person: PersonId,
  step: { nonce: string; link: string },
  again = false,
): Promise<Result<ChallengeStep, SelfieFault>> => {
  const { nonce } = step
  const given = await deps.store.challenges.find(nonce, person)
  if (!given) return err('challenge_mismatch')
  const taken = recordChallengeStep(given, step.link, deps.clock())
  const { round } = taken.ok ? taken.value : { round: given }
  const kept = round === given || (await deps.store.challenges.commit({ ...round, person }))
  if (taken.ok && kept) return ok(taken.value.next)
  // A request that was sent twice: the other one has just been kept.
  if (taken.ok && !again) return takeChallengeStep(deps, person, step, true)
  await deps.store.challenges.use(nonce, person, broken)
  const reason = taken.ok ? 'challenge_mismatch' : taken.reason
  await count(deps, person, reason)
  return noted(deps, reason)
}

/** Accepts a selfie or counts a failure; the evidence is sealed for a second look. */
export const acceptSelfie = async (
  deps: Deps,
  person: PersonId,
  claim: SelfieRequest,
): Promise<Result<Enrolment, ApplyRefusal | SelfieFault>> => {
  const now = deps.clock()
  const seen = await judgeSelfie(deps, person, claim, now)
  if (!seen.ok) {
    await count(deps, person, seen.reason)
    return seen
  }

  const portrait = await deps.vault.put(person, 'portrait', seen.value.portrait, now)
  const evidence = await keepEvidence(deps, person, claim, seen.value, now)
  const { head, band } = seen.value
  const selfie = { portrait, tinyFace: claim.tinyFace, evidence, head, ...claim.match }
  const taken = await apply(deps, person, { type: 'facePlausible' }, { facts: (facts) => ({ ...facts, selfie }) })
  if (taken.ok) deps.log('selfie_taken', { band, ...scoresOf(claim.match) })
  else await deps.vault.erase([portrait, evidence])
  return taken
}
