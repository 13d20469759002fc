// Human review of a case: what a reviewer sees, and the consequences of the verdicts yes, no and unsure.
// Decision 057: reviewers are officials and do not review their own face. Decision 059: every case ends, at the latest
// with a visit.

import { typedFields } from '../../core/card/reading-report.ts'
import type { ReviewCase } from '../../core/contract/responses/officials.ts'
import type { Evidence } from '../../core/face/evidence.ts'
import { consequenceOfReview, measuredMatch, type ReviewVerdict, reviewLimits } from '../../core/face/recheck.ts'
import { faceRecipes } from '../../core/face/recipes.ts'
import { type RiskFlag, riskFlags } from '../../core/face/risk.ts'
import type { Viewer } from '../../core/inspection/access-log.ts'
import type { CaseReason } from '../../core/journey/failures.ts'
import type { Deps } from '../deps.ts'
import type { Job, Reviewer } from '../model.ts'
import { confirmedJobs, enrolledPictures, officerJobs, stillWaits } from '../pin/confirmation.ts'
import { freeHelpCode } from '../platform/free-code.ts'
import type { CaseInReview, ReviewOutcome } from '../ports/face-review.ts'
import { shownPictures } from './shown.ts'

export type ReviewRefusal = 'no_such_case' | 'own_case' | 'evidence_gone'

/** The flags that still have words: evidence of an earlier version may carry others. */
const knownFlags = (flags: readonly string[]): RiskFlag[] =>
  flags.flatMap((flag) => riskFlags.find((name) => name === flag) ?? [])

/** Whether the case is the reviewer's own; reviewers must not judge their own face. */
export const isOwnCase = async ({ store }: Deps, { person }: CaseInReview, { line }: Reviewer) =>
  (await store.people.lineUserId(person)) === line

const caseForReviewer = async (deps: Deps, id: string, reviewer: Reviewer): Promise<CaseInReview | ReviewRefusal> => {
  const found = await deps.store.faceReviews.find(id, reviewer.subject)
  if (!found) return 'no_such_case'
  return (await isOwnCase(deps, found, reviewer)) ? 'own_case' : found
}

/** Opens a case. The access is in the holder's log before the reviewer receives the pictures. */
export const openForReview = async (
  deps: Deps,
  id: string,
  by: Viewer,
  reviewer: Reviewer,
): Promise<ReviewCase | ReviewRefusal> => {
  const found = await caseForReviewer(deps, id, reviewer)
  if (typeof found === 'string') return found
  if (found.kind === 'recovery' && !(await stillWaits(deps, found))) return 'no_such_case'
  const [bytes, enrolled, ofPerson, pictures, earlier] = await Promise.all([
    deps.vault.get(found.person, found.evidence),
    deps.store.enrolments.load(found.person, deps.clock()),
    deps.store.cards.of(found.person),
    found.kind === 'recovery' ? recoveryPictures(deps, found) : undefined,
    deps.store.outcomes.aboutCase(id),
  ])
  if (!ofPerson) return 'no_such_case'
  if (!bytes || (found.kind === 'recovery' && !pictures)) {
    await inviteHolder(deps, found)
    return 'evidence_gone'
  }
  const { corrected = [], doubtful = [] } = enrolled.facts
  const ofCard: RiskFlag[] = enrolled.facts.onScreen ? ['card_on_screen'] : []
  const entry = { at: deps.clock(), via: 'review', by, scope: 'face', result: 'seen' } as const
  await deps.store.faceReviews.recordAccess(found, reviewer.subject, entry)
  const { card, portrait, frames, flags } = JSON.parse(new TextDecoder().decode(bytes)) as Evidence
  const { kind, reason, openedAt, report } = found
  return {
    id,
    kind,
    reason,
    openedAt,
    // For a new PIN the phone chose the picture to compare with: the reviewer compares with the card’s own portrait.
    card: pictures?.portrait ?? card,
    selfie: portrait,
    shown: await shownPictures(deps, ofPerson),
    frames: frames.map(({ jpeg }) => jpeg),
    angles: frames.map(({ ask, yaw, pitch }) => ({ ask, yaw: Math.round(yaw), pitch: Math.round(pitch) })),
    earlier,
    flags: [...knownFlags(flags), ...(report?.flags ?? []), ...ofCard],
    typed: typedFields({ corrected, doubtful }),
  }
}

const recoveryPictures = async (deps: Deps, { person }: Pick<CaseInReview, 'person'>) => {
  const card = await deps.store.cards.of(person)
  return card && enrolledPictures(deps, card)
}

/** Tells the holder why to come and with which code. */
const visitMessage = (reason: CaseReason, code: string): Job[] => [{ do: 'say', said: [{ say: 'help', code, reason }] }]

/** Whether the recheck found a match, so that one person's yes raises the card. */
const foundMatch = ({ config: { faces } }: Deps, { report }: Pick<CaseInReview, 'report'>): boolean => {
  const recipe = faceRecipes[faces.model]
  return report?.recipe === recipe.id && measuredMatch(report, recipe, faces.calibration)
}

const consequences = async (
  deps: Deps,
  said: ReviewVerdict,
  found: CaseInReview,
): Promise<{ outcome: ReviewOutcome; jobs: Job[] }> => {
  const card = await deps.store.cards.of(found.person)
  const code = await freeHelpCode(deps)
  const consequence = consequenceOfReview(said, { said: found.said, matched: foundMatch(deps, found) })
  // A yes about the phone's pictures raises nothing: no examiner has seen them.
  switch (consequence === 'raise' && card?.pictures !== 'examiner' ? 'ask_in' : consequence) {
    case 'raise':
      return { outcome: { state: 'closed', card: 'reviewed' }, jobs: [{ do: 'announce', first: 'faceReviewed' }] }
    case 'hold':
      return { outcome: { state: 'visit', code, card: 'suspended' }, jobs: visitMessage('face_refused', code) }
    case 'ask_in':
      return { outcome: { state: 'visit', code }, jobs: visitMessage('face_unsure', code) }
    case 'wait':
      return { outcome: { state: 'review' }, jobs: [] }
  }
}

/** Nobody but an officer can say yes after a no: the pictures were looked at. */
const consequencesForNewPin: typeof consequences = async (deps, said, { person, said: earlier }) => {
  // As for a raise. A case whose frames matched the enrolled pictures never comes to reviewers, so it always takes two.
  const consequence = consequenceOfReview(said, { said: earlier, matched: false })
  if (consequence === 'wait') return { outcome: { state: 'review' }, jobs: [] }
  if (consequence === 'raise')
    return { outcome: { state: 'closed', confirmed: true }, jobs: await confirmedJobs(deps, person) }
  const code = await freeHelpCode(deps)
  return { outcome: { state: 'visit', code }, jobs: officerJobs(code) }
}

export const judgeCase = async (
  deps: Deps,
  id: string,
  by: Viewer,
  reviewer: Reviewer,
  verdict: { said: ReviewVerdict; why: string },
): Promise<ReviewRefusal | 'judged_already' | undefined> => {
  const found = await caseForReviewer(deps, id, reviewer)
  if (typeof found === 'string') return found
  const review = { by, ...verdict, at: deps.clock() }
  const decide = found.kind === 'recovery' ? consequencesForNewPin : consequences
  const { outcome, jobs } = await decide(deps, verdict.said, found)
  const recorded = await deps.store.faceReviews.judge(found, reviewer.subject, review, outcome, jobs)
  if (!recorded) return 'judged_already'
  deps.log('face_reviewed', { said: verdict.said })
  return undefined
}

/** Invites the holder to a visit, because the pictures do not suffice or are erased. */
export const inviteHolder = async (deps: Deps, found: CaseInReview): Promise<void> => {
  const code = await freeHelpCode(deps)
  const jobs = found.kind === 'recovery' ? officerJobs(code) : visitMessage('face_unsure', code)
  const invited = await deps.store.faceReviews.inviteHolder(found, code, jobs)
  if (invited) deps.log('face_asked_in')
}

/** Cases ended per run; the rest waits for the next hour. */
const batchSize = 50
const DAY = 86_400_000

/** Invites the holders of cases that have waited too long for a verdict. */
export const endOverdueCases = async (deps: Deps): Promise<void> => {
  const since = deps.clock() - reviewLimits.days * DAY
  for (const found of await deps.store.faceReviews.overdue(since, batchSize)) await inviteHolder(deps, found)
}
