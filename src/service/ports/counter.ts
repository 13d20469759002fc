// The store's port for the cases of people who come to the counter before they have a card. Named by store.ts.
import type { Viewer } from '../../core/inspection/access-log.ts'
import type { CaseReason } from '../../core/journey/failures.ts'
import type { PersonId } from '../model.ts'

/** `about`: names the case in the office log. `mismatches`: see `compared`. */
export type CounterCase = {
  about: string
  person: PersonId
  reason: CaseReason
  openedAt: number
  mismatches: number
}

/** The officer at the desk; `subject`: the identity provider's id, stored as a keyed hash. */
export type AtCounter = { by: Viewer; subject: string }

export type CounterCases = {
  /** The open case with this code. The caller compares the code with the person's sealed facts before it counts. */
  find: (code: string) => Promise<CounterCase | undefined>
  /**
   * Gives the case to one officer until `until`, and writes that into the office log. False: another officer has it. An
   * officer who opens it again keeps it, without another line.
   */
  take: (of: CounterCase, at: AtCounter, now: number, until: number) => Promise<boolean>
  /** Whether this officer has the case now. */
  has: (of: CounterCase, subject: string, now: number) => Promise<boolean>
  /** Writes into the office log whether the real card agreed with the person's data, and counts it if not. */
  compared: (of: CounterCase, at: AtCounter, agrees: boolean, now: number) => Promise<void>
}
