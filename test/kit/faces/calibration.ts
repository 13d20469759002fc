// A calibration made of the sample people themselves, with the loosest bands there may be: whatever fails under it fails under any.
import type { FaceCalibration } from '../../../src/core/face/calibration.ts'
import { packTemplate } from '../../../src/vision/face/calibration.ts'
import { meansFrom } from '../../../src/vision/face/learn.ts'
import type { FaceModel, FaceTemplate } from '../../../src/vision/face/model.ts'

/** `persons`: the prints of each. */
export const loosestCalibration = (
  { recipe }: FaceModel,
  persons: readonly (readonly FaceTemplate[])[],
): FaceCalibration => {
  const { selfie, card } = meansFrom(persons, persons)
  const means = { selfie: packTemplate(selfie), card: packTemplate(card) }
  return { version: 'samples', recipe: recipe.id, ...recipe.least, means }
}
