// Makes the face templates of selfie frames and of the card portrait, the same on the phone and in the examiner.
import { type Pixels, shrink } from '../pixels.ts'
import { crop } from './crop.ts'
import type { FaceEngine } from './human.ts'
import { nearestFace } from './measure.ts'
import { type Face, faceSpan } from './mesh.ts'
import type { FaceTemplate } from './model.ts'
import { enlarge } from './sampling.ts'

/**
 * Width (px) to which a portrait is enlarged before face detection: it lost none of 233 faces, and five at a third of
 * it.
 */
const portraitWidth = 330
/** Margin around a portrait, as a fraction of its width: the detector misses faces that fill the picture, and the mesh fits them badly. */
const margin = 0.3

export type DetectedFace = { pixels: Pixels; face: Face }

const withMargin = (wide: Pixels): Pixels => {
  const by = wide.width * margin
  return crop(wide, { x: -by, y: -by, width: wide.width + 2 * by, height: wide.height + 2 * by })
}
/** The portrait enlarged for face detection: as it is, then with a margin. */
export const portraitPictures = (portrait: Pixels): Pixels[] => {
  const wide = enlarge(portrait, portraitWidth)
  return [wide, withMargin(wide)]
}

/** A face wider than this part of its picture leaves the mesh too little around it: it is searched again with a margin. */
const widest = 0.6

/**
 * The longest side (px) that is searched, and how often the shorter side may go into the longer. A stranger's file of a few
 * kilobytes may be 1 × 60,000 px: enlarged, or with its margin, it would take more memory than the examiner has.
 */
const [longest, slenderest] = [1280, 4]
const isSlender = ({ width, height }: Pixels) => Math.max(width, height) > slenderest * Math.min(width, height)

/**
 * The nearest face of a portrait or of a photograph, with the picture that it was found in. Undefined without a face, and
 * for a strip that cannot hold one.
 */
export const portraitFace = async (
  engine: Pick<FaceEngine, 'detect'>,
  portrait: Pixels,
): Promise<DetectedFace | undefined> => {
  let found: DetectedFace | undefined
  if (isSlender(portrait)) return undefined
  for (const pixels of portraitPictures(shrink(portrait, longest))) {
    const face = nearestFace(await engine.detect(pixels))
    if (face) found = { pixels, face }
    if (face && faceSpan(face.mesh).width <= widest * pixels.width) return found
  }
  return found
}

/** The template of a card's portrait, or undefined if no face is found in it. */
export const cardTemplate = async (
  engine: FaceEngine,
  portrait: Pixels,
  share?: number,
): Promise<FaceTemplate | undefined> => {
  const found = await portraitFace(engine, portrait)
  return found && engine.describe(found.pixels, found.face, share)
}

/** The templates of the frames of one round, whose faces are already detected. */
export const roundTemplates = async (engine: FaceEngine, frames: readonly DetectedFace[]): Promise<FaceTemplate[]> => {
  const templates: FaceTemplate[] = []
  for (const [i, { pixels, face }] of frames.entries())
    templates.push(await engine.describe(pixels, face, frames.length > 1 ? i : undefined))
  return templates
}
