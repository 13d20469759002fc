// A person's look at a case: what a reviewer sees, and what follows from a yes, a no and a not sure.
// Decision 057: nobody reviews their own face. Decision 059: every case ends, at the latest with a visit.

import type { ReviewCase } from '../../core/contract/responses/officials.ts'
import type { Evidence } from '../../core/face/evidence.ts'
import { consequenceOfReview, type ReviewVerdict, reviewLimits } from '../../core/face/recheck.ts'
import { type RiskFlag, riskFlags } from '../../core/face/risk.ts'
import type { Viewer } from '../../core/inspection/access-log.ts'
import type { CaseReason } from '../../core/journey/failures.ts'
import { helpCode } from '../../core/journey/help-code.ts'
import type { Deps } from '../deps.ts'
import type { Job, Reviewer } from '../model.ts'
import type { CaseInReview, ReviewOutcome } from '../ports/face-review.ts'

export type ReviewRefusal = 'no_such_case' | 'own_case' | 'evidence_gone'

/** Evidence of an earlier version may carry a flag that nobody words any more. */
const known = (flags: readonly string[]): RiskFlag[] =>
  flags.flatMap((flag) => riskFlags.find((name) => name === flag) ?? [])

/** Nobody judges their own face. */
export const isOwnCase = async ({ store }: Deps, { person }: CaseInReview, { line }: Reviewer) =>
  (await store.people.lineUserId(person)) === line

const reviewable = async (deps: Deps, id: string, reviewer: Reviewer): Promise<CaseInReview | ReviewRefusal> => {
  const found = await deps.store.faceReviews.find(id, reviewer.subject)
  if (!found) return 'no_such_case'
  return (await isOwnCase(deps, found, reviewer)) ? 'own_case' : found
}

/** The holder's log has the look before the reviewer has the pictures. */
export const openForReview = async (
  deps: Deps,
  id: string,
  by: Viewer,
  reviewer: Reviewer,
): Promise<ReviewCase | ReviewRefusal> => {
  const found = await reviewable(deps, id, reviewer)
  if (typeof found === 'string') return found
  const [bytes, enrolled] = await Promise.all([
    deps.vault.get(found.person, found.evidence),
    deps.store.enrolments.load(found.person, deps.clock()),
  ])
  if (!bytes) {
    await inviteHolder(deps, found)
    return 'evidence_gone'
  }
  const ofCard: RiskFlag[] = enrolled.facts.onScreen ? ['card_on_screen'] : []
  const entry = { at: deps.clock(), via: 'review', by, scope: 'face', result: 'seen' } as const
  await deps.store.faceReviews.recordAccess(found, reviewer.subject, entry)
  const { card, portrait, frames, flags } = JSON.parse(new TextDecoder().decode(bytes)) as Evidence
  const { reason, openedAt, report } = found
  return {
    id,
    reason,
    openedAt,
    card,
    selfie: portrait,
    angles: frames.map(({ ask, yaw, pitch }) => ({ ask, yaw: Math.round(yaw), pitch: Math.round(pitch) })),
    ...(report && {
      report: {
        samePerson: report.samePerson,
        portrait: report.portrait,
        card: report.card,
        centred: report.centred,
      },
    }),
    flags: [...known(flags), ...(report?.flags ?? []), ...ofCard],
  }
}

/** What the citizen is told: the card anew where its level rose, else the code to come with and why. */
const told = (reason: CaseReason, code: string): Job[] => [{ do: 'say', said: [{ say: 'help', code, reason }] }]

const follows = (deps: Deps, said: ReviewVerdict, unsure: number): { after: ReviewOutcome; jobs: Job[] } => {
  const code = helpCode(deps.random(6))
  switch (consequenceOfReview(said, unsure)) {
    case 'raise':
      return { after: { state: 'closed', card: 'reviewed' }, jobs: [{ do: 'announce', first: 'faceReviewed' }] }
    case 'hold':
      return { after: { state: 'visit', code, card: 'suspended' }, jobs: told('face_refused', code) }
    case 'ask_in':
      return { after: { state: 'visit', code }, jobs: told('face_unsure', code) }
    case 'wait':
      return { after: { state: 'review' }, jobs: [] }
  }
}

export const judgeCase = async (
  deps: Deps,
  id: string,
  by: Viewer,
  reviewer: Reviewer,
  verdict: { said: ReviewVerdict; why: string },
): Promise<ReviewRefusal | 'judged_already' | undefined> => {
  const found = await reviewable(deps, id, reviewer)
  if (typeof found === 'string') return found
  const review = { by, ...verdict, at: deps.clock() }
  // Until a yes or a no, every word on a case was a not sure.
  const { after, jobs } = follows(deps, verdict.said, found.verdicts)
  const taken = await deps.store.faceReviews.judge(found, reviewer.subject, review, after, jobs)
  if (!taken) return 'judged_already'
  deps.log('face_reviewed', { said: verdict.said })
  return undefined
}

/** Nobody can tell from pictures, or they are gone: the holder may come, and is told so. */
export const inviteHolder = async (deps: Deps, found: CaseInReview): Promise<void> => {
  const code = helpCode(deps.random(6))
  const asked = await deps.store.faceReviews.inviteHolder(found, code, told('face_unsure', code))
  if (asked) deps.log('face_asked_in')
}

/** Cases ended at once; the rest an hour later. */
const handful = 50
const DAY = 86_400_000

/** Cases that wait for too long. */
export const endOverdueCases = async (deps: Deps): Promise<void> => {
  const since = deps.clock() - reviewLimits.days * DAY
  for (const found of await deps.store.faceReviews.overdue(since, handful)) await inviteHolder(deps, found)
}
