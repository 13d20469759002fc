// A calibration as it travels, in a setting and to the phone: bands, and two mean faces with one byte for each number (docs/calibration.md).
import * as v from 'valibot'
import { faceRecipe, minimumBands } from './bands.ts'

/** Numbers as signed bytes, −127 to 127, and the value of one step. */
const mean = (numbers: number) =>
  v.object({
    step: v.pipe(v.number(), v.finite(), v.gtValue(0)),
    bytes: v.pipe(v.string(), v.regex(/^[\w-]*$/), v.length(Math.ceil((numbers * 4) / 3))),
  })
const print = v.object({ dlib: mean(128), faceres: mean(1024) })

/** Scores reach from −1.5 to 1.5. */
const faceScore = v.pipe(v.number(), v.minValue(-1.5), v.maxValue(1.5))
const calibrationVersion = v.pipe(v.string(), v.nonEmpty(), v.maxLength(40))
/** What two faces scored by the mean faces of the calibration `version`, from `frames` frames. */
export const centredFaces = v.object({
  version: calibrationVersion,
  score: faceScore,
  frames: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12)),
})
const bands = (least: { match: number; again: number }) =>
  v.pipe(
    v.object({ match: v.pipe(faceScore, v.minValue(least.match)), again: v.pipe(faceScore, v.minValue(least.again)) }),
    v.check(({ match, again }) => match > again),
  )

export const faceCalibration = v.object({
  version: calibrationVersion,
  recipe: v.literal(faceRecipe),
  one: bands(minimumBands.one),
  several: bands(minimumBands.several),
  means: v.object({ selfie: print, card: print }),
})
export type FaceCalibration = v.InferOutput<typeof faceCalibration>

/** Undefined for anything but a calibration of this code's own recipe. */
export const readCalibration = (text: string): FaceCalibration | undefined => {
  try {
    const read = v.safeParse(faceCalibration, JSON.parse(text))
    return read.success ? read.output : undefined
  } catch {
    return undefined
  }
}
