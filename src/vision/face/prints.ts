// Prints of the two sides of a comparison, the same on the phone and in the examiner: the frames of a selfie, and a card's portrait.
import type { Pixels } from '../pixels.ts'
import { crop } from './crop.ts'
import type { FaceEngine } from './human.ts'
import { nearestFace } from './measure.ts'
import type { FacePrint } from './print.ts'
import { enlarge } from './sampling.ts'

/** Width (px) that a portrait is brought to before the face is looked for: none of 233 lost, five at a third of it. */
const portraitWidth = 330
/** Margin around a portrait, in parts of its width: the detector misses faces that fill the picture. */
const margin = 0.3

/** The print of the nearest face, or undefined where there is none. */
export const printNearest = async (engine: FaceEngine, picture: Pixels): Promise<FacePrint | undefined> => {
  const face = nearestFace(await engine.look(picture))
  return face && engine.describe(picture, face)
}

/** A portrait large enough to find a face in: as it is, then with a margin. */
export const portraitPictures = (portrait: Pixels): Pixels[] => {
  const wide = enlarge(portrait, portraitWidth)
  const by = wide.width * margin
  return [wide, crop(wide, { x: -by, y: -by, width: wide.width + 2 * by, height: wide.height + 2 * by })]
}

/** The print of a card's portrait. */
export const printCard = async (engine: FaceEngine, portrait: Pixels): Promise<FacePrint | undefined> => {
  const [wide, padded] = portraitPictures(portrait)
  return (await printNearest(engine, wide)) ?? (await printNearest(engine, padded))
}

/** Prints of those frames that show a face. */
export const printFrames = async (engine: FaceEngine, frames: readonly Pixels[]): Promise<FacePrint[]> => {
  const prints: FacePrint[] = []
  for (const frame of frames) {
    const print = await printNearest(engine, frame)
    if (print) prints.push(print)
  }
  return prints
}
