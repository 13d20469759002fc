// Packs a calibration's mean faces at one byte a number, to fit one setting (5 KB on the edge), and scores faces by it.

import { fromBase64Url, toBase64Url } from '../../core/base64.ts'
import type { FaceScores } from '../../core/face/bands.ts'
import type { FaceCalibration, PackedMean, PackedTemplate } from '../../core/face/calibration.ts'
import type { Descriptor } from './descriptor.ts'
import { type FaceModel, type FaceTemplate, type Means, meanScore } from './model.ts'

export const packDescriptor = (mean: Descriptor): PackedMean => {
  const step = Math.max(1e-9, ...mean.map(Math.abs)) / 127
  return { step, bytes: toBase64Url(new Uint8Array(Int8Array.from(mean, (value) => Math.round(value / step)).buffer)) }
}
const eachNetwork = <From, To>(template: Readonly<Record<string, From>>, of: (one: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(template).map(([network, one]) => [network, of(one)]))

export const packTemplate = (template: FaceTemplate): PackedTemplate => eachNetwork(template, packDescriptor)

const unpack = ({ step, bytes }: PackedMean): Descriptor => {
  const packed = fromBase64Url(bytes)
  if (!packed.ok) throw new Error('a mean face that is no base64')
  return Float32Array.from(new Int8Array(packed.value.buffer), (value) => value * step)
}

export const meansOf = ({ means }: Pick<FaceCalibration, 'means'>): Means => ({
  selfie: eachNetwork(means.selfie, unpack),
  card: eachNetwork(means.card, unpack),
})

/** Scores at least one template of a selfie against a card. A calibration of another recipe is ignored. */
export const scoreFaces = (
  model: FaceModel,
  selfies: readonly FaceTemplate[],
  card: FaceTemplate,
  calibration?: FaceCalibration,
): FaceScores => {
  const recipe = model.recipe.id
  const score = meanScore(model, selfies, card)
  if (calibration?.recipe !== recipe) return { recipe, score }
  const centred = meanScore(model, selfies, card, meansOf(calibration))
  return { recipe, score, centred: { version: calibration.version, score: centred, frames: selfies.length } }
}
