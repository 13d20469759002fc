// Turns a played round into the evidence that the service stores, and runs the face recheck on it.
import { createHash } from 'node:crypto'
import { FACE_AIM_BYTES } from '../../../src/core/card/face-picture.ts'
import type { FaceCalibration } from '../../../src/core/face/calibration.ts'
import { type Evidence, type EvidenceFrame, evidenceChain } from '../../../src/core/face/evidence.ts'
import { judgeRecheck, type RecheckOutcome } from '../../../src/core/face/recheck.ts'
import { jpegOf, webpOf } from '../../../src/examiner/encode.ts'
import { recheckEvidence } from '../../../src/examiner/recheck.ts'
import { crop, portraitBox } from '../../../src/vision/face/crop.ts'
import type { FaceEngine } from '../../../src/vision/face/human.ts'
import { nearestFace } from '../../../src/vision/face/measure.ts'
import { drawSmallFace, faceBox } from '../../../src/vision/face/small-face.ts'
import { type Pixels, shrink } from '../../../src/vision/pixels.ts'
import { frameMs, type KeptFrame, type PlayedRound } from './play.ts'

const sha256 = async (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'))
const jpeg = async (picture: Pixels, longest: number) =>
  Buffer.from(await jpegOf(shrink(picture, longest), 70)).toString('base64')

/**
 * A kept frame as the phone sends it. Its time differs from the regular interval by a few ms, unevenly, as a real
 * camera's times do.
 */
export const frameOf = async ({ ask, atMs, pixels, faces }: KeptFrame): Promise<EvidenceFrame> => {
  const face = nearestFace(faces)
  if (!face) throw new Error('a kept frame without a face')
  const { yaw, pitch, roll, score } = face
  const jitterMs = (3 * (atMs / frameMs) ** 2) % 13
  return { ask, atMs: atMs + jitterMs, yaw, pitch, roll, score, live: 0, jpeg: await jpeg(pixels, 480) }
}

/** The evidence of a completed round, with `cardPicture` as the portrait of the card. */
export const evidenceOf = async (
  { kept, asks, waits }: PlayedRound,
  cardPicture: Pixels,
  nonce = 'n',
  claimed: Evidence['match'] = { recipe: 'mobilefacenet/1', score: 0.7, sameRound: 0.8 },
): Promise<Evidence> => {
  const frames = await Promise.all(kept.map(frameOf))
  const { pixels, faces } = kept[kept.length - 1]
  const best = crop(pixels, portraitBox(pixels, faces[0].mesh))
  const settings = { width: pixels.width, height: pixels.height, frameRate: 30, facingMode: 'user' }
  const camera = { label: 'Front Camera', settings }
  const box = faceBox(faces[0].mesh)
  const tinyFace = Buffer.from(await drawSmallFace(pixels, box, FACE_AIM_BYTES, webpOf)).toString('base64')
  const parts = { nonce, frames, camera, card: await jpeg(cardPicture, 400), portrait: await jpeg(best, 600), tinyFace }
  const { links, head } = await evidenceChain(parts, sha256, bytesOf)
  const commits = links.slice(0, asks.length + 1).map((link, i) => ({ link, at: frames[i].atMs }))
  return {
    ...parts,
    head,
    flags: [],
    match: claimed,
    round: { nonce, asks: [...asks], waits: [...waits], issuedAt: 0, commits },
  }
}

/** Runs the recheck with this calibration. (Without a calibration every case goes to a reviewer.) */
export const recheckRound = async (
  engine: FaceEngine,
  played: PlayedRound,
  cardPicture: Pixels,
  calibration: FaceCalibration,
): Promise<{ outcome: RecheckOutcome; roundScore?: number; cardScore?: number }> => {
  const given = await evidenceOf(played, cardPicture)
  // The phone's report is not under test here: it repeats what the recheck measured.
  const evidence: Evidence = { ...given, match: { recipe: 'mobilefacenet/1', score: Number.NaN, sameRound: 0 } }
  const { report } = await recheckEvidence(engine, { evidence, head: evidence.head, calibration }, () =>
    performance.now(),
  )
  const outcome = judgeRecheck(report, [], engine.model.recipe, calibration)
  return { outcome, roundScore: report.roundScore, cardScore: report.cardScore }
}
