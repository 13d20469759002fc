// A calibration as `npm run calibrate` would write it, of mean faces that say nothing.
import { faceRecipe, leastBands } from '../../src/core/card/face-band.ts'
import type { FaceCalibration } from '../../src/core/journey/calibration.ts'

const mean = (length: number) => ({ step: 0.01, bytes: 'A'.repeat(length) })
const print = { dlib: mean(171), faceres: mean(1366) }
export const calibration: FaceCalibration = {
  version: '2026-11-25-abcdef01',
  recipe: faceRecipe,
  ...leastBands,
  means: { selfie: print, card: print },
}
