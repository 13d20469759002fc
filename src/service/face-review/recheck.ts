// Cases for examiners: lent out, looked at elsewhere, and judged here by rules of the journey.
import type { Evidence } from '../../core/face/evidence.ts'
import { judgeLook, type LookCase, type LookOutcome, type LookReport } from '../../core/face/recheck.ts'
import type { Deps } from '../deps.ts'
import type { Intent } from '../model.ts'
import type { Leased } from '../ports/face-review.ts'

/** ms for one case: many times what a look takes, little enough that a dead examiner costs nobody the day. */
const leaseMs = 60_000
/** A case on which so many examiners died is for a person. */
const mostLeases = 5

/** What the citizen reads: the card anew where its level rose, a sentence where a person will look. */
const said = (outcome: LookOutcome): Intent[] =>
  'level' in outcome
    ? [{ do: 'announce', first: 'faceRechecked' }]
    : [{ do: 'say', said: [{ say: 'sentence', sentence: 'faceInReview' }] }]

export const leaseCase = async (deps: Deps): Promise<Pick<Leased, 'id' | 'lease' | 'until'> | undefined> => {
  for (;;) {
    const now = deps.clock()
    const leased = await deps.store.faceCases.lease(now, now + leaseMs)
    if (!leased) return undefined
    if (leased.leases <= mostLeases) return { id: leased.id, lease: leased.lease, until: leased.until }
    const outcome: LookOutcome = { review: 'could_not_look' }
    await deps.store.faceCases.result(leased.id, leased.lease, outcome, undefined, said(outcome), now)
    deps.log('face_case', { reason: 'could_not_look' })
  }
}

/** The evidence under a living lease; a case whose evidence was erased meanwhile is closed. */
export const evidenceOf = async (
  deps: Deps,
  id: string,
  lease: string,
): Promise<LookCase | 'lease_lost' | 'evidence_gone'> => {
  const held = await deps.store.faceCases.held(id, lease, deps.clock())
  if (!held) return 'lease_lost'
  const [bytes, { facts }] = await Promise.all([
    deps.vault.get(held.person, held.evidence),
    deps.store.enrolments.load(held.person, deps.clock()),
  ])
  if (!bytes) {
    await deps.store.faceCases.close(id, deps.clock())
    return 'evidence_gone'
  }
  const head = facts.selfie?.evidence === held.evidence ? facts.selfie.head : undefined
  const { calibration } = deps.config
  return { evidence: JSON.parse(new TextDecoder().decode(bytes)) as Evidence, head, calibration }
}

/** Judges a report; false when the lease was somebody else's by then. */
export const takeReport = async (deps: Deps, id: string, lease: string, report: LookReport): Promise<boolean> => {
  const seen = await evidenceOf(deps, id, lease)
  const flags = typeof seen === 'string' ? [] : seen.evidence.flags
  const outcome = judgeLook(report, flags, deps.config.calibration)
  const taken = await deps.store.faceCases.result(id, lease, outcome, report, said(outcome), deps.clock())
  if (taken) deps.log('face_case', 'level' in outcome ? { level: outcome.level } : { reason: outcome.review })
  return taken
}
