// Packs a calibration's mean faces at one byte a number, to fit one setting (5 KB on the edge), and scores faces by it.

import { fromBase64Url, toBase64Url } from '../../core/base64.ts'
import { type FaceScores, faceRecipe } from '../../core/face/bands.ts'
import type { FaceCalibration } from '../../core/face/calibration.ts'
import { type Descriptor, l2 } from './descriptor.ts'
import { centredScore, type Means } from './match.ts'
import { type FaceTemplate, meanTemplate } from './template.ts'

type PackedTemplate = FaceCalibration['means']['card']
type PackedDescriptor = PackedTemplate['dlib']

export const packDescriptor = (mean: Descriptor): PackedDescriptor => {
  const step = Math.max(1e-9, ...mean.map(Math.abs)) / 127
  return { step, bytes: toBase64Url(new Uint8Array(Int8Array.from(mean, (value) => Math.round(value / step)).buffer)) }
}
export const packTemplate = ({ dlib, faceres }: FaceTemplate): PackedTemplate => ({
  dlib: packDescriptor(dlib),
  faceres: packDescriptor(faceres),
})

const unpack = ({ step, bytes }: PackedDescriptor): Descriptor => {
  const packed = fromBase64Url(bytes)
  if (!packed.ok) throw new Error('a mean face that is no base64')
  return Float32Array.from(new Int8Array(packed.value.buffer), (value) => value * step)
}
const unpackTemplate = ({ dlib, faceres }: PackedTemplate): FaceTemplate => ({
  dlib: unpack(dlib),
  faceres: unpack(faceres),
})

export const meansOf = ({ means }: FaceCalibration): Means => ({
  selfie: unpackTemplate(means.selfie),
  card: unpackTemplate(means.card),
})

/** Scores at least one print of a selfie against a card. A calibration of another recipe is as good as none. */
export const scoreFaces = (
  selfies: readonly FaceTemplate[],
  card: FaceTemplate,
  calibration?: FaceCalibration,
): FaceScores => {
  const person = meanTemplate(selfies)
  const distance = l2(person.dlib, card.dlib)
  if (calibration?.recipe !== faceRecipe) return { l2: distance }
  const score = centredScore(meansOf(calibration), person, card)
  return { l2: distance, centred: { version: calibration.version, score, frames: selfies.length } }
}
