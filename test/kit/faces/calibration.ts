// A calibration made of the sample people themselves, with the loosest bands there may be: whatever fails under it fails under any.
import { faceRecipe, minimumBands } from '../../../src/core/face/bands.ts'
import type { FaceCalibration } from '../../../src/core/face/calibration.ts'
import { packTemplate } from '../../../src/vision/face/calibration.ts'
import { meansFrom } from '../../../src/vision/face/learn.ts'
import type { FaceTemplate } from '../../../src/vision/face/template.ts'

/** `persons`: the prints of each. */
export const loosestCalibration = (persons: readonly (readonly FaceTemplate[])[]): FaceCalibration => {
  const { selfie, card } = meansFrom(persons, persons)
  const means = { selfie: packTemplate(selfie), card: packTemplate(card) }
  return { version: 'samples', recipe: faceRecipe, ...minimumBands, means }
}
