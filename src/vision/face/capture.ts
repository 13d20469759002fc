// The selfie as a pure state machine: measurements in, hints and "keep this frame" out. No camera, no clock, no picture.
import { captureRules as rules } from './capture-rules.ts'
import { positionHint } from './guide.ts'
import type { MeasuredFace, Measurement } from './measure.ts'

/** The person's own left and right. The server chooses; `blink` is only ever chosen by the person. */
export type Ask = 'turnLeft' | 'turnRight' | 'lookUp' | 'blink'
export type FaceHint =
  | 'loading'
  | 'no_face'
  | 'two_faces'
  | 'closer'
  | 'further'
  | 'centre'
  | 'look_straight'
  | 'too_dark'
  | 'too_bright'
  | 'hold_still'
  | 'turn_left'
  | 'turn_right'
  | 'look_up'
  | 'blink'
  | 'back_to_centre'
  | 'done'
export type CaptureFault = 'timed_out' | 'face_lost' | 'second_face' | 'jump'

type Rest = { yaw: number; pitch: number; open: number }
/** `pause`: the next ask has not come yet. */
type Phase = 'position' | 'pause' | 'ask' | 'centre' | 'burst'
export type Capture = {
  /** What was asked so far. */
  asks: readonly Ask[]
  /** How many asks there will be. */
  steps: number
  /** Whether the look ahead at the end must be asked for too. */
  told: boolean
  phase: Phase
  /** Asks fulfilled. */
  done: number
  phaseSinceMs?: number
  /** When the first ask was made: the start of the round. */
  roundSinceMs?: number
  holdSinceMs?: number
  /** Faces measured during the hold, and from them the person's own way of looking straight. */
  held: readonly MeasuredFace[]
  rest: Rest
  last?: { atMs: number; face: MeasuredFace }
  secondSinceMs?: number
  closedSinceMs?: number
  burst: number
}

/** `take`: keep this frame as evidence of that ask; a later frame for the same ask (other than centre) replaces it. */
export type Step = {
  capture: Capture
  hint: FaceHint
  progress: number
  take?: 'centre' | Ask
  end?: 'done' | CaptureFault
}

/** With `steps` alone the asks come one by one, by `giveAsk`. */
export const startCapture = (asks: readonly Ask[], steps = asks.length): Capture => ({
  asks,
  steps,
  told: steps > asks.length,
  phase: 'position',
  done: 0,
  held: [],
  rest: { yaw: 0, pitch: 0, open: 0.3 },
  burst: 0,
})

const askHint = { turnLeft: 'turn_left', turnRight: 'turn_right', lookUp: 'look_up', blink: 'blink' } as const

/** What the person is asked for at the moment. */
export const currentAsk = (capture: Capture): 'centre' | Ask =>
  capture.phase === 'ask' ? capture.asks[capture.done] : 'centre'

/** One round is position, every ask, and centre with its burst; `part` is how far the running one has come. */
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
  closedSinceMs: undefined,
})

const release = (capture: Capture): Capture => ({ ...capture, holdSinceMs: undefined, held: [] })

const say = (capture: Capture, hint: FaceHint, part = 0): Step => ({ capture, hint, progress: ring(capture, part) })

const onward = (capture: Capture, atMs: number) =>
  enter(capture, capture.told ? 'pause' : capture.done < capture.asks.length ? 'ask' : 'centre', atMs)

/** The next ask, in a pause; `centre` after the last one. */
export const giveAsk = (capture: Capture, ask: 'centre' | Ask, atMs: number): Capture =>
  ask === 'centre' ? enter(capture, 'centre', atMs) : enter({ ...capture, asks: [...capture.asks, ask] }, 'ask', atMs)

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

const position = (capture: Capture, m: Measurement): Step => {
  const hint = positionHint(m, capture.holdSinceMs === undefined ? 1 : rules.position.slack)
  if (hint || !m.face) return say(release(capture), hint ?? 'no_face')
  const since = capture.holdSinceMs ?? m.atMs
  const held = [...capture.held, m.face]
  const next = { ...capture, holdSinceMs: since, held }
  const part = (m.atMs - since) / rules.position.holdMs
  if (part < 1 || held.length < 2) return say(next, 'hold_still', Math.min(part, 0.95))
  const rest = {
    yaw: median(held.map((face) => face.yaw)),
    pitch: median(held.map((face) => face.pitch)),
    open: median(held.map((face) => face.open)),
  }
  const started = onward({ ...next, rest, held: [] }, m.atMs)
  return {
    ...say(started, started.phase === 'ask' ? askHint[currentAsk(started) as Ask] : 'hold_still'),
    take: 'centre',
  }
}

/** Degrees done over degrees asked for: 1 and more fulfils the ask. */
const turned = (ask: Exclude<Ask, 'blink'>, face: MeasuredFace, rest: Rest): number => {
  if (ask === 'lookUp') return (rest.pitch - face.pitch) / rules.ask.lookUp
  return (ask === 'turnLeft' ? rest.yaw - face.yaw : face.yaw - rest.yaw) / rules.ask.turn
}

const fulfilled = (capture: Capture, atMs: number): Capture => onward({ ...capture, done: capture.done + 1 }, atMs)

const blinkStep = (capture: Capture, face: MeasuredFace, atMs: number): Step => {
  const open = face.open / capture.rest.open
  const since = capture.closedSinceMs
  if (since === undefined) {
    if (open >= rules.blink.closed) return say(capture, 'blink')
    return { ...say({ ...capture, closedSinceMs: atMs }, 'blink', 0.5), take: 'blink' }
  }
  if (open < rules.blink.open) return say(capture, 'blink', 0.5)
  if (atMs - since > rules.blink.maxMs) return say({ ...capture, closedSinceMs: undefined }, 'blink')
  return say(fulfilled(capture, atMs), 'back_to_centre')
}

const askStep = (capture: Capture, face: MeasuredFace, atMs: number): Step => {
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
  if (atMs - since < rules.ask.holdMs)
    return { ...say({ ...capture, holdSinceMs: since }, askHint[ask], 0.9), take: ask }
  const next = fulfilled(capture, atMs)
  return { ...say(next, next.phase === 'ask' ? askHint[currentAsk(next) as Ask] : 'back_to_centre'), take: ask }
}

const centreStep = (capture: Capture, face: MeasuredFace, atMs: number): Step => {
  const off = Math.max(
    Math.abs(face.yaw - capture.rest.yaw) / rules.centre.yaw,
    Math.abs(face.pitch - capture.rest.pitch) / rules.centre.pitch,
  )
  if (off > 1) return say({ ...capture, phase: 'centre', holdSinceMs: undefined }, 'back_to_centre')
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
  if (enough) return { capture: next, hint: 'done', progress: 1, take: 'centre', end: 'done' }
  return { ...say(next, 'hold_still', 0.5 + (burst / rules.burst.max) * 0.5), take: 'centre' }
}

/** What breaks a round once it has begun, or undefined. */
const fault = (capture: Capture, m: Measurement): CaptureFault | undefined => {
  const limit = rules[capture.phase === 'burst' ? 'centre' : capture.phase].limitMs
  if (m.atMs - (capture.phaseSinceMs ?? m.atMs) > limit) return 'timed_out'
  if (m.atMs - (capture.roundSinceMs ?? m.atMs) > rules.roundMs) return 'timed_out'
  if (capture.secondSinceMs !== undefined && m.atMs - capture.secondSinceMs >= rules.follow.secondMs)
    return 'second_face'
  const { last } = capture
  if (!last) return
  if (!m.face) return m.atMs - last.atMs > rules.follow.lostMs ? 'face_lost' : undefined
  if (m.atMs - last.atMs > rules.follow.gapMs) return
  const shift = Math.hypot(m.face.dx - last.face.dx, m.face.dy - last.face.dy) / last.face.width
  const grow = Math.max(m.face.width / last.face.width, last.face.width / m.face.width)
  return shift > rules.follow.shift || grow > rules.follow.grow ? 'jump' : undefined
}

/**
 * One measurement further. Works from 5 frames a second up: every hold is a time between measurements, never a count.
 * `end` is set once, with the last step.
 */
export const advanceCapture = (before: Capture, m: Measurement): Step => {
  const secondSinceMs = m.faces > 1 ? (before.secondSinceMs ?? m.atMs) : undefined
  const last = m.face ? { atMs: m.atMs, face: m.face } : before.last
  const now: Capture = { ...before, phaseSinceMs: before.phaseSinceMs ?? m.atMs, secondSinceMs }
  if (now.phase === 'position') {
    if (m.atMs - (now.phaseSinceMs ?? m.atMs) > rules.position.limitMs) {
      return { ...say(now, positionHint(m) ?? 'hold_still'), end: 'timed_out' }
    }
    return position({ ...now, last }, m)
  }
  const end = fault(now, m)
  const capture = { ...now, last }
  if (end)
    return {
      ...say(capture, end === 'second_face' ? 'two_faces' : end === 'face_lost' ? 'no_face' : 'look_straight'),
      end,
    }
  if (!m.face) return say(capture, 'no_face')
  if (m.faces > 1) return say({ ...capture, holdSinceMs: undefined }, 'two_faces')
  if (capture.phase === 'pause') return say(capture, capture.done === 0 ? 'hold_still' : 'back_to_centre')
  return capture.phase === 'ask' ? askStep(capture, m.face, m.atMs) : centreStep(capture, m.face, m.atMs)
}
