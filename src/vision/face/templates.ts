// Makes the face templates of selfie frames and of the card portrait, the same on the phone and in the examiner.
import type { Pixels } from '../pixels.ts'
import { crop } from './crop.ts'
import type { FaceEngine } from './human.ts'
import { nearestFace } from './measure.ts'
import type { Face } from './mesh.ts'
import type { FaceTemplate } from './model.ts'
import { enlarge } from './sampling.ts'

/**
 * Width (px) to which a portrait is enlarged before face detection: it lost none of 233 faces, and five at a third of
 * it.
 */
const portraitWidth = 330
/** Margin around a portrait, as a fraction of its width: the detector misses faces that fill the picture. */
const margin = 0.3

export type DetectedFace = { pixels: Pixels; face: Face }

/** The template of the nearest face, or undefined if there is no face. */
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
/** The portrait enlarged for face detection: as it is, then with a margin. */
export const portraitPictures = (portrait: Pixels): Pixels[] => {
  const wide = enlarge(portrait, portraitWidth)
  return [wide, withMargin(wide)]
}

/** The template of a card's portrait, or undefined if no face is found in it. */
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

/** The templates of the frames of one round, whose faces are already detected. */
export const roundTemplates = async (engine: FaceEngine, frames: readonly DetectedFace[]): Promise<FaceTemplate[]> => {
  const templates: FaceTemplate[] = []
  for (const [i, { pixels, face }] of frames.entries())
    templates.push(await engine.describe(pixels, face, frames.length > 1 ? i : undefined))
  return templates
}
