// Derives the pictures of a card from a frame that was judged: the portrait, and the face in the QR code.
import { toBase64 } from '../core/base64.ts'
import { type DerivedPictures, derivedPortraitBytes, derivedPortraitWidth } from '../core/face/derived-pictures.ts'
import { crop, portraitBox } from '../vision/face/crop.ts'
import type { FaceModel, FaceTemplate } from '../vision/face/model.ts'
import { enlarge } from '../vision/face/sampling.ts'
import { drawSmallFace, faceBox } from '../vision/face/small-face.ts'
import type { DetectedFace } from '../vision/face/templates.ts'
import { shrink } from '../vision/pixels.ts'
import { jpegOf, webpOf } from './encode.ts'

/** px and JPEG quality. A frame has at most 480 px, so a portrait is seldom larger. */
const portrait = { longest: 600, qualities: [88, 75, 60] } as const

/**
 * The frame whose face is most like the other faces of the round and the one on the card: a single frame of somebody
 * else, which a mean of scores could hide, is never the one. `frames[n]` has the template `templates[n]`.
 */
export const truestFrame = (
  model: FaceModel,
  frames: readonly DetectedFace[],
  templates: readonly FaceTemplate[],
  others: readonly FaceTemplate[],
): DetectedFace | undefined => {
  const likeness = templates.map((one, i) =>
    [...templates.filter((_, j) => j !== i), ...others].reduce((sum, other) => sum + model.score(one, other), 0),
  )
  return frames[likeness.indexOf(Math.max(...likeness))]
}

/** @param faceBytes the space that the card's names leave for the face in the QR code. */
export const derivePictures = async (
  { pixels, face: { mesh } }: DetectedFace,
  faceBytes: number,
): Promise<DerivedPictures> => {
  const head = crop(pixels, portraitBox(pixels, mesh))
  const sized = shrink(enlarge(head, derivedPortraitWidth), portrait.longest)
  let jpeg = new Uint8Array()
  for (const quality of portrait.qualities) {
    jpeg = await jpegOf(sized, quality)
    if (jpeg.length <= derivedPortraitBytes) break
  }
  return {
    portrait: toBase64(jpeg),
    tinyFace: toBase64(await drawSmallFace(pixels, faceBox(mesh), faceBytes, webpOf)),
  }
}
