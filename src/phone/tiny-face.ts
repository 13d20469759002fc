// The face in the QR: 64×80 grey WebP, small enough that the code stays readable from a phone's screen.
import { FACE_SIZE, faceFromWebp } from '../core/card/face-picture.ts'
import { fromGrey, type Pixels, toGrey } from '../vision/pixels.ts'
import { base64Of, fitted } from './pictures.ts'

const { width, height } = FACE_SIZE
/** Best first. `detail`: pixels across that are kept: at few bytes a soft face is more like its owner than a blocky one. */
const tries: readonly { detail: number; quality: number }[] = [
  ...[20, 16, 12, 8, 4].map((quality) => ({ detail: width, quality })),
  ...[32, 24].map((detail) => ({ detail, quality: 4 })),
  ...[32, 24, 16].map((detail) => ({ detail, quality: 0 })),
]

/**
 * Base64 of the best WebP whose face has at most `most` bytes, which is what the card's names leave for it. If none is
 * that small, the smallest: a name that long costs a version of the QR code, not the card.
 */
export const tinyFace = async (portrait: Pixels, most: number): Promise<string> => {
  const { default: encode } = await import('@jsquash/webp/encode')
  let webp = new Uint8Array()
  for (const { detail, quality } of tries) {
    const soft = fitted(fitted(portrait, detail, detail * (height / width)), width, height)
    const { data } = fromGrey(toGrey(soft))
    const picture = new ImageData(new Uint8ClampedArray(data), width, height)
    webp = new Uint8Array(await encode(picture, { quality, method: 6, sns_strength: 80 }))
    const face = faceFromWebp(webp)
    if (face.ok && face.value.length <= most) break
  }
  return base64Of(webp)
}
