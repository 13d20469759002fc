// A person's progress: the step, and the failures at each step.

import { triesAllowed, triesForgottenAfterHours } from '../tries.ts'
import type { Step } from './map.ts'

/** `at`: time of the latest failure, ms since the epoch. */
export type Failures = { readonly count: number; readonly at: number }
export type Progress = {
  readonly step: Step
  readonly failures: Readonly<Partial<Record<Step, Failures>>>
  /** The step at which a person who asked for help can continue alone; absent where that is not possible. */
  readonly resume?: Step
}

export const initialProgress: Progress = { step: 'terms', failures: {} }

/** Failures at a step that still count at `now` (ms since the epoch). */
export const failuresAt = (progress: Progress, step: Step, now: number): number => {
  const failures = progress.failures[step]
  if (!failures || now - failures.at > triesForgottenAfterHours * 3_600_000) return 0
  return failures.count
}

export const triesLeft = (progress: Progress, now: number): number =>
  Math.max(0, triesAllowed - failuresAt(progress, progress.step, now))
