// Packs mean faces into a byte a number, so that a calibration fits into one setting (5 KB on the edge), and scores by them.

import { fromBase64Url, toBase64Url } from '../../core/base64url.ts'
import { type FaceScores, faceRecipe } from '../../core/face/bands.ts'
import type { FaceCalibration } from '../../core/face/calibration.ts'
import { type Descriptor, l2 } from './descriptor.ts'
import { centredScore, type Means } from './match.ts'
import { type FacePrint, meanPrint } from './print.ts'

type PackedPrint = FaceCalibration['means']['card']
type PackedMean = PackedPrint['dlib']

export const packMean = (mean: Descriptor): PackedMean => {
  const step = Math.max(1e-9, ...mean.map(Math.abs)) / 127
  return { step, bytes: toBase64Url(new Uint8Array(Int8Array.from(mean, (value) => Math.round(value / step)).buffer)) }
}
export const packPrint = ({ dlib, faceres }: FacePrint): PackedPrint => ({
  dlib: packMean(dlib),
  faceres: packMean(faceres),
})

const unpack = ({ step, bytes }: PackedMean): Descriptor => {
  const packed = fromBase64Url(bytes)
  if (!packed.ok) throw new Error('a mean face that is no base64')
  return Float32Array.from(new Int8Array(packed.value.buffer), (value) => value * step)
}
const unpackPrint = ({ dlib, faceres }: PackedPrint): FacePrint => ({ dlib: unpack(dlib), faceres: unpack(faceres) })

export const meansOf = ({ means }: FaceCalibration): Means => ({
  selfie: unpackPrint(means.selfie),
  card: unpackPrint(means.card),
})

/** Scores at least one print of a selfie against a card. A calibration of another recipe is as good as none. */
export const scoreFaces = (
  selfies: readonly FacePrint[],
  card: FacePrint,
  calibration?: FaceCalibration,
): FaceScores => {
  const person = meanPrint(selfies)
  const distance = l2(person.dlib, card.dlib)
  if (calibration?.recipe !== faceRecipe) return { l2: distance }
  const score = centredScore(meansOf(calibration), person, card)
  return { l2: distance, centred: { version: calibration.version, score, frames: selfies.length } }
}
