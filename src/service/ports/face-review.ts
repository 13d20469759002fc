// The store's port for the second look. Named by deps.ts.

import type { RecheckOutcome, RecheckReport, ReviewReason, ReviewVerdict } from '../../core/face/recheck.ts'
import type { AccessEntry, Viewer } from '../../core/inspection/access-log.ts'
import type { CardId, Job, PersonId, VaultId } from '../model.ts'

/** `waiting`: for an examiner, leased or not. `review`: for a person's look. `visit`: for its holder to come to an officer. */
export type CaseState = 'waiting' | 'review' | 'visit' | 'closed'
export type FaceCase = { id: string; person: PersonId; card: CardId; evidence: VaultId; leases: number }
export type LeasedCase = FaceCase & { lease: string; until: number }

export type FaceCases = {
  /** Takes the oldest case that nobody has, for this examiner alone until `until`; one whose lease died is taken again. */
  lease: (now: number, until: number) => Promise<LeasedCase | undefined>
  /** The case under this lease while it lives; afterwards somebody else may have it. */
  leased: (id: string, lease: string, now: number) => Promise<FaceCase | undefined>
  /**
   * Writes what follows from a look: the card's level where it rises, the case's end or its place in the review, and what
   * is said. The same result under the same lease changes nothing a second time. False: the lease is not theirs any more.
   */
  result: (
    id: string,
    lease: string,
    outcome: RecheckOutcome,
    report: RecheckReport | undefined,
    jobs: readonly Job[],
    now: number,
  ) => Promise<boolean>
  close: (id: string, now: number) => Promise<void>
}

/** What a list may show: nobody's name. */
export type OpenCase = { id: string; reason: ReviewReason; openedAt: number }
/** `verdicts`: how many have said something so far. */
export type CaseInReview = OpenCase &
  Pick<FaceCase, 'person' | 'evidence'> & { state: 'review' | 'visit'; verdicts: number; report?: RecheckReport }
export type Review = { by: Viewer; said: ReviewVerdict; why: string; at: number; inPerson?: true }
/** What a word does to the case and to the card; `code`: what the holder is to say at the counter. */
export type ReviewOutcome = {
  state: 'review' | 'visit' | 'closed'
  code?: string
  card?: 'reviewed' | 'suspended' | 'in-person'
}

/** `reviewer`: the provider's id of the official, kept as a keyed hash. */
export type FaceReviews = {
  /** Cases that wait for a person, the oldest first, without those of which this one could not tell. */
  open: (reviewer: string, most: number) => Promise<OpenCase[]>
  find: (id: string, reviewer: string) => Promise<CaseInReview | undefined>
  /** The case whose holder has come, by the code. */
  visit: (code: string) => Promise<CaseInReview | undefined>
  /** Cases that have been in review since before `since`, the oldest first. */
  overdue: (since: number, most: number) => Promise<CaseInReview[]>
  /** Puts the pictures away and lets the holder come; false: it was no longer in review. */
  inviteHolder: (of: CaseInReview, code: string, jobs: readonly Job[]) => Promise<boolean>
  /** Writes the first look of this reviewer into the holder's log; a later one is that look. */
  recordAccess: (of: CaseInReview, reviewer: string, look: AccessEntry) => Promise<void>
  /**
   * Takes a word on a case that this reviewer has opened, with what follows for the card and what is said. False: somebody
   * was faster.
   */
  judge: (
    of: CaseInReview,
    reviewer: string,
    review: Review,
    after: ReviewOutcome,
    jobs: readonly Job[],
  ) => Promise<boolean>
}
