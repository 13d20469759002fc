// A calibration made of the sample people themselves, with the loosest bands there may be: whatever fails under it fails under any.
import { faceRecipe, leastBands } from '../../../src/core/face/bands.ts'
import type { FaceCalibration } from '../../../src/core/face/calibration.ts'
import { packPrint } from '../../../src/vision/face/calibration.ts'
import { meansFrom } from '../../../src/vision/face/learn.ts'
import type { FacePrint } from '../../../src/vision/face/print.ts'

/** `persons`: the prints of each. */
export const loosestCalibration = (persons: readonly (readonly FacePrint[])[]): FaceCalibration => {
  const { selfie, card } = meansFrom(persons, persons)
  const means = { selfie: packPrint(selfie), card: packPrint(card) }
  return { version: 'samples', recipe: faceRecipe, ...leastBands, means }
}
