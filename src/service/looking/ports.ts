// The store's port for the second look. Named by deps.ts.
import type { LookOutcome, LookReport, ReviewReason } from '../../core/journey/second-look.ts'
import type { CardId, Intent, PersonId, VaultId } from '../deps.ts'

/** `waiting`: for an examiner, leased or not. `review`: for a person's look. */
export type CaseState = 'waiting' | 'review' | 'closed'
export type FaceCase = { id: string; person: PersonId; card: CardId; evidence: VaultId; leases: number }
export type Leased = FaceCase & { lease: string; until: number }

export type FaceCases = {
  /** Takes the oldest case that nobody has, for this examiner alone until `until`; one whose lease died is taken again. */
  lease: (now: number, until: number) => Promise<Leased | undefined>
  /** The case under this lease while it lives; afterwards somebody else may have it. */
  held: (id: string, lease: string, now: number) => Promise<FaceCase | undefined>
  /**
   * Writes what follows from a look: the card's level where it rises, the case's end or its place in the review, and what
   * is said. The same result under the same lease changes nothing a second time. False: the lease is not theirs any more.
   */
  result: (
    id: string,
    lease: string,
    outcome: LookOutcome,
    report: LookReport | undefined,
    intents: readonly Intent[],
    now: number,
  ) => Promise<boolean>
  close: (id: string, now: number) => Promise<void>
  /** Cases that wait for a person, the oldest first. */
  inReview: (most: number) => Promise<(FaceCase & { reason: ReviewReason; openedAt: number })[]>
}
