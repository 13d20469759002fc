// Ends a selfie round in which the same face does not stay in view, alone and within the time limit.

import { captureRules as rules } from './capture-rules.ts'
import type { Capture } from './capture-state.ts'
import type { CaptureFault } from './hints.ts'
import type { Measurement } from './measure.ts'

/** The fault that ends a round after its first ask, or undefined. */
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
