// The state of a selfie between two frames: the asks so far, the measurements and the hint on the screen.

import type { Ask } from '../../core/face/asks.ts'
import type { Coach } from './coach.ts'
import type { CaptureFault, FaceHint } from './hints.ts'
import type { MeasuredFace } from './measure.ts'

export type RestingPose = { yaw: number; pitch: number; open: number }

/** `pause`: the next ask has not arrived yet, or the user does not look straight ahead yet. */
export type Phase = 'position' | 'pause' | 'ask' | 'centre' | 'burst'

export type Capture = {
  /** The asks so far. */
  asks: readonly Ask[]
  /** How many asks there will be. */
  steps: number
  /** Whether asks arrive one by one, with the final look at the camera as the last of them. */
  oneByOne: boolean
  /** The ask that is shown as soon as the user looks straight ahead. */
  given?: 'centre' | Ask
  coach?: Coach
  phase: Phase
  /** The number of fulfilled asks. */
  done: number
  phaseSinceMs?: number
  /** When the first ask was shown: the start of the round. */
  roundSinceMs?: number
  holdSinceMs?: number
  /** The faces measured while the user held still. Their median is `rest`, the user's own straight look. */
  steady: readonly MeasuredFace[]
  rest: RestingPose
  last?: { atMs: number; face: MeasuredFace }
  /** The number of frames in a row without the face. */
  missed: number
  secondSinceMs?: number
  /** The times of the first and the last frame with shut eyes. */
  closed?: { sinceMs: number; lastMs: number }
  coveredSinceMs?: number
  burst: number
}

/**
 * `hint`: the hint on the screen. `helping`: the phase has lasted so long that the screen should explain more. `take`:
 * keep this frame as evidence of that ask; a later frame for the same ask (other than centre) replaces it.
 */
export type CaptureStep = {
  capture: Capture
  hint: FaceHint
  helping: boolean
  progress: number
  take?: 'centre' | Ask
  end?: 'done' | CaptureFault
}
