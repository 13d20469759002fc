// Makes a calibration from sample people with the loosest allowed bands: what it refuses, every calibration refuses.
import { faceRecipe, minimumBands } from '../../../src/core/face/bands.ts'
import type { FaceCalibration } from '../../../src/core/face/calibration.ts'
import { packTemplate } from '../../../src/vision/face/calibration.ts'
import { meansFrom } from '../../../src/vision/face/learn.ts'
import type { FaceTemplate } from '../../../src/vision/face/template.ts'

/** `persons`: the face templates of each person. */
export const loosestCalibration = (persons: readonly (readonly FaceTemplate[])[]): FaceCalibration => {
  const { selfie, card } = meansFrom(persons, persons)
  const means = { selfie: packTemplate(selfie), card: packTemplate(card) }
  return { version: 'samples', recipe: faceRecipe, ...minimumBands, means }
}
