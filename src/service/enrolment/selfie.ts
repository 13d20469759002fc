// The selfie of an enrolment: records the steps of the challenge, then accepts the face or counts a failure.

import { type ChallengeStep, recordChallengeStep, type SelfieFault } from '../../core/face/selfie.ts'
import type { SelfieRequest } from '../../core/face/selfie-request.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { Deps } from '../deps.ts'
import type { Enrolment, PersonId } from '../model.ts'
import { judgeSelfie, keepEvidence, logRefusal, scoresOf } from '../selfie/judge.ts'
import { type ApplyRefusal, applyTo } from './apply.ts'
import { countFailure as countAtStep } from './face-failures.ts'

/**
 * Counts a failed selfie. The person learns only whether the face or the
 * time was at fault; the log has the exact reason.
 */
const countFailure = (deps: Deps, person: PersonId, reason: SelfieFault) =>
  countAtStep(deps, person, reason === 'challenge_expired' || reason === 'challenge_mismatch' ? 'timed_out' : reason)

/** Claim digest of a challenge whose order was broken; it equals no real digest. */
const brokenOrder = 'broken'

/** Records the phone's commitment to a frame and returns the next ask. A step out of order uses up the challenge. */
export const takeChallengeStep = async (
  deps: Deps,
  person: PersonId,
  step: { nonce: string; link: string },
  again = false,
): Promise<Result<ChallengeStep, SelfieFault>> => {
  const { nonce } = step
  const challenge = await deps.store.challenges.find(nonce, person)
  if (!challenge) return err('challenge_mismatch')
  const accepted = recordChallengeStep(challenge, step.link, deps.clock())
  const { round } = accepted.ok ? accepted.value : { round: challenge }
  const recorded = round === challenge || (await deps.store.challenges.commit({ ...round, person }))
  if (accepted.ok && recorded) return ok(accepted.value.next)
  // The same request was sent twice: the other copy has just been recorded.
  if (accepted.ok && !again) return takeChallengeStep(deps, person, step, true)
  await deps.store.challenges.use(nonce, person, brokenOrder)
  const reason = accepted.ok ? 'challenge_mismatch' : accepted.reason
  await countFailure(deps, person, reason)
  return logRefusal(deps, reason)
}

/** Accepts a selfie or counts a failure. The evidence is sealed for a recheck. */
export const acceptSelfie = async (
  deps: Deps,
  person: PersonId,
  claim: SelfieRequest,
): Promise<Result<Enrolment, ApplyRefusal | SelfieFault>> => {
  const now = deps.clock()
  // Read first: a face that was compared with one card must not be stored with the data of another.
  const enrolment = await deps.store.enrolments.load(person, now)
  const judgement = await judgeSelfie(deps, person, claim, now)
  if (!judgement.ok) {
    await countFailure(deps, person, judgement.reason)
    return judgement
  }

  const portrait = await deps.vault.put(person, 'portrait', judgement.value.portrait, now)
  const evidence = await keepEvidence(deps, person, claim, judgement.value, now)
  const { head, band } = judgement.value
  const selfie = { portrait, tinyFace: claim.tinyFace, evidence, head, ...claim.match }
  const applied = await applyTo(
    deps,
    enrolment,
    { type: 'facePlausible' },
    { facts: (facts) => ({ ...facts, selfie }) },
  )
  if (applied.ok) deps.log('selfie_taken', { band, ...scoresOf(claim.match) })
  else await deps.vault.erase([portrait, evidence])
  return applied
}
