// Cases for examiners: lent out, looked at elsewhere, and judged here by rules of the journey.

import type { CaseLease, RecheckCase } from '../../core/contract/responses/examiner.ts'
import type { Evidence } from '../../core/face/evidence.ts'
import { judgeRecheck, type RecheckOutcome, type RecheckReport } from '../../core/face/recheck.ts'
import type { Deps } from '../deps.ts'
import type { Job } from '../model.ts'

/** ms for one case: many times what a look takes, little enough that a dead examiner costs nobody the day. */
const leaseMs = 60_000
/** A case on which so many examiners died is for a person. */
const mostLeases = 5

/** What the citizen reads: the card anew where its level rose, a sentence where a person will look. */
const said = (outcome: RecheckOutcome): Job[] =>
  'level' in outcome
    ? [{ do: 'announce', first: 'faceRechecked' }]
    : [{ do: 'say', said: [{ say: 'sentence', sentence: 'faceInReview' }] }]

export const leaseCase = async (deps: Deps): Promise<CaseLease> => {
  for (;;) {
    const now = deps.clock()
    const leased = await deps.store.faceCases.lease(now, now + leaseMs)
    if (!leased) return undefined
    if (leased.leases <= mostLeases) return { id: leased.id, lease: leased.lease, until: leased.until }
    const outcome: RecheckOutcome = { review: 'could_not_look' }
    await deps.store.faceCases.result(leased.id, leased.lease, outcome, undefined, said(outcome), now)
    deps.log('face_case', { reason: 'could_not_look' })
  }
}

/** The evidence under a living lease; a case whose evidence was erased meanwhile is closed. */
export const leasedEvidence = async (
  deps: Deps,
  id: string,
  lease: string,
): Promise<RecheckCase | 'lease_lost' | 'evidence_gone'> => {
  const leased = await deps.store.faceCases.leased(id, lease, deps.clock())
  if (!leased) return 'lease_lost'
  const [bytes, { facts }] = await Promise.all([
    deps.vault.get(leased.person, leased.evidence),
    deps.store.enrolments.load(leased.person, deps.clock()),
  ])
  if (!bytes) {
    await deps.store.faceCases.close(id, deps.clock())
    return 'evidence_gone'
  }
  const head = facts.selfie?.evidence === leased.evidence ? facts.selfie.head : undefined
  const { calibration } = deps.config
  return { evidence: JSON.parse(new TextDecoder().decode(bytes)) as Evidence, head, calibration }
}

/** Judges a report; false when the lease was somebody else's by then. */
export const acceptReport = async (deps: Deps, id: string, lease: string, report: RecheckReport): Promise<boolean> => {
  const seen = await leasedEvidence(deps, id, lease)
  const flags = typeof seen === 'string' ? [] : seen.evidence.flags
  const outcome = judgeRecheck(report, flags, deps.config.calibration)
  const taken = await deps.store.faceCases.result(id, lease, outcome, report, said(outcome), deps.clock())
  if (taken) deps.log('face_case', 'level' in outcome ? { level: outcome.level } : { reason: outcome.review })
  return taken
}
