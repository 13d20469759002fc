// Counts refused faces for the LINE account and for the ID number as well as for the enrolment, so that neither starting
// over, nor an erasure, nor another account gives new tries.
import type { Failure } from '../../core/journey/failures.ts'
import { failuresAt } from '../../core/journey/progress.ts'
import type { Result } from '../../core/result.ts'
import type { Deps } from '../deps.ts'
import type { Enrolment, PersonId } from '../model.ts'
import { type ApplyRefusal, applyTo } from './apply.ts'

/** The enrolment with the failures that are known of its account and its number, besides its own. */
export const withKnownFailures = async (deps: Deps, enrolment: Enrolment): Promise<Enrolment> => {
  const { data } = enrolment.facts
  const now = deps.clock()
  const known = data ? await deps.store.tallies.faceFailures(enrolment.person, data, now) : 0
  if (known <= failuresAt(enrolment.progress, 'selfie', now)) return enrolment
  const failures = { ...enrolment.progress.failures, selfie: { count: known, at: now } }
  return { ...enrolment, progress: { ...enrolment.progress, failures } }
}

/** Counts one failure at the person's step. A refused face also counts for the account and the number. */
export const countFailure = async (
  deps: Deps,
  person: PersonId,
  reason: Failure,
): Promise<Result<Enrolment, ApplyRefusal>> => {
  const enrolment = await deps.store.enrolments.load(person, deps.clock())
  const known = await withKnownFailures(deps, enrolment)
  const { data } = enrolment.facts
  if (data && enrolment.progress.step === 'selfie') await deps.store.tallies.faceFailed(person, data, deps.clock())
  return applyTo(deps, known, { type: 'failed', reason })
}
