// Makes the face in the QR code: a grey 64×80 WebP, small enough that the code stays readable from a phone's screen.

import { toBase64 } from '../core/base64.ts'
import { faceSoftness } from '../core/card/face-budget.ts'
import { FACE_SIZE, faceFromWebp } from '../core/card/face-picture.ts'
import { fromGrey, type Pixels, toGrey } from '../vision/pixels.ts'
import { fitWithin } from './pictures.ts'

const { width, height } = FACE_SIZE

/**
 * Base64 of the most detailed WebP whose face has at most `maxBytes` bytes, the space that the card's names leave. The
 * softest setting fits beside every name.
 */
export const tinyFace = async (portrait: Pixels, maxBytes: number): Promise<string> => {
  const { default: encode } = await import('@jsquash/webp/encode')
  let webp = new Uint8Array()
  for (const { detail, quality } of faceSoftness) {
    const soft = fitWithin(fitWithin(portrait, detail, detail * (height / width)), width, height)
    const { data } = fromGrey(toGrey(soft))
    const picture = new ImageData(new Uint8ClampedArray(data), width, height)
    webp = new Uint8Array(await encode(picture, { quality, method: 6, sns_strength: 80 }))
    const face = faceFromWebp(webp)
    if (face.ok && face.value.length <= maxBytes) break
  }
  return toBase64(webp)
}
