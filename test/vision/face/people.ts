// Makes measurements of invented users in front of the camera, for the capture's tests.

import type { Ask } from '../../../src/core/face/asks.ts'
import { advanceCapture, startCapture } from '../../../src/vision/face/capture.ts'
import type { Capture, CaptureStep } from '../../../src/vision/face/capture-state.ts'
import type { FaceHint } from '../../../src/vision/face/hints.ts'
import type { MeasuredFace, Measurement } from '../../../src/vision/face/measure.ts'

/** A user who does everything right: near, centred, straight and well lit. */
export const good: MeasuredFace = {
  yaw: 0,
  pitch: 0,
  roll: 0,
  score: 0.95,
  width: 0.45,
  widthPx: 216,
  dx: 0,
  dy: 0,
  luma: 130,
  sharpness: 0.25,
  open: 0.32,
}
export const measured = (atMs: number, face: Partial<MeasuredFace> = {}, faces = 1): Measurement => ({
  atMs,
  faces,
  frameLuma: 120,
  face: { ...good, ...face },
})
export const noFace = (atMs: number, frameLuma = 120): Measurement => ({ atMs, faces: 0, frameLuma })

export type PlayedRound = {
  steps: CaptureStep[]
  taken: string[]
  hints: FaceHint[]
  end: CaptureStep['end']
  last: CaptureStep
}

/** Plays a round with the measurements of `person` at `fps` frames a second, until it ends or for 100 seconds. */
export const playRound = (
  asks: readonly Ask[],
  person: (ask: 'centre' | Ask, sinceMs: number, atMs: number, capture: Capture) => Measurement,
  fps = 10,
): PlayedRound => {
  const steps: CaptureStep[] = []
  let capture = startCapture(asks)
  let [asked, sinceMs]: ['centre' | Ask, number] = ['centre', 0]
  for (let atMs = 0; atMs < 100_000; atMs += 1000 / fps) {
    const ask = capture.phase === 'ask' ? asks[capture.done] : 'centre'
    if (ask !== asked) [asked, sinceMs] = [ask, atMs]
    const step = advanceCapture(capture, person(ask, atMs - sinceMs, atMs, capture))
    steps.push(step)
    capture = step.capture
    if (step.end) break
  }
  const taken = steps.flatMap(({ take }) => (take ? [take] : []))
  const hints = steps.map(({ hint }) => hint).filter((hint, i, all) => hint !== all[i - 1])
  const last = steps[steps.length - 1]
  return { steps, taken, hints, end: last.end, last }
}

const goal = { centre: {}, turnLeft: { yaw: -24 }, turnRight: { yaw: 24 }, lookUp: { pitch: -16 }, blink: {} } as const

/** A user who does what is asked, with smooth movements. `rest` is added to every angle. */
export const willing =
  (rest = { yaw: 0, pitch: 0 }) =>
  (ask: 'centre' | Ask, sinceMs: number, atMs: number): Measurement => {
    const ease = 1 - Math.exp(-sinceMs / 250)
    const aim: { yaw?: number; pitch?: number } = goal[ask]
    const open = ask === 'blink' && sinceMs > 400 && sinceMs < 750 ? 0.1 : good.open
    return measured(atMs, { yaw: rest.yaw + (aim.yaw ?? 0) * ease, pitch: rest.pitch + (aim.pitch ?? 0) * ease, open })
  }
