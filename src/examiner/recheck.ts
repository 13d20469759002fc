// Rechecks one case: measures whether the evidence is whole, shows the poses and one person, and how near that is to
// the card; and derives the card's pictures from the frames that it measured.

import { createHash } from 'node:crypto'
import { fromBase64 } from '../core/base64.ts'
import type { RecheckCase } from '../core/contract/responses/examiner.ts'
import type { DerivedPictures } from '../core/face/derived-pictures.ts'
import { type EvidenceFrame, evidenceChain } from '../core/face/evidence.ts'
import { type RecheckReport, scoreDiffers } from '../core/face/recheck.ts'
import type { RiskFlag } from '../core/face/risk.ts'
import { posesFollow } from '../core/face/selfie.ts'
import { scoreFaces } from '../vision/face/calibration.ts'
import type { FaceEngine } from '../vision/face/human.ts'
import { nearestFace } from '../vision/face/measure.ts'
import type { Face } from '../vision/face/mesh.ts'
import { type FaceTemplate, meanScore, roundScore } from '../vision/face/model.ts'
import { cardTemplate, type DetectedFace, roundTemplates } from '../vision/face/templates.ts'
import { blankPixels, type Grey, type Pixels, toGrey } from '../vision/pixels.ts'
import { derivePictures, truestFrame } from './derive.ts'
import { compareEnrolled } from './enrolled.ts'
import { decodeStrangersJpeg } from './strangers-pictures.ts'

const sha256 = async (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const pixelsOf = async (base64: string): Promise<Pixels | undefined> => {
  const decoded = await decodeStrangersJpeg(fromBase64(base64))
  return decoded.ok ? decoded.value : undefined
}

type FrameFace = { pixels?: Pixels; face?: Face }
/** Decodes a frame and detects its nearest face. With `detects` false it only decodes. */
const frameFace = async (engine: FaceEngine, base64: string, detects = true): Promise<FrameFace> => {
  const pixels = await pixelsOf(base64)
  return { pixels, face: pixels && detects ? nearestFace(await engine.detect(pixels)) : undefined }
}

/** Mean grey levels. Two frames of a live face differ by more than this, because sensor noise alone does. */
const alikeBelow = 0.4
const difference = (a: Grey, b: Grey): number => {
  if (a.width !== b.width || a.height !== b.height) return 255
  let sum = 0
  for (let i = 0; i < a.data.length; i++) sum += Math.abs(a.data[i] - b.data[i])
  return sum / a.data.length
}
const alike = (frames: readonly FrameFace[]): boolean => {
  const greys = frames.map(({ pixels }) => pixels && toGrey(pixels))
  return greys.some((grey, i) => {
    const before = greys[i - 1]
    return before !== undefined && grey !== undefined && difference(before, grey) < alikeBelow
  })
}

const withFace = ({ pixels, face }: FrameFace): DetectedFace[] => (pixels && face ? [{ pixels, face }] : [])
/**
 * True for frames in which a face is detected. Detection is slow, and three frames straight ahead measure as well as
 * five: the first and the last two, which span the round. Frames of an asked pose are detected too. The other frames
 * count for the hash chain only.
 */
const isMeasured = ({ ask }: EvidenceFrame, i: number, { length }: readonly EvidenceFrame[]) =>
  ask !== 'centre' || i === 0 || i >= length - 2

/** Runs the networks once on a blank picture, because their first run takes twice as long as later ones. */
export const warmUp = async (engine: FaceEngine): Promise<void> => {
  const blank = blankPixels(320, 240)
  await engine.detect(blank)
  const mesh = Array.from({ length: 468 }, (_, i) => [(i * 37) % 200, (i * 61) % 200, 0] as const)
  await engine.describe(blank, { yaw: 0, pitch: 0, roll: 0, score: 0, live: 0, mesh })
}

/** `pictures`: absent if no frame straight ahead shows a face, or if the case gives no space for one. */
export type Recheck = { report: RecheckReport; pictures?: DerivedPictures }

/**
 * Measures a case; the service judges the numbers. `engine` compares by the case's model. `now`: ms of a monotonic
 * clock.
 */
export const recheckEvidence = async (
  engine: FaceEngine,
  { evidence, head, calibration, enrolled, faceBytes }: Omit<RecheckCase, 'model'>,
  now: () => number,
): Promise<Recheck> => {
  const started = now()
  const { model } = engine
  const { frames, round, card, portrait, camera, tinyFace } = evidence
  const parts = { nonce: round.nonce, frames, camera, card, portrait, tinyFace }
  const chain = await evidenceChain(parts, sha256, fromBase64)
  const linksMatch = round.commits.every(({ link }, i) => link === chain.links[i])
  // The networks run on their own thread, so the card starts there before the frames are searched for faces.
  const cardPixels = await pixelsOf(card)
  const cardFace = cardPixels && cardTemplate(engine, cardPixels)
  const all: (FrameFace & { ask: EvidenceFrame['ask']; measured: boolean })[] = []
  for (const [i, frame] of frames.entries()) {
    const measured = isMeasured(frame, i, frames)
    all.push({ ask: frame.ask, measured, ...(await frameFace(engine, frame.jpeg, measured)) })
  }
  const searched = all.filter(({ measured }) => measured)
  const poses = searched.map(({ ask, face }) => ({ ask, yaw: face?.yaw, pitch: face?.pitch }))
  const posed = poses.flatMap(({ ask, yaw, pitch }) =>
    yaw === undefined || pitch === undefined ? [] : [{ ask, yaw, pitch }],
  )
  const centred = searched.filter(({ ask }) => ask === 'centre').flatMap(withFace)
  const turned = searched.filter(({ ask }) => ask !== 'centre').flatMap(withFace)
  const [ahead, others, [own], onCard] = await Promise.all([
    roundTemplates(engine, centred),
    roundTemplates(engine, turned),
    frameFace(engine, portrait).then((one): Promise<FaceTemplate[]> => roundTemplates(engine, withFace(one))),
    cardFace,
  ])
  const compared = onCard && ahead.length > 0 ? scoreFaces(model, ahead, onCard, calibration) : undefined
  const found = { recipe: model.recipe.id, cardScore: compared?.score, centred: compared?.centred }
  const flags: RiskFlag[] = [
    ...(alike(all) ? (['frames_alike'] as const) : []),
    ...(scoreDiffers(evidence, found) ? (['score_differs'] as const) : []),
  ]
  const truest = truestFrame(model, centred, ahead, [...others, ...(onCard ? [onCard] : [])])
  const pictures = truest && faceBytes !== undefined ? await derivePictures(truest, faceBytes) : undefined
  const report: RecheckReport = {
    whole: chain.head === head && chain.head === evidence.head && linksMatch,
    frames: poses,
    posesFollow: posed.length === searched.length && posesFollow(posed),
    ...found,
    roundScore: others.length > 0 ? roundScore(model, ahead, others) : undefined,
    portraitScore: own && ahead.length > 0 ? meanScore(model, ahead, own) : undefined,
    ...(enrolled && { enrolled: await compareEnrolled(engine, ahead, enrolled, calibration) }),
    flags,
    ms: Math.round(now() - started),
  }
  return pictures ? { report, pictures } : { report }
}
