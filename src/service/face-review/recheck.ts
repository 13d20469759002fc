// Cases for examiners: leased, examined outside the service, and judged here by the rules of core/face.

import type { CaseLease, RecheckCase } from '../../core/contract/responses/examiner.ts'
import type { Evidence } from '../../core/face/evidence.ts'
import { judgeRecheck, type RecheckOutcome, type RecheckReport } from '../../core/face/recheck.ts'
import { faceRecipes } from '../../core/face/recipes.ts'
import type { Deps } from '../deps.ts'
import type { Job } from '../model.ts'
import { acceptRecoveryReport, recoveryCase, sendToOfficer } from '../pin/confirmation.ts'

/** ms of a lease: many times what a recheck takes, and short enough that a crashed examiner causes little delay. */
const leaseMs = 60_000
/** A case whose examiners crashed this many times goes to a human reviewer. */
const maxLeases = 5

/** The message to the holder: the card again if its level rose, or a sentence if a reviewer will look at it. */
const messageJobs = (outcome: RecheckOutcome): Job[] =>
  'level' in outcome
    ? [{ do: 'announce', first: 'faceRechecked' }]
    : [{ do: 'say', said: [{ say: 'sentence', sentence: 'faceInReview' }] }]

export const leaseCase = async (deps: Deps): Promise<CaseLease> => {
  for (;;) {
    const now = deps.clock()
    const leased = await deps.store.faceCases.lease(now, now + leaseMs)
    if (!leased) return undefined
    if (leased.leases <= maxLeases) return { id: leased.id, lease: leased.lease, until: leased.until }
    if (leased.kind === 'recovery') {
      await sendToOfficer(deps, leased, leased.lease, 'could_not_look')
      continue
    }
    const outcome: RecheckOutcome = { review: 'could_not_look' }
    await deps.store.faceCases.result(leased.id, leased.lease, outcome, undefined, messageJobs(outcome), now)
    deps.log('face_case', { reason: 'could_not_look' })
  }
}

/** The evidence while the lease lasts. A case whose evidence was erased meanwhile is closed. */
export const leasedEvidence = async (
  deps: Deps,
  id: string,
  lease: string,
): Promise<RecheckCase | 'lease_lost' | 'evidence_gone'> => {
  const leased = await deps.store.faceCases.leased(id, lease, deps.clock())
  if (!leased) return 'lease_lost'
  if (leased.kind === 'recovery') {
    const given = await recoveryCase(deps, leased)
    if (!given) await sendToOfficer(deps, leased, lease, 'could_not_look')
    return given ?? 'evidence_gone'
  }
  const [bytes, { facts }] = await Promise.all([
    deps.vault.get(leased.person, leased.evidence),
    deps.store.enrolments.load(leased.person, deps.clock()),
  ])
  if (!bytes) {
    await deps.store.faceCases.close(id, deps.clock())
    return 'evidence_gone'
  }
  const head = facts.selfie?.evidence === leased.evidence ? facts.selfie.head : undefined
  return { evidence: JSON.parse(new TextDecoder().decode(bytes)) as Evidence, head, ...deps.config.faces }
}

/**
 * Judges a report. False if the lease has ended, or if the deployment now compares faces by another model: the case is
 * then leased again.
 */
export const acceptReport = async (deps: Deps, id: string, lease: string, report: RecheckReport): Promise<boolean> => {
  const { model, calibration } = deps.config.faces
  const recipe = faceRecipes[model]
  if (report.recipe !== recipe.id) return false
  const leased = await deps.store.faceCases.leased(id, lease, deps.clock())
  if (leased?.kind === 'recovery') return acceptRecoveryReport(deps, leased, lease, report)
  const recheckCase = await leasedEvidence(deps, id, lease)
  const flags = typeof recheckCase === 'string' ? [] : recheckCase.evidence.flags
  const outcome = judgeRecheck(report, flags, recipe, calibration)
  const recorded = await deps.store.faceCases.result(id, lease, outcome, report, messageJobs(outcome), deps.clock())
  if (recorded) deps.log('face_case', 'level' in outcome ? { level: outcome.level } : { reason: outcome.review })
  return recorded
}
