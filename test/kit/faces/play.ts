// Plays a camera before the capture's own state machine, on a clock of its own, and says how far it came.
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
/** What is before the camera `atMs` into the round, `asked` being what the screen says for `sinceMs`. */
export type Camera = (asked: 'centre' | Ask, sinceMs: number, atMs: number) => Promise<CameraFrame> | CameraFrame
export type KeptFrame = CameraFrame & { ask: 'centre' | Ask; atMs: number }
export type PlayedRound = {
  /** Accepted as a person's face: it got into position. */
  face: boolean
  /** Asks fulfilled. */
  done: number
  end: 'done' | CaptureFault
  kept: KeptFrame[]
  asks: readonly Ask[]
  waits: readonly number[]
}

/** ms from one frame to the next: a middling phone. */
export const frameMs = 100

/** Every pair of different asks in either order: what the service may ask. */
export const askOrders: readonly (readonly Ask[])[] = (['turnLeft', 'turnRight', 'lookUp'] as const).flatMap(
  (first, _, all) => all.filter((second) => second !== first).map((second) => [first, second]),
)

/** Who asks: is told each frame before the next ask, the `told`-th, and says what is asked, how many ms after. */
export type NextAskSource = (frame: KeptFrame, told: number) => Promise<{ ask: 'centre' | Ask; afterMs: number }>

/** As the service does it: these asks one by one, each after a pause that is drawn anew for every round. */
export const play = (camera: Camera, asks: readonly Ask[]): Promise<PlayedRound> => {
  const waits = pickWaits(randomBytes(2 * (asks.length + 1)))
  return playAsked(camera, asks.length, async (_, told) => ({ ask: asks[told] ?? 'centre', afterMs: waits[told] ?? 0 }))
}

/** `everyMs`: from one frame to the next. */
export const playAsked = async (
  camera: Camera,
  steps: number,
  next: NextAskSource,
  everyMs = frameMs,
): Promise<PlayedRound> => {
  let capture = startCapture([], steps)
  const asks: Ask[] = []
  const waits: number[] = []
  let coming: 'centre' | Ask = 'centre'
  let kept: KeptFrame[] = []
  let [asked, askedAt]: ['centre' | Ask, number] = ['centre', 0]
  let dueMs = Number.POSITIVE_INFINITY
  for (let atMs = 0; ; atMs += everyMs) {
    if (capture.phase === 'pause' && atMs >= dueMs) {
      capture = giveAsk(capture, coming)
      dueMs = Number.POSITIVE_INFINITY
    }
    const seen = await camera(asked, atMs - askedAt, atMs)
    const before = capture.phase
    const step = advanceCapture(capture, measure(seen.pixels, seen.faces, atMs))
    capture = step.capture
    if (step.take) {
      const { take } = step
      kept = [...kept.filter(({ ask }) => take === 'centre' || ask !== take), { ...seen, ask: take, atMs }]
    }
    const last = kept.at(-1)
    if (capture.phase === 'pause' && before !== 'pause' && last && !step.end) {
      const asked = await next(last, waits.length)
      coming = asked.ask
      if (asked.ask !== 'centre') asks.push(asked.ask)
      waits.push(asked.afterMs)
      dueMs = atMs + asked.afterMs
    }
    const face = capture.phase !== 'position'
    // A picture that never gets into position need not be shown for the minute and a half that a person is given.
    const stuck = !face && atMs > 2 * captureRules.position.coveredMs
    if (step.end || stuck) return { face, done: capture.done, end: step.end ?? 'timed_out', kept, asks, waits }
    if (currentAsk(capture) !== asked) [asked, askedAt] = [currentAsk(capture), atMs]
  }
}
