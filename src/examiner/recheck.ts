// One case looked at again: is the evidence whole, does it show the poses, is it one person, and how far from the card?

import { createHash } from 'node:crypto'
import { fromBase64 } from '../core/base64.ts'
import type { RecheckCase } from '../core/contract/responses/examiner.ts'
import { type EvidenceFrame, evidenceChain } from '../core/face/evidence.ts'
import type { RecheckReport } from '../core/face/recheck.ts'
import type { RiskFlag } from '../core/face/risk.ts'
import { posesFollow } from '../core/face/selfie.ts'
import { scoreFaces } from '../vision/face/calibration.ts'
import { type Descriptor, l2, meanDescriptor } from '../vision/face/descriptor.ts'
import type { FaceEngine } from '../vision/face/human.ts'
import { nearestFace } from '../vision/face/measure.ts'
import type { Face } from '../vision/face/mesh.ts'
import { cardTemplate, type DetectedFace, roundTemplates } from '../vision/face/templates.ts'
import { blankPixels, type Grey, type Pixels, toGrey } from '../vision/pixels.ts'
import { decodePicture } from './pictures.ts'

const sha256 = async (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const pixelsOf = async (base64: string): Promise<Pixels | undefined> => {
  const decoded = await decodePicture(fromBase64(base64))
  return decoded.ok ? decoded.value : undefined
}

type FrameFace = { pixels?: Pixels; face?: Face }
/** The pixels alone where nobody has to look for a face. */
const see = async (engine: FaceEngine, base64: string, looked = true): Promise<FrameFace> => {
  const pixels = await pixelsOf(base64)
  return { pixels, face: pixels && looked ? nearestFace(await engine.detect(pixels)) : undefined }
}

/** Grey levels by which two frames of a living face differ at least: noise alone makes more. */
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
const glances = async (engine: FaceEngine, seen: readonly FrameFace[]): Promise<Descriptor[]> => {
  const all: Descriptor[] = []
  for (const { pixels, face } of seen.flatMap(withFace)) all.push(await engine.describeQuickly(pixels, face))
  return all
}
/** Undefined where one of the two was nowhere to be seen. */
const apart = (a: readonly Descriptor[], b: readonly Descriptor[]) =>
  a.length > 0 && b.length > 0 ? l2(meanDescriptor(a), meanDescriptor(b)) : undefined

/**
 * Looks cost, and three frames straight ahead are as good as five: the first one and the last two, which have the whole round
 * between them. What was asked for is looked at too; of the others no more is said than that they belong to the chain.
 */
const isLookedAt = ({ ask }: EvidenceFrame, i: number, { length }: readonly EvidenceFrame[]) =>
  ask !== 'centre' || i === 0 || i >= length - 2

/** The first run of a network costs twice as much: it should not be somebody's. A face of nobody will do. */
export const warmUp = async (engine: FaceEngine): Promise<void> => {
  const nobody = blankPixels(320, 240)
  await engine.detect(nobody)
  const mesh = Array.from({ length: 468 }, (_, i) => [(i * 37) % 200, (i * 61) % 200, 0] as const)
  await engine.describe(nobody, { yaw: 0, pitch: 0, roll: 0, score: 0, live: 0, mesh })
}

/** Measures; judges nothing. `now`: ms of any steady clock. */
export const recheckEvidence = async (
  engine: FaceEngine,
  { evidence, head, calibration }: RecheckCase,
  now: () => number,
): Promise<RecheckReport> => {
  const started = now()
  const { frames, round, card, portrait, camera } = evidence
  const chain = await evidenceChain({ nonce: round.nonce, frames, camera, card, portrait }, sha256, fromBase64)
  const told = round.commits.every(({ link }, i) => link === chain.links[i])
  // The networks have a thread of their own: what they can begin with is begun before the next face is looked for.
  const cardPixels = await pixelsOf(card)
  const printedCard = cardPixels && cardTemplate(engine, cardPixels)
  const all: (FrameFace & { ask: EvidenceFrame['ask']; looked: boolean })[] = []
  for (const [i, frame] of frames.entries()) {
    const looked = isLookedAt(frame, i, frames)
    all.push({ ask: frame.ask, looked, ...(await see(engine, frame.jpeg, looked)) })
  }
  const seen = all.filter(({ looked }) => looked)
  const found = seen.map(({ ask, face }) => ({ ask, yaw: face?.yaw, pitch: face?.pitch }))
  const posed = found.flatMap(({ ask, yaw, pitch }) =>
    yaw === undefined || pitch === undefined ? [] : [{ ask, yaw, pitch }],
  )
  const centred = seen.filter(({ ask }) => ask === 'centre').flatMap(withFace)
  const turned = seen.filter(({ ask }) => ask !== 'centre')
  const [prints, glanced, own, onCard] = await Promise.all([
    roundTemplates(engine, centred),
    glances(engine, turned),
    see(engine, portrait).then((one) => glances(engine, [one])),
    printedCard,
  ])
  const person = prints.map(({ dlib }) => dlib)
  const compared = onCard && prints.length > 0 ? scoreFaces(prints, onCard, calibration) : undefined
  const flags: RiskFlag[] = alike(all) ? ['frames_alike'] : []
  return {
    whole: chain.head === head && chain.head === evidence.head && told,
    frames: found,
    posesFollow: posed.length === seen.length && posesFollow(posed),
    samePerson: apart(person, glanced),
    portrait: apart(person, own),
    card: compared?.l2,
    centred: compared?.centred,
    flags,
    ms: Math.round(now() - started),
  }
}
