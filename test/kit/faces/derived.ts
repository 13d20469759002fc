// Pictures made with the examiner's encoders: those that it derives, other ones than a test's phone sends, and a progressive JPEG.
import { faceToWebp } from '../../../src/core/card/face-picture.ts'
import type { DerivedPictures } from '../../../src/core/face/derived-pictures.ts'
import { jpegOf } from '../../../src/examiner/encode.ts'
import { blankPixels, type Pixels } from '../../../src/vision/pixels.ts'
import { drawnFace } from '../specimen.ts'

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

export const progressiveJpeg = (picture: Pixels) => jpegOf(picture, 90, true)

export const derivedPictures = async (): Promise<DerivedPictures> => ({
  portrait: base64(await jpegOf(blankPixels(240, 300), 80)),
  tinyFace: base64(faceToWebp(await drawnFace())),
})
