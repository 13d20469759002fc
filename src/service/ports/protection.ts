// The store's ports against misuse: outcomes of an ID number, counts of a day, and free codes. Named by store.ts.
import type { Budget } from '../../core/budgets.ts'
import type { NumberOutcome } from '../../core/face/outcomes.ts'
import type { PersonId } from '../model.ts'

/** Rows here name no person: they stay when the person is erased, withdraws, or comes back with another account. */
export type Outcomes = {
  /** What was found about this ID number, oldest first. */
  of: (idNumber: string) => Promise<NumberOutcome[]>
  /** … about the number of the card of this face case, for whoever judges it. */
  aboutCase: (faceCase: string) => Promise<NumberOutcome[]>
  /** Frees a number: its next card begins like any other. `official`: the identity provider's id. False: nothing to free. */
  free: (idNumber: string, official: string, now: number) => Promise<boolean>
}

/** A number, and the code on the back of its card if there is one. */
export type NumberTried = { idNumber: string; laserCode?: string }

export type Tallies = {
  /** Uses one of today's budget of the person's LINE account. `left`: how many remain; negative if it was used up. */
  take: (person: PersonId, budget: Budget, now: number) => Promise<{ left: number }>
  /** Counts a refused face for the account, the number, and the number with its laser code. */
  faceFailed: (person: PersonId, tried: NumberTried, now: number) => Promise<void>
  /** Refused faces of the last day that count for this person with this number: at least `triesAllowed` means no more. */
  faceFailures: (person: PersonId, tried: NumberTried, now: number) => Promise<number>
}

/** Codes for the counter that are in use, of cases and of visits. */
export type HelpCodes = { inUse: (codes: readonly string[]) => Promise<string[]> }
