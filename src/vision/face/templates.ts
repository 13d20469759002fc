// Prints of the two sides of a comparison, the same on the phone and in the examiner: the frames of a selfie, and a card's portrait.
import type { Pixels } from '../pixels.ts'
import { crop } from './crop.ts'
import type { FaceEngine } from './human.ts'
import { nearestFace } from './measure.ts'
import type { Face } from './mesh.ts'
import { enlarge } from './sampling.ts'
import type { FaceTemplate } from './template.ts'

/** Width (px) that a portrait is brought to before the face is looked for: none of 233 lost, five at a third of it. */
const portraitWidth = 330
/** Margin around a portrait, in parts of its width: the detector misses faces that fill the picture. */
const margin = 0.3

export type DetectedFace = { pixels: Pixels; face: Face }

/** The print of the nearest face, or undefined where there is none. */
export const nearestFaceTemplate = async (
  engine: FaceEngine,
  picture: Pixels,
  share?: number,
): Promise<FaceTemplate | undefined> => {
  const face = nearestFace(await engine.detect(picture))
  return face && engine.describe(picture, face, share)
}

const withMargin = (wide: Pixels): Pixels => {
  const by = wide.width * margin
  return crop(wide, { x: -by, y: -by, width: wide.width + 2 * by, height: wide.height + 2 * by })
}
/** A portrait large enough to find a face in: as it is, then with a margin. */
export const portraitPictures = (portrait: Pixels): Pixels[] => {
  const wide = enlarge(portrait, portraitWidth)
  return [wide, withMargin(wide)]
}

/** The print of a card's portrait. */
export const cardTemplate = async (
  engine: FaceEngine,
  portrait: Pixels,
  share?: number,
): Promise<FaceTemplate | undefined> => {
  const wide = enlarge(portrait, portraitWidth)
  return (
    (await nearestFaceTemplate(engine, wide, share)) ?? (await nearestFaceTemplate(engine, withMargin(wide), share))
  )
}

/** Prints of the frames of one round, whose faces were found already. */
export const roundTemplates = async (engine: FaceEngine, frames: readonly DetectedFace[]): Promise<FaceTemplate[]> => {
  const templates: FaceTemplate[] = []
  for (const [i, { pixels, face }] of frames.entries())
    templates.push(await engine.describe(pixels, face, frames.length > 1 ? i : undefined))
  return templates
}
