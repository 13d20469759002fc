// The face in the QR: 64×80 grey WebP, small enough that the code stays readable from a phone's screen.
import { FACE_AIM_BYTES, FACE_SIZE, faceFromWebp } from '../core/card/face-picture.ts'
import { fromGrey, type Pixels, toGrey } from '../vision/pixels.ts'
import { base64Of, fitted } from './pictures.ts'

const { width, height } = FACE_SIZE

/** Base64 of the WebP; the quality sinks from 20 until the face fits a QR of version 22-M beside the claims. */
export const tinyFace = async (portrait: Pixels): Promise<string> => {
  const { default: encode } = await import('@jsquash/webp/encode')
  const grey = fromGrey(toGrey(fitted(portrait, width, height)))
  const picture = new ImageData(new Uint8ClampedArray(grey.data), width, height)
  for (let quality = 20; ; quality -= 4) {
    const bytes = new Uint8Array(await encode(picture, { quality, method: 6, sns_strength: 80 }))
    const face = faceFromWebp(bytes)
    if (quality <= 0 || (face.ok && face.value.length <= FACE_AIM_BYTES)) return base64Of(bytes)
  }
}
