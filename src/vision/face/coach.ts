// Which hint is shown: one at a time, never faster than a person can follow. The clock is that of the frames.

import { captureRules } from './capture-rules.ts'
import type { FaceHint } from './hints.ts'

/** `wants`: what has been needed since when, and is not shown yet. */
export type Coach = { hint: FaceHint; sinceMs: number; wants?: { hint: FaceHint; sinceMs: number } }

/** Commands come sooner than corrections: a person who has done what was asked must not be left straining. */
const commands: readonly FaceHint[] = ['turn_left', 'turn_right', 'look_up', 'blink', 'back_to_centre', 'done']

const { commandMs, correctionMs, settleMs } = captureRules.coach

/** How long (ms) `shown` stays before `next` may take its place. `hold_still` says that all is well: no news comes more welcome. */
const stays = (shown: FaceHint, next: FaceHint): number => {
  if (shown === 'loading' || next === 'done') return 0
  return commands.includes(next) || next === 'hold_still' || shown === 'hold_still' ? commandMs : correctionMs
}

/** Whether a command made now would be shown at once. */
export const mayCommand = (coach: Coach | undefined, atMs: number): boolean =>
  coach === undefined || coach.hint === 'loading' || atMs - coach.sinceMs >= commandMs

/** The coach after a frame that needs `hint`. A correction must be needed for `settleMs`: one odd frame is no news. */
export const advanceCoach = (before: Coach | undefined, hint: FaceHint, atMs: number): Coach => {
  if (!before) return { hint, sinceMs: atMs }
  if (hint === before.hint) return { hint, sinceMs: before.sinceMs }
  const wants = before.wants?.hint === hint ? before.wants : { hint, sinceMs: atMs }
  const settled = commands.includes(hint) || atMs - wants.sinceMs >= settleMs
  if (settled && atMs - before.sinceMs >= stays(before.hint, hint)) return { hint, sinceMs: atMs }
  return { ...before, wants }
}
