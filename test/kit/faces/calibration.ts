// Makes a calibration from sample people with the loosest allowed bands: what it refuses, every calibration refuses.
import type { FaceCalibration } from '../../../src/core/face/calibration.ts'
import { packTemplate } from '../../../src/vision/face/calibration.ts'
import { meansFrom } from '../../../src/vision/face/learn.ts'
import type { FaceModel, FaceTemplate } from '../../../src/vision/face/model.ts'

/** `persons`: the face templates of each person. */
export const loosestCalibration = (
  { recipe }: FaceModel,
  persons: readonly (readonly FaceTemplate[])[],
): FaceCalibration => {
  const { selfie, card } = meansFrom(persons, persons)
  const means = { selfie: packTemplate(selfie), card: packTemplate(card) }
  return { version: 'samples', recipe: recipe.id, ...recipe.least, means }
}
