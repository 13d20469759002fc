// The visit of a holder who comes with the code and the real card: what the
// officer sees, and the effect of the verdict.

import { type CardData, nameLine } from '../../core/card/card.ts'
import { agreesWith, mostMismatches, type RealCard, seenDocument } from '../../core/card/real-card.ts'
import { maskIdNumber } from '../../core/card/thai-id.ts'
import type { ComparedVisit, Visit } from '../../core/contract/responses/officials.ts'
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

/**
 * Opens a visit. The access is in the holder's log before the officer receives the pictures. What the holder entered is
 * not among them: the officer would copy it instead of reading the real card.
 */
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
  return {
    kind: found.kind,
    held: card.suspended,
    earlier,
    shown,
    // For a new PIN the phone chose that picture, so the officer does not get it.
    ...(evidence &&
      found.kind === 'enrolment' && { card: (JSON.parse(new TextDecoder().decode(evidence)) as Evidence).card }),
  }
}

/** `triesLeft`: comparisons that may still differ. */
export type VisitRefusal =
  | ReviewRefusal
  | 'judged_already'
  | 'compared_too_often'
  | { differs: true; triesLeft: number }

/**
 * Compares what the officer typed off the real card with the digital card. Which of the two differs is not told. A wrong
 * pair is counted; after the last one only a no ends the visit.
 */
const realCardOf = async (
  deps: Deps,
  found: CaseInReview,
  by: Viewer,
  reviewer: Reviewer,
  real: RealCard,
): Promise<CardData | VisitRefusal> => {
  const card = await deps.store.cards.of(found.person)
  if (!card) return 'no_such_case'
  const agrees = agreesWith(real, card.data)
  const counted = await deps.store.faceReviews.compared(
    found,
    reviewer.subject,
    by,
    agrees,
    deps.clock(),
    mostMismatches,
  )
  if (counted === 'not_opened') return 'judged_already'
  if (counted === 'too_often') return 'compared_too_often'
  return agrees ? card.data : { differs: true, triesLeft: mostMismatches - found.mismatches - 1 }
}

/** Tells the officer what the holder entered, once number and birth date of the real card agree. */
export const compareVisit = async (
  deps: Deps,
  code: string,
  by: Viewer,
  reviewer: Reviewer,
  real: RealCard,
): Promise<ComparedVisit | VisitRefusal> => {
  const found = await caseForOfficer(deps, code, reviewer)
  if (typeof found === 'string') return found
  const data = await realCardOf(deps, found, by, reviewer, real)
  if (typeof data === 'string' || 'differs' in data) return data
  const { titleThai, firstNameThai, middleNameThai, lastNameThai, idNumber } = data
  return {
    name: nameLine([titleThai, firstNameThai, middleNameThai, lastNameThai]),
    idMasked: maskIdNumber(idNumber),
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

export type VisitVerdict = { said: 'yes'; why: string; card: RealCard } | { said: 'no'; why: string }

/**
 * Records the officer's verdict. A yes needs the real card once more, because what the page compared before is a claim. It
 * ends the case: the card is usable, and has the levels of a card and a person that an officer saw. After a no it stays
 * frozen.
 */
export const endVisit = async (
  deps: Deps,
  code: string,
  by: Viewer,
  reviewer: Reviewer,
  verdict: VisitVerdict,
): Promise<VisitRefusal | undefined> => {
  const found = await caseForOfficer(deps, code, reviewer)
  if (typeof found === 'string') return found
  if (verdict.said === 'yes') {
    const data = await realCardOf(deps, found, by, reviewer, verdict.card)
    if (typeof data === 'string' || 'differs' in data) return data
  }
  const card = await deps.store.cards.of(found.person)
  const { said, why } = verdict
  const review = { by, said, why, at: deps.clock(), inPerson: true } as const
  if (found.kind === 'recovery') return endVisitForNewPin(deps, code, found, reviewer, review)
  const outcome: ReviewOutcome =
    said === 'yes'
      ? {
          state: 'closed',
          card: 'in-person',
          document: card && seenDocument(card.assurance.document, deps.config.issuer.id),
        }
      : { state: 'visit', card: 'suspended' }
  const jobs: Job[] =
    said === 'yes'
      ? [{ do: 'announce', first: card?.pictures === 'examiner' ? 'faceSeen' : 'faceSeenOnly' }]
      : [{ do: 'say', said: [{ say: 'help', code, reason: 'face_refused' }] }]
  const recorded = await deps.store.faceReviews.judge(found, reviewer.subject, review, outcome, jobs)
  if (!recorded) return 'judged_already'
  deps.log('face_seen', { said })
  return undefined
}
