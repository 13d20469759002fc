// The selfie as a pure state machine without camera or clock: it turns measurements into hints and frames to keep.

import type { Ask } from '../../core/face/asks.ts'
import { captureRules as rules } from './capture-rules.ts'
import type { Capture, CaptureStep, Phase, RestingPose } from './capture-state.ts'
import { advanceCoach, mayCommand } from './coach.ts'
import { roundFault } from './follow.ts'
import { positionHint } from './guide.ts'
import type { FaceHint } from './hints.ts'
import type { MeasuredFace, Measurement } from './measure.ts'

/**
 * The start of a selfie. If `steps` exceeds the number of `asks`, the other asks arrive one by one through `giveAsk`.
 */
export const startCapture = (asks: readonly Ask[], steps = asks.length): Capture => ({
  asks,
  steps,
  oneByOne: steps > asks.length,
  phase: 'position',
  done: 0,
  steady: [],
  rest: { yaw: 0, pitch: 0, open: 0.3 },
  missed: 0,
  burst: 0,
})

const askHint = { turnLeft: 'turn_left', turnRight: 'turn_right', lookUp: 'look_up', blink: 'blink' } as const

/** The current ask. */
export const currentAsk = (capture: Capture): 'centre' | Ask =>
  capture.phase === 'ask' ? capture.asks[capture.done] : 'centre'

/**
 * Progress from 0 to 1. A round is the position, every ask, and the centre with its burst; `part` is the current one's
 * share.
 */
const ring = (capture: Capture, part: number): number => {
  const before = capture.phase === 'position' ? 0 : 1 + capture.done
  return Math.min(1, (before + part) / (capture.steps + 2))
}

const enter = (capture: Capture, phase: Phase, atMs: number): Capture => ({
  ...capture,
  phase,
  phaseSinceMs: atMs,
  roundSinceMs: capture.roundSinceMs ?? atMs,
  holdSinceMs: undefined,
  closed: undefined,
  given: undefined,
})

const release = (capture: Capture): Capture => ({ ...capture, holdSinceMs: undefined, steady: [] })

const say = (capture: Capture, hint: FaceHint, part = 0): CaptureStep => ({
  capture,
  hint,
  helping: false,
  progress: ring(capture, part),
})

const onward = (capture: Capture, atMs: number) =>
  enter(capture, capture.oneByOne ? 'pause' : capture.done < capture.asks.length ? 'ask' : 'centre', atMs)

/** Adds the next ask during a pause: `centre` after the last one. It is shown once the user looks straight ahead. */
export const giveAsk = (capture: Capture, ask: 'centre' | Ask): Capture => ({ ...capture, given: ask })

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

const position = (capture: Capture, m: Measurement): CaptureStep => {
  const { coveredSinceMs = m.atMs } = capture
  const before = { seen: capture.last !== undefined, lenient: m.atMs - coveredSinceMs >= rules.position.coveredMs }
  const hint = positionHint(m, capture.holdSinceMs === undefined ? 1 : rules.position.slack, before)
  if (hint || !m.face) {
    const covered = hint === 'dark_glasses' || hint === 'mask'
    return say(covered ? { ...release(capture), coveredSinceMs } : release(capture), hint ?? 'no_face')
  }
  const since = capture.holdSinceMs ?? m.atMs
  const steady = [...capture.steady, m.face]
  const next = { ...capture, holdSinceMs: since, steady }
  const part = (m.atMs - since) / rules.position.holdMs
  if (part < 1 || steady.length < 2 || !mayCommand(capture.coach, m.atMs))
    return say(next, 'hold_still', Math.min(part, 0.95))
  const rest = {
    yaw: median(steady.map((face) => face.yaw)),
    pitch: median(steady.map((face) => face.pitch)),
    open: median(steady.map((face) => face.open)),
  }
  const started = onward({ ...next, rest, steady: [] }, m.atMs)
  return {
    ...say(started, started.phase === 'ask' ? askHint[currentAsk(started) as Ask] : 'hold_still'),
    take: 'centre',
  }
}

/** The turn so far over the turn that the ask needs: 1 or more fulfils the ask. */
const turned = (ask: Exclude<Ask, 'blink'>, face: MeasuredFace, rest: RestingPose): number => {
  if (ask === 'lookUp') return (rest.pitch - face.pitch) / rules.ask.lookUp
  return (ask === 'turnLeft' ? rest.yaw - face.yaw : face.yaw - rest.yaw) / rules.ask.turn
}

const fulfilled = (capture: Capture, atMs: number): Capture => onward({ ...capture, done: capture.done + 1 }, atMs)

const blinkStep = (capture: Capture, face: MeasuredFace, atMs: number): CaptureStep => {
  const open = face.open / capture.rest.open
  const { closed } = capture
  if (!closed) {
    if (open >= rules.blink.closed) return say(capture, 'blink')
    return { ...say({ ...capture, closed: { sinceMs: atMs, lastMs: atMs } }, 'blink', 0.5), take: 'blink' }
  }
  if (open < rules.blink.open) return say({ ...capture, closed: { ...closed, lastMs: atMs } }, 'blink', 0.5)
  if (closed.lastMs - closed.sinceMs > rules.blink.maxMs) return say({ ...capture, closed: undefined }, 'blink')
  return say(fulfilled(capture, atMs), 'back_to_centre')
}

const askStep = (capture: Capture, face: MeasuredFace, atMs: number): CaptureStep => {
  const ask = capture.asks[capture.done]
  const sideways = Math.abs(face.yaw - capture.rest.yaw) > rules.ask.sideways
  if ((ask === 'lookUp' || ask === 'blink') && sideways)
    return say({ ...capture, holdSinceMs: undefined }, 'back_to_centre')
  if (ask === 'blink') return blinkStep(capture, face, atMs)
  const far = turned(ask, face, capture.rest)
  if (far < 1 || face.score < rules.ask.score) {
    return say({ ...capture, holdSinceMs: undefined }, askHint[ask], Math.min(Math.max(far, 0), 1) * 0.8)
  }
  const since = capture.holdSinceMs ?? atMs
  if (atMs - since < rules.ask.holdMs || atMs - (capture.phaseSinceMs ?? atMs) < rules.ask.leastMs)
    return { ...say({ ...capture, holdSinceMs: since }, askHint[ask], 0.9), take: ask }
  const next = fulfilled(capture, atMs)
  return { ...say(next, next.phase === 'ask' ? askHint[currentAsk(next) as Ask] : 'back_to_centre'), take: ask }
}

/** The deviation from the user's own straight look: up to 1 counts as straight ahead. */
const offCentre = ({ rest }: Capture, face: MeasuredFace): number =>
  Math.max(Math.abs(face.yaw - rest.yaw) / rules.centre.yaw, Math.abs(face.pitch - rest.pitch) / rules.centre.pitch)

/** The pause between two asks. No movement during it counts. */
const pauseStep = (capture: Capture, face: MeasuredFace, atMs: number): CaptureStep => {
  const straight = offCentre(capture, face) <= 1
  const { given } = capture
  if (given === 'centre') return say(enter(capture, 'centre', atMs), straight ? 'hold_still' : 'back_to_centre')
  if (!straight) return say(capture, 'back_to_centre')
  if (!given || !mayCommand(capture.coach, atMs)) return say(capture, 'hold_still')
  return say(enter({ ...capture, asks: [...capture.asks, given] }, 'ask', atMs), askHint[given])
}

const centreStep = (capture: Capture, face: MeasuredFace, atMs: number): CaptureStep => {
  if (offCentre(capture, face) > 1)
    return say({ ...capture, phase: 'centre', holdSinceMs: undefined }, 'back_to_centre')
  if (capture.phase === 'centre') {
    const since = capture.holdSinceMs ?? atMs
    const next = { ...capture, holdSinceMs: since }
    if (atMs - since < rules.centre.holdMs) return say(next, 'hold_still', ((atMs - since) / rules.centre.holdMs) * 0.5)
    return centreStep({ ...next, phase: 'burst', holdSinceMs: atMs }, face, atMs)
  }
  const burst = capture.burst + 1
  const next = { ...capture, burst }
  const enough =
    burst >= rules.burst.max || (burst >= rules.burst.min && atMs - (capture.holdSinceMs ?? atMs) >= rules.burst.ms)
  if (enough) return { ...say(next, 'done'), progress: 1, take: 'centre', end: 'done' }
  return { ...say(next, 'hold_still', 0.5 + (burst / rules.burst.max) * 0.5), take: 'centre' }
}

/** The step that this frame leads to, before the coach decides how long each hint stays. */
const judge = (before: Capture, m: Measurement): CaptureStep => {
  const secondSinceMs = m.faces > 1 ? (before.secondSinceMs ?? m.atMs) : undefined
  const last = m.face ? { atMs: m.atMs, face: m.face } : before.last
  const missed = m.face ? 0 : before.missed + 1
  const now: Capture = { ...before, phaseSinceMs: before.phaseSinceMs ?? m.atMs, secondSinceMs, missed }
  if (now.phase === 'position') {
    const step = position({ ...now, last }, m)
    const late = m.atMs - (now.phaseSinceMs ?? m.atMs) > rules.position.limitMs
    return late && step.capture.phase === 'position' ? { ...step, end: 'timed_out' } : step
  }
  const end = roundFault(now, m)
  const capture = { ...now, last }
  if (end)
    return {
      ...say(capture, end === 'second_face' ? 'two_faces' : end === 'face_lost' ? 'face_gone' : 'look_straight'),
      end,
    }
  if (!m.face) return say(capture, 'face_gone')
  if (m.faces > 1) return say({ ...capture, holdSinceMs: undefined }, 'two_faces')
  if (capture.phase === 'pause') return pauseStep(capture, m.face, m.atMs)
  return capture.phase === 'ask' ? askStep(capture, m.face, m.atMs) : centreStep(capture, m.face, m.atMs)
}

const isSlow = ({ phase, phaseSinceMs = 0 }: Capture, atMs: number): boolean =>
  (phase === 'position' || phase === 'ask') && atMs - phaseSinceMs >= rules[phase].helpMs

/**
 * The step after one more measurement. It works from 5 frames a second up and tolerates slower stretches, because every
 * hold is a time between measurements, never a count alone. `end` is set once, with the last step.
 */
export const advanceCapture = (before: Capture, m: Measurement): CaptureStep => {
  const step = judge(before, m)
  const coach = advanceCoach(before.coach, step.hint, m.atMs)
  return { ...step, capture: { ...step.capture, coach }, hint: coach.hint, helping: isSlow(step.capture, m.atMs) }
}
