// From the first ask on it must be the same face, alone, without a cut, and within the time.

import { captureRules as rules } from './capture-rules.ts'
import type { Capture } from './capture-state.ts'
import type { CaptureFault } from './hints.ts'
import type { Measurement } from './measure.ts'

/** What breaks a round once it has begun, or undefined. */
export const roundFault = (capture: Capture, m: Measurement): CaptureFault | undefined => {
  const limit = rules[capture.phase === 'burst' ? 'centre' : capture.phase].limitMs
  if (m.atMs - (capture.phaseSinceMs ?? m.atMs) > limit) return 'timed_out'
  if (m.atMs - (capture.roundSinceMs ?? m.atMs) > rules.roundMs) return 'timed_out'
  if (capture.secondSinceMs !== undefined && m.atMs - capture.secondSinceMs >= rules.follow.secondMs)
    return 'second_face'
  const { last } = capture
  if (!last) return
  if (!m.face) return capture.missed > 1 && m.atMs - last.atMs > rules.follow.lostMs ? 'face_lost' : undefined
  if (m.atMs - last.atMs > rules.follow.gapMs) return
  const shift = Math.hypot(m.face.dx - last.face.dx, m.face.dy - last.face.dy) / last.face.width
  const grow = Math.max(m.face.width / last.face.width, last.face.width / m.face.width)
  return shift > rules.follow.shift || grow > rules.follow.grow ? 'jump' : undefined
}
