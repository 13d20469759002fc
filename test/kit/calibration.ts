// A calibration in the form that `npm run calibrate` writes, with placeholder mean faces.
import { faceRecipe, minimumBands } from '../../src/core/face/bands.ts'
import type { FaceCalibration } from '../../src/core/face/calibration.ts'

const mean = (length: number) => ({ step: 0.01, bytes: 'A'.repeat(length) })
const meanTemplate = { dlib: mean(171), faceres: mean(1366) }
export const calibration: FaceCalibration = {
  version: '2026-11-25-abcdef01',
  recipe: faceRecipe,
  ...minimumBands,
  means: { selfie: meanTemplate, card: meanTemplate },
}
