// The selfie camera: runs the capture's state machine on a live video and compares the result with the card's portrait.

import type { Ask } from '../../core/face/asks.ts'
import { type FaceScores, severalFrames } from '../../core/face/bands.ts'
import type { FaceCalibration } from '../../core/face/calibration.ts'
import type { FaceModelName } from '../../core/face/recipes.ts'
import { faultOfFaces } from '../../core/face/selfie.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { scoreFaces } from '../../vision/face/calibration.ts'
import { advanceCapture, currentAsk, giveAsk, startCapture } from '../../vision/face/capture.ts'
import type { Capture } from '../../vision/face/capture-state.ts'
import { crop, type PixelBox, portraitBox } from '../../vision/face/crop.ts'
import type { CaptureFault, FaceHint } from '../../vision/face/hints.ts'
import { measure, nearestFace } from '../../vision/face/measure.ts'
import { roundScore } from '../../vision/face/model.ts'
import { faceBox } from '../../vision/face/small-face.ts'
import { cardTemplate, type DetectedFace, roundTemplates } from '../../vision/face/templates.ts'
import type { Pixels } from '../../vision/pixels.ts'
import { type EngineOptions, type FaceEngine, openFaceEngine } from './face.ts'
import { framesOf, isTaken } from './selfie-frames.ts'

/** `atMs`: ms since the first ask of the round. Angles in degrees. `live`: a weak signal that never decides alone. */
export type EvidenceFrame = {
  ask: 'centre' | Ask
  atMs: number
  yaw: number
  pitch: number
  roll: number
  score: number
  live: number
  pixels: Pixels
}
/**
 * `frames`: one of the centre, one for each ask, then 3 to 5 of the centre. `best`: the sharpest frame of the centre,
 * cut to head and shoulders at 4:5. `face`: the box of the face alone in `best`, px.
 */
export type SelfieEvidence = {
  frames: EvidenceFrame[]
  best: Pixels
  face: PixelBox
  /** Frames to compare: the sharpest of the centre, sharpest first, and the last frame of each ask. */
  compared: { centred: readonly DetectedFace[]; turned: readonly DetectedFace[] }
  camera: { label: string; settings: Pick<MediaTrackSettings, 'width' | 'height' | 'frameRate' | 'facingMode'> }
}
/**
 * `sameRound`: how similar the frames of the round are to each other. `fault`: the service's refusal of these scores.
 */
export type FaceMatch = { scores: FaceScores & { sameRound: number }; fault: ReturnType<typeof faultOfFaces> }
/** The service's face model and calibration, sent with each challenge. */
export type Comparing = { model: FaceModelName; calibration?: FaceCalibration }
/** `asks`: the asks given so far. `helping`: the round takes long, so the screen should explain more. */
export type SelfieGuideState = {
  hint: FaceHint
  helping: boolean
  done: number
  progress: number
  asks: readonly Ask[]
}
/** Gives the asks one by one: `next` receives the frame of the last ask and returns the next ask and its delay. */
export type ChallengeSource = {
  steps: number
  eyes: boolean
  model: FaceModelName
  next: (frame: Omit<EvidenceFrame, 'live'>) => Promise<Result<{ ask: 'centre' | Ask; afterMs: number }>>
}
export type SelfieCamera = {
  /** Runs one round on a playing video. Calls `onState` at every frame that changes the state. */
  run(
    video: HTMLVideoElement,
    source: ChallengeSource,
    onState: (state: SelfieGuideState) => void,
    signal: AbortSignal,
  ): Promise<Result<SelfieEvidence, CaptureFault | 'cancelled' | string>>
  /** Compares the card's portrait with the evidence of a round. */
  match(portrait: Pixels, evidence: SelfieEvidence, comparing: Comparing): Promise<Result<FaceMatch, 'no_face_on_card'>>
  close(): void
}

type KeptFrame = DetectedFace & { ask: 'centre' | Ask; atMs: number; sharpness: number }

/** Keeps the last frame of each ask and every frame of the centre. */
const keep = (kept: readonly KeptFrame[], frame: KeptFrame): KeptFrame[] =>
  frame.ask === 'centre' ? [...kept, frame] : [...kept.filter((other) => other.ask !== frame.ask), frame]

const cameraOf = (video: HTMLVideoElement): SelfieEvidence['camera'] => {
  const track = video.srcObject instanceof MediaStream ? video.srcObject.getVideoTracks()[0] : undefined
  const { width, height, frameRate, facingMode } = track?.getSettings() ?? {}
  return { label: track?.label ?? '', settings: { width, height, frameRate, facingMode } }
}

const same = (a: SelfieGuideState, b: SelfieGuideState) =>
  a.hint === b.hint && a.helping === b.helping && a.done === b.done && a.progress === b.progress && a.asks === b.asks

const measured = ({ ask, atMs, pixels, face }: KeptFrame, startMs: number): Omit<EvidenceFrame, 'live'> => {
  const { yaw, pitch, roll, score } = face
  return { ask, atMs: Math.round(atMs - startMs), yaw, pitch, roll, score, pixels }
}

/** Runs the liveness network on the kept frames only, once, after the round is complete. */
const evidenceOf = async (
  engine: FaceEngine,
  kept: readonly KeptFrame[],
  startMs: number,
  camera: SelfieEvidence['camera'],
): Promise<SelfieEvidence> => {
  const frames: EvidenceFrame[] = []
  for (const frame of kept) {
    const [detected] = await engine.detect(frame.pixels, { live: true })
    frames.push({ ...measured(frame, startMs), live: detected?.live ?? 0 })
  }
  const centre = kept.filter(({ ask }) => ask === 'centre').sort((a, b) => b.sharpness - a.sharpness)
  const [{ pixels, face }] = centre
  const compared = { centred: centre.slice(0, severalFrames), turned: kept.filter(({ ask }) => ask !== 'centre') }
  const [head, near] = [portraitBox(pixels, face.mesh), faceBox(face.mesh)]
  const inHead = { ...near, x: near.x - head.x, y: near.y - head.y }
  return { frames, best: crop(pixels, head), face: inHead, compared, camera }
}

const runRound = async (
  engine: FaceEngine,
  video: HTMLVideoElement,
  { steps, eyes, next, model }: ChallengeSource,
  onState: (state: SelfieGuideState) => void,
  stopped: () => boolean,
): Promise<Result<SelfieEvidence, CaptureFault | 'cancelled' | string>> => {
  const nextFrame = framesOf(video)
  let capture: Capture = startCapture([], steps)
  let upcoming: { ask: 'centre' | Ask; dueMs: number } | { fault: string } | undefined
  const requestNextAsk = async (frame: KeptFrame, startMs: number) => {
    const answer = await next(measured(frame, startMs))
    upcoming = answer.ok
      ? { ask: answer.value.ask, dueMs: performance.now() + answer.value.afterMs }
      : { fault: answer.reason }
  }
  // After the first frame: on a slow connection the networks that compare faces must not delay the guidance.
  let prepared = false
  let kept: KeptFrame[] = []
  let reported: SelfieGuideState = { hint: 'loading', helping: false, done: 0, progress: 0, asks: [] }
  onState(reported)
  while (!stopped()) {
    document.documentElement.dataset.ask = currentAsk(capture)
    const pixels = await nextFrame()
    // A call or another app ended the camera: not a face that left, and no try.
    if (!pixels && isTaken(video)) return err('camera_ended')
    const atMs = performance.now()
    const faces = pixels ? await engine.detect(pixels, { eyes }) : []
    if (!prepared) engine.prepare(model)
    prepared = true
    if (stopped()) break
    if (upcoming && 'fault' in upcoming) return err(upcoming.fault)
    if (upcoming && atMs >= upcoming.dueMs && capture.phase === 'pause') {
      capture = giveAsk(capture, upcoming.ask)
      upcoming = undefined
    }
    const measurement = pixels ? measure(pixels, faces, atMs) : { atMs, faces: 0, frameLuma: 255 }
    const phaseBefore = capture.phase
    const step = advanceCapture(capture, measurement)
    capture = step.capture
    const { hint, helping, progress } = step
    const state = { hint, helping, done: capture.done, progress, asks: capture.asks }
    if (!same(state, reported)) onState(state)
    reported = state
    const face = nearestFace(faces)
    if (step.take && pixels && face && measurement.face) {
      kept = keep(kept, { ask: step.take, atMs, pixels, face, sharpness: measurement.face.sharpness })
    }
    const last = kept.at(-1)
    if (capture.phase === 'pause' && phaseBefore !== 'pause' && last && !step.end)
      void requestNextAsk(last, capture.roundSinceMs ?? atMs)
    if (step.end === 'done') return ok(await evidenceOf(engine, kept, capture.roundSinceMs ?? atMs, cameraOf(video)))
    if (step.end) return err(step.end)
  }
  return err('cancelled')
}

/** Compares the faces of the frames that count with the card's. They were detected while the round ran. */
const matchFaces = async (
  eyes: FaceEngine,
  portrait: Pixels,
  { compared }: SelfieEvidence,
  { model: name, calibration }: Comparing,
): Promise<Result<FaceMatch, 'no_face_on_card'>> => {
  const engine = eyes.by(name)
  const { model } = engine
  const card = await cardTemplate(engine, portrait)
  if (!card) return err('no_face_on_card')
  const frontal = await roundTemplates(engine, compared.centred)
  const turned = await roundTemplates(engine, compared.turned)
  const sameRound = roundScore(model, frontal, turned) ?? 0
  const scores = { ...scoreFaces(model, frontal, card, calibration), sameRound }
  return ok({ scores, fault: faultOfFaces(scores, model.recipe, calibration) })
}

/**
 * Loads the code and the guidance networks (about 3 MB; `onProgress`: 0–1). The large networks load while the user gets
 * into position. Rejects when loading fails. While a round runs, `document.documentElement.dataset.ask` names the
 * current ask.
 */
export const openSelfie = async (
  onProgress: (fraction: number) => void,
  options: Pick<EngineOptions, 'models' | 'backend'> = {},
): Promise<SelfieCamera> => {
  const engine = await openFaceEngine({ ...options, onProgress })
  let closed = false
  return {
    run: async (video, source, onState, signal) => {
      try {
        return await runRound(engine, video, source, onState, () => closed || signal.aborted)
      } finally {
        delete document.documentElement.dataset.ask
      }
    },
    match: (portrait, evidence, comparing) => matchFaces(engine, portrait, evidence, comparing),
    close: () => {
      closed = true
    },
  }
}
