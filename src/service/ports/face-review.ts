// The store's ports for face rechecks and reviews. Named by deps.ts.

import type { DocumentAssurance } from '../../core/card/card.ts'
import type { CaseKind, RecheckOutcome, RecheckReport, ReviewReason, ReviewVerdict } from '../../core/face/recheck.ts'
import type { AccessEntry, Viewer } from '../../core/inspection/access-log.ts'
import type { CardId, Job, PersonId, SeenPictures, VaultId } from '../model.ts'

/**
 * `waiting`: for an examiner, leased or not. `review`: for a reviewer's
 * verdict. `visit`: for the holder to see an officer.
 */
export type CaseState = 'waiting' | 'review' | 'visit' | 'closed'
/** `head`: of a recovery's round, as the service kept it apart from the evidence. */
export type FaceCase = {
  id: string
  kind: CaseKind
  person: PersonId
  card: CardId
  evidence: VaultId
  head?: string
  leases: number
}
export type LeasedCase = FaceCase & { lease: string; until: number }

/** `replaced`: with new pictures on the card. `again`: it was recorded before. `lost`: the lease has ended. */
export type ResultWritten = 'written' | 'replaced' | 'again' | 'lost'

export type FaceCases = {
  /** Leases the oldest free case to one examiner until `until`. A case is free again when its lease ends. */
  lease: (now: number, until: number) => Promise<LeasedCase | undefined>
  /** The case while this lease lasts; afterwards another examiner may have it. */
  leased: (id: string, lease: string, now: number) => Promise<FaceCase | undefined>
  /**
   * Writes the result of a recheck: the card's pictures, its level if it rises or is in doubt, the end of the case or its
   * place in the review, and the messages. Without `pictures` no level rises. Repeating it under the same lease changes
   * nothing. A card that has ended, or whose row somebody else changed, keeps its pictures.
   */
  result: (
    id: string,
    lease: string,
    outcome: RecheckOutcome,
    seen: { report?: RecheckReport; pictures?: SeenPictures },
    jobs: readonly Job[],
    now: number,
  ) => Promise<ResultWritten>
  close: (id: string, now: number) => Promise<void>
  /**
   * Writes the result of the recheck of a recovery: the confirmation of the holder, the place in the review, or the
   * visit; and the messages. As `result`.
   */
  recoveryResult: (
    id: string,
    lease: string,
    outcome: RecoveryOutcome,
    report: RecheckReport | undefined,
    jobs: readonly Job[],
    now: number,
  ) => Promise<boolean>
  /**
   * Sends the holder of a recovery that nobody has confirmed yet to an officer. False: its case is decided, or the holder
   * has the code already.
   */
  inviteForNewPin: (person: PersonId, code: string, jobs: readonly Job[]) => Promise<boolean>
}

/** `visit`: the code that the holder shows at the counter. */
export type RecoveryOutcome = { confirmed: true } | { review: ReviewReason } | { visit: string; reason: ReviewReason }

/** What a list may show: no personal data. */
export type OpenCase = { id: string; kind: CaseKind; reason: ReviewReason; openedAt: number }
/** `verdicts`: how many verdicts the case has so far. `said`: those of reviewers. `mismatches`: see `compared`. */
export type CaseInReview = OpenCase &
  Pick<FaceCase, 'person' | 'evidence'> & {
    state: 'review' | 'visit'
    verdicts: number
    said: readonly ReviewVerdict[]
    mismatches: number
    report?: RecheckReport
  }
export type Review = { by: Viewer; said: ReviewVerdict; why: string; at: number; inPerson?: true }
/** What a verdict does to the case and to the card. `code`: what the holder shows at the counter. */
export type ReviewOutcome = {
  state: 'review' | 'visit' | 'closed'
  code?: string
  card?: 'reviewed' | 'suspended' | 'in-person'
  /** With `in-person`: the assurance of the document whose real card the officer compared. */
  document?: DocumentAssurance
  /** The holder of a recovery may choose a new PIN once the cooldown is over. */
  confirmed?: true
}

/** `reviewer`: the identity provider's id of the official, stored as a keyed hash. */
export type FaceReviews = {
  /** Cases in review, oldest first, except those on which this reviewer has given a verdict. */
  open: (reviewer: string, most: number) => Promise<OpenCase[]>
  find: (id: string, reviewer: string) => Promise<CaseInReview | undefined>
  /** The case of the holder who came to the counter with this code. */
  visit: (code: string) => Promise<CaseInReview | undefined>
  /** Cases in review since before `since`, oldest first. */
  overdue: (since: number, most: number) => Promise<CaseInReview[]>
  /** Ends the review and invites the holder to a visit. False: the case was no longer in review. */
  inviteHolder: (of: CaseInReview, code: string, jobs: readonly Job[]) => Promise<boolean>
  /**
   * Writes this reviewer's first view of the case into the holder's access log and the office log; later views add
   * nothing.
   */
  recordAccess: (of: CaseInReview, reviewer: string, look: AccessEntry) => Promise<void>
  /**
   * Writes into the office log whether the real card agreed, and counts it if not. `not_opened`: this reviewer has not
   * opened the visit. `too_often`: the card differed `most` times before.
   */
  compared: (
    of: CaseInReview,
    reviewer: string,
    by: Viewer,
    agrees: boolean,
    at: number,
    most: number,
  ) => Promise<'counted' | 'not_opened' | 'too_often'>
  /**
   * Records a verdict on a case that this reviewer has viewed, with its effect on the card, its messages and its line in
   * the office log. False:
   * another reviewer was first.
   */
  judge: (
    of: CaseInReview,
    reviewer: string,
    review: Review,
    after: ReviewOutcome,
    jobs: readonly Job[],
  ) => Promise<boolean>
}
