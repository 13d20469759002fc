// A calibration in the form that `npm run calibrate` writes, with placeholder mean faces.
import type { FaceCalibration } from '../../src/core/face/calibration.ts'
import { faceRecipes } from '../../src/core/face/recipes.ts'

const mean = (length: number) => ({ step: 0.01, bytes: 'A'.repeat(length) })
const meanTemplate = { mobilefacenet: mean(256) }
const { id, least } = faceRecipes.mobilefacenet
export const calibration: FaceCalibration = {
  version: '2026-11-25-abcdef01',
  recipe: id,
  ...least,
  means: { selfie: meanTemplate, card: meanTemplate },
}
