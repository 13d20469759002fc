// Makes the face in the QR code on the phone. The examiner draws it anew from the frames that it judged.

import { toBase64 } from '../core/base64.ts'
import type { PixelBox } from '../vision/face/crop.ts'
import { drawSmallFace, smallFaceWebp, type WebpEncoder } from '../vision/face/small-face.ts'
import type { Pixels } from '../vision/pixels.ts'

/** Base64 of a WebP of the face in `box`, px of `picture`. `maxBytes`: the space that the card's names leave. */
export const tinyFace = async (picture: Pixels, box: PixelBox, maxBytes: number): Promise<string> => {
  const { default: encode } = await import('@jsquash/webp/encode')
  const webp: WebpEncoder = async ({ width, height, data }, quality) =>
    new Uint8Array(
      await encode(new ImageData(new Uint8ClampedArray(data), width, height), { ...smallFaceWebp, quality }),
    )
  return toBase64(await drawSmallFace(picture, box, maxBytes, webp))
}
