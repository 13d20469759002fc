// The visit of a holder who comes with the code and the real card: what the
// officer sees, and the effect of the verdict.

import { nameLine } from '../../core/card/card.ts'
import { maskIdNumber } from '../../core/card/thai-id.ts'
import type { Visit } from '../../core/contract/responses/officials.ts'
import type { Evidence } from '../../core/face/evidence.ts'
import type { Viewer } from '../../core/inspection/access-log.ts'
import type { Deps } from '../deps.ts'
import type { Job, Reviewer } from '../model.ts'
import { confirmedJobs, officerJobs, stillWaits } from '../pin/confirmation.ts'
import type { CaseInReview, Review, ReviewOutcome } from '../ports/face-review.ts'
import { isOwnCase, type ReviewRefusal } from './review.ts'
import { shownPictures } from './shown.ts'

const caseForOfficer = async (deps: Deps, code: string, reviewer: Reviewer): Promise<CaseInReview | ReviewRefusal> => {
  const found = await deps.store.faceReviews.visit(code)
  if (!found) return 'no_such_case'
  if (found.kind === 'recovery' && !(await stillWaits(deps, found))) return 'no_such_case'
  return (await isOwnCase(deps, found, reviewer)) ? 'own_case' : found
}

/** Opens a visit. The access is in the holder's log before the officer receives the name and the pictures. */
export const openVisit = async (
  deps: Deps,
  code: string,
  by: Viewer,
  reviewer: Reviewer,
): Promise<Visit | ReviewRefusal> => {
  const found = await caseForOfficer(deps, code, reviewer)
  if (typeof found === 'string') return found
  const card = await deps.store.cards.of(found.person)
  if (!card) return 'no_such_case'
  const entry = { at: deps.clock(), via: 'review', by, scope: 'name', result: 'seen' } as const
  await deps.store.faceReviews.recordAccess(found, reviewer.subject, entry)
  const [shown, evidence, earlier] = await Promise.all([
    shownPictures(deps, card),
    deps.vault.get(found.person, found.evidence),
    deps.store.outcomes.aboutCase(found.id),
  ])
  const { titleThai, firstNameThai, middleNameThai, lastNameThai, idNumber } = card.data
  return {
    kind: found.kind,
    name: nameLine([titleThai, firstNameThai, middleNameThai, lastNameThai]),
    idMasked: maskIdNumber(idNumber),
    held: card.suspended,
    earlier,
    shown,
    // For a new PIN the phone chose that picture, so the officer does not get it.
    ...(evidence &&
      found.kind === 'enrolment' && { card: (JSON.parse(new TextDecoder().decode(evidence)) as Evidence).card }),
  }
}

/** A yes confirms the holder, who may choose a new PIN after the cooldown. After a no everything stays as it is. */
const endVisitForNewPin = async (
  deps: Deps,
  code: string,
  found: CaseInReview,
  reviewer: Reviewer,
  review: Review,
): Promise<'judged_already' | undefined> => {
  const yes = review.said === 'yes'
  const outcome: ReviewOutcome = yes ? { state: 'closed', confirmed: true } : { state: 'visit' }
  const jobs = yes ? await confirmedJobs(deps, found.person) : officerJobs(code)
  if (!(await deps.store.faceReviews.judge(found, reviewer.subject, review, outcome, jobs))) return 'judged_already'
  deps.log('new_pin_seen', { said: review.said })
  return undefined
}

/**
 * Records the officer's verdict. A yes ends the case: the card is usable and has
 * the in-person level. After a no it stays frozen.
 */
export const endVisit = async (
  deps: Deps,
  code: string,
  by: Viewer,
  reviewer: Reviewer,
  verdict: { said: 'yes' | 'no'; why: string },
): Promise<ReviewRefusal | 'judged_already' | undefined> => {
  const found = await caseForOfficer(deps, code, reviewer)
  if (typeof found === 'string') return found
  const card = await deps.store.cards.of(found.person)
  const review = { by, ...verdict, at: deps.clock(), inPerson: true } as const
  if (found.kind === 'recovery') return endVisitForNewPin(deps, code, found, reviewer, review)
  const outcome: ReviewOutcome =
    verdict.said === 'yes' ? { state: 'closed', card: 'in-person' } : { state: 'visit', card: 'suspended' }
  const jobs: Job[] =
    verdict.said === 'yes'
      ? [{ do: 'announce', first: card?.pictures === 'examiner' ? 'faceSeen' : 'faceSeenOnly' }]
      : [{ do: 'say', said: [{ say: 'help', code, reason: 'face_refused' }] }]
  const recorded = await deps.store.faceReviews.judge(found, reviewer.subject, review, outcome, jobs)
  if (!recorded) return 'judged_already'
  deps.log('face_seen', { said: verdict.said })
  return undefined
}
