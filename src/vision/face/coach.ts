// Decides which hint is shown: one at a time, no faster than a user can follow, by the time stamps of the frames.

import { captureRules } from './capture-rules.ts'
import type { FaceHint } from './hints.ts'

/** `wants`: the hint that is needed but not shown yet, and since when it is needed. */
export type Coach = { hint: FaceHint; sinceMs: number; wants?: { hint: FaceHint; sinceMs: number } }

/** Commands replace a hint sooner than corrections do: a user who has done what was asked must not keep straining. */
const commands: readonly FaceHint[] = ['turn_left', 'turn_right', 'look_up', 'blink', 'back_to_centre', 'done']

const { commandMs, correctionMs, settleMs } = captureRules.coach

/**
 * How long (ms) `shown` stays before `next` may replace it. `hold_still` is good news, so it comes as soon as a
 * command.
 */
const stays = (shown: FaceHint, next: FaceHint): number => {
  if (shown === 'loading' || next === 'done') return 0
  return commands.includes(next) || next === 'hold_still' || shown === 'hold_still' ? commandMs : correctionMs
}

/** Whether a command given now would be shown at once. */
export const mayCommand = (coach: Coach | undefined, atMs: number): boolean =>
  coach === undefined || coach.hint === 'loading' || atMs - coach.sinceMs >= commandMs

/**
 * The coach after a frame that needs `hint`. A correction must be needed for `settleMs`, so that one odd frame shows
 * none.
 */
export const advanceCoach = (before: Coach | undefined, hint: FaceHint, atMs: number): Coach => {
  if (!before) return { hint, sinceMs: atMs }
  if (hint === before.hint) return { hint, sinceMs: before.sinceMs }
  const wants = before.wants?.hint === hint ? before.wants : { hint, sinceMs: atMs }
  const settled = commands.includes(hint) || atMs - wants.sinceMs >= settleMs
  if (settled && atMs - before.sinceMs >= stays(before.hint, hint)) return { hint, sinceMs: atMs }
  return { ...before, wants }
}
