// Plays a fake camera to the capture's state machine on a virtual clock, and reports how far the round came.
import { randomBytes } from 'node:crypto'
import type { Ask } from '../../../src/core/face/asks.ts'
import { pickWaits } from '../../../src/core/face/selfie.ts'
import { advanceCapture, currentAsk, giveAsk, startCapture } from '../../../src/vision/face/capture.ts'
import { captureRules } from '../../../src/vision/face/capture-rules.ts'
import type { CaptureFault } from '../../../src/vision/face/hints.ts'
import { measure } from '../../../src/vision/face/measure.ts'
import type { Face } from '../../../src/vision/face/mesh.ts'
import type { Pixels } from '../../../src/vision/pixels.ts'

/** A frame and the faces that were found in it. */
export type CameraFrame = { pixels: Pixels; faces: readonly Face[] }
/** Returns the frame at `atMs` (ms) of the round. `asked`: the current ask, shown on the screen for `sinceMs`. */
export type Camera = (asked: 'centre' | Ask, sinceMs: number, atMs: number) => Promise<CameraFrame> | CameraFrame
export type KeptFrame = CameraFrame & { ask: 'centre' | Ask; atMs: number }
export type PlayedRound = {
  /** True if the capture accepted the picture as a face in position. */
  face: boolean
  /** Number of asks fulfilled. */
  done: number
  end: 'done' | CaptureFault
  kept: KeptFrame[]
  asks: readonly Ask[]
  waits: readonly number[]
}

/** Time (ms) between two frames of an average phone. */
export const frameMs = 100

/** Every ordered pair of different asks: the challenges that the service may give. */
export const askOrders: readonly (readonly Ask[])[] = (['turnLeft', 'turnRight', 'lookUp'] as const).flatMap(
  (first, _, all) => all.filter((second) => second !== first).map((second) => [first, second]),
)

/** Receives the frame of the last ask and the number of asks so far. Returns the next ask and its delay (ms). */
export type NextAskSource = (frame: KeptFrame, askCount: number) => Promise<{ ask: 'centre' | Ask; afterMs: number }>

/** Plays a round as the service runs it: gives these asks one by one, each after a random pause. */
export const play = (camera: Camera, asks: readonly Ask[]): Promise<PlayedRound> => {
  const waits = pickWaits(randomBytes(2 * (asks.length + 1)))
  return playAsked(camera, asks.length, async (_, askCount) => ({
    ask: asks[askCount] ?? 'centre',
    afterMs: waits[askCount] ?? 0,
  }))
}

/** Plays a round with the asks of `next`. `everyMs`: time between two frames. */
export const playAsked = async (
  camera: Camera,
  steps: number,
  next: NextAskSource,
  everyMs = frameMs,
): Promise<PlayedRound> => {
  let capture = startCapture([], steps)
  const asks: Ask[] = []
  const waits: number[] = []
  let upcoming: 'centre' | Ask = 'centre'
  let kept: KeptFrame[] = []
  let [asked, askedAt]: ['centre' | Ask, number] = ['centre', 0]
  let dueMs = Number.POSITIVE_INFINITY
  for (let atMs = 0; ; atMs += everyMs) {
    if (capture.phase === 'pause' && atMs >= dueMs) {
      capture = giveAsk(capture, upcoming)
      dueMs = Number.POSITIVE_INFINITY
    }
    const frame = await camera(asked, atMs - askedAt, atMs)
    const phaseBefore = capture.phase
    const step = advanceCapture(capture, measure(frame.pixels, frame.faces, atMs))
    capture = step.capture
    if (step.take) {
      const { take } = step
      kept = [...kept.filter(({ ask }) => take === 'centre' || ask !== take), { ...frame, ask: take, atMs }]
    }
    const last = kept.at(-1)
    if (capture.phase === 'pause' && phaseBefore !== 'pause' && last && !step.end) {
      const answer = await next(last, waits.length)
      upcoming = answer.ask
      if (answer.ask !== 'centre') asks.push(answer.ask)
      waits.push(answer.afterMs)
      dueMs = atMs + answer.afterMs
    }
    const face = capture.phase !== 'position'
    // Ends early for a picture that never gets into position, instead of after the minute and a half that a user has.
    const stuck = !face && atMs > 2 * captureRules.position.coveredMs
    if (step.end || stuck) return { face, done: capture.done, end: step.end ?? 'timed_out', kept, asks, waits }
    if (currentAsk(capture) !== asked) [asked, askedAt] = [currentAsk(capture), atMs]
  }
}
