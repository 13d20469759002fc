// The state of a selfie between two frames: what was asked, what was measured, which hint is shown.

import type { Coach } from './coach.ts'
import type { Ask, CaptureFault, FaceHint } from './hints.ts'
import type { MeasuredFace } from './measure.ts'

export type RestingPose = { yaw: number; pitch: number; open: number }

/** `pause`: the next ask has not come yet, or the person does not look straight yet. */
export type Phase = 'position' | 'pause' | 'ask' | 'centre' | 'burst'

export type Capture = {
  /** What was asked so far. */
  asks: readonly Ask[]
  /** How many asks there will be. */
  steps: number
  /** Whether the look ahead at the end must be asked for too. */
  told: boolean
  /** What is to be asked as soon as the person looks straight. */
  given?: 'centre' | Ask
  coach?: Coach
  phase: Phase
  /** Asks fulfilled. */
  done: number
  phaseSinceMs?: number
  /** When the first ask was made: the start of the round. */
  roundSinceMs?: number
  holdSinceMs?: number
  /** Faces measured during the hold, and from them the person's own way of looking straight. */
  steady: readonly MeasuredFace[]
  rest: RestingPose
  last?: { atMs: number; face: MeasuredFace }
  /** Frames in a row without the face. */
  missed: number
  secondSinceMs?: number
  /** The first and the last frame of shut eyes. */
  closed?: { sinceMs: number; lastMs: number }
  coveredSinceMs?: number
  burst: number
}

/**
 * `hint`: what is shown. `helping`: it has been going on for long, more should be said. `take`: keep this frame as evidence of
 * that ask; a later frame for the same ask (other than centre) replaces it.
 */
export type CaptureStep = {
  capture: Capture
  hint: FaceHint
  helping: boolean
  progress: number
  take?: 'centre' | Ask
  end?: 'done' | CaptureFault
}
