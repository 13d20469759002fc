// A calibration as it travels, in a setting and to the phone: bands, and two mean faces with one byte for each number (docs/calibration.md).
import * as v from 'valibot'
import {
  type FaceModelName,
  type FaceRecipe,
  faceModelNames,
  faceRecipes,
  modelOfRecipe,
  recipeIds,
} from './recipes.ts'

/** Numbers as signed bytes, −127 to 127, and the value of one step. */
const mean = (numbers: number) =>
  v.object({
    step: v.pipe(v.number(), v.finite(), v.gtValue(0)),
    bytes: v.pipe(v.string(), v.regex(/^[\w-]*$/), v.length(Math.ceil((numbers * 4) / 3))),
  })
export type PackedMean = v.InferOutput<ReturnType<typeof mean>>
export type PackedTemplate = Record<string, PackedMean>

const calibrationVersion = v.pipe(v.string(), v.nonEmpty(), v.maxLength(40))
/** A score that somebody else computed, by any recipe. */
export const faceScore = v.pipe(v.number(), v.minValue(-1.5), v.maxValue(1.5))
/** What two faces scored by the mean faces of the calibration `version`, from `frames` frames. */
export const centredFaces = v.object({
  version: calibrationVersion,
  score: faceScore,
  frames: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12)),
})

const calibrationOf = ({ id, numbers, reach, least }: FaceRecipe) => {
  const score = v.pipe(v.number(), v.maxValue(reach))
  const template = v.strictObject(
    Object.fromEntries(Object.entries(numbers).map(([name, count]) => [name, mean(count)])),
  )
  return v.pipe(
    v.object({
      version: calibrationVersion,
      recipe: v.literal(id),
      match: v.pipe(score, v.minValue(least.match)),
      again: v.pipe(score, v.minValue(least.again)),
      means: v.object({ selfie: template, card: template }),
    }),
    v.check(({ match, again }) => match > again),
  )
}
const calibrations = Object.fromEntries(
  faceModelNames.map((name) => [name, calibrationOf(faceRecipes[name])]),
) as unknown as Record<FaceModelName, v.GenericSchema<FaceCalibration>>

const packedTemplate = v.record(v.string(), v.object({ step: v.number(), bytes: v.string() }))
/** The shape of any recipe's calibration. `readCalibration` asks for that of its own. */
export const faceCalibration = v.object({
  version: calibrationVersion,
  recipe: v.picklist(recipeIds),
  match: faceScore,
  again: faceScore,
  means: v.object({ selfie: packedTemplate, card: packedTemplate }),
})
export type FaceCalibration = v.InferOutput<typeof faceCalibration>

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The recipe that a calibration says it is of, whatever else is in it. */
export const recipeOfCalibration = (text: string): string | undefined => {
  const read = v.safeParse(v.object({ recipe: v.pipe(v.string(), v.regex(/^[\w+./-]{1,40}$/)) }), parsed(text))
  return read.success ? read.output.recipe : undefined
}

/** Undefined for anything but a calibration of a recipe as it is in this version. */
export const readCalibration = (text: string): FaceCalibration | undefined => {
  const model = modelOfRecipe(recipeOfCalibration(text) ?? '')
  const read = model && v.safeParse(calibrations[model], parsed(text))
  return read?.success ? read.output : undefined
}

export const recipeId = v.picklist(recipeIds)
