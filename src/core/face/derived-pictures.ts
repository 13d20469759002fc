// The pictures that an examiner derives from the frames that it judged: what officials will compare a person with.
import * as v from 'valibot'

const base64 = (mostBytes: number) => v.pipe(v.string(), v.base64(), v.maxLength(Math.ceil((mostBytes * 4) / 3) + 4))

/** Bytes of a portrait, at most: three times what a busy picture of this size needs. */
export const derivedPortraitBytes = 120_000
/** px. The portrait that an online checker shows is at least this wide. */
export const derivedPortraitWidth = 240

export const derivedPictures = v.strictObject({
  /** JPEG, 4:5, head and shoulders, in colour. */
  portrait: base64(derivedPortraitBytes),
  /** The face in the QR code: grey WebP of 64 × 80 px, a tight crop on the face. */
  tinyFace: base64(1200),
})
export type DerivedPictures = v.InferOutput<typeof derivedPictures>
