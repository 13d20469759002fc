// Draws the face in the QR code, the same on the phone and in the examiner: a tight crop on the face, as sharp as its bytes allow.
import { faceSoftness } from '../../core/card/face-budget.ts'
import { FACE_SIZE, faceFromWebp } from '../../core/card/face-picture.ts'
import { fromGrey, type Pixels, toGrey } from '../pixels.ts'
import type { PixelBox } from './crop.ts'
import { faceSpan, type MeshPoint, meshIndex } from './mesh.ts'
import { addSample, enlarge } from './sampling.ts'

/** Settings of libwebp beside the quality: the most thorough method, and bits moved from flat parts to detailed ones. */
export const smallFaceWebp = { method: 6, sns_strength: 80 } as const
/** Encodes 64 × 80 px as a lossy WebP without metadata. `quality`: 0–100. */
export type WebpEncoder = (picture: Pixels, quality: number) => Promise<Uint8Array<ArrayBuffer>>

/** Widths of the crop in the width of the face. A wider one leaves fewer pixels to the face, a narrower one cuts its outline. */
const tightness = 1.2

/** The box of the face alone, 4:5, in px of the picture. It may reach beyond the border. */
export const faceBox = (mesh: readonly MeshPoint[]): PixelBox => {
  const { x, y, width: span } = faceSpan(mesh)
  const tall = Math.abs(mesh[meshIndex.chin][1] - mesh[meshIndex.forehead][1])
  const width = tightness * Math.max(span, tall * 0.8)
  const height = (width * FACE_SIZE.height) / FACE_SIZE.width
  return { x: x - width / 2, y: y - height / 2, width, height }
}

/** The part of `picture` in `box`, averaged to exactly `width` × `height` px. Outside the picture the edge is repeated. */
const resample = (picture: Pixels, box: PixelBox, width: number, height: number): Pixels => {
  const data = new Uint8ClampedArray(width * height * 4)
  const [stepX, stepY] = [box.width / width, box.height / height]
  const [across, down] = [Math.max(1, Math.ceil(stepX)), Math.max(1, Math.ceil(stepY))]
  const sum = new Float64Array(3)
  for (let v = 0, to = 0; v < height; v++)
    for (let u = 0; u < width; u++, to += 4) {
      sum.fill(0)
      for (let j = 0; j < down; j++)
        for (let i = 0; i < across; i++)
          addSample(
            picture,
            box.x + (u + (i + 0.5) / across) * stepX - 0.5,
            box.y + (v + (j + 0.5) / down) * stepY - 0.5,
            sum,
          )
      for (let c = 0; c < 3; c++) data[to + c] = sum[c] / (across * down)
      data[to + 3] = 255
    }
  return { width, height, data }
}

/**
 * A WebP file of the face in `box`: the best of the ladder `faceSoftness` whose face has at most `maxBytes` bytes, the
 * space that the card's names leave. The softest setting fits beside every name.
 */
export const drawSmallFace = async (
  picture: Pixels,
  box: PixelBox,
  maxBytes: number,
  encode: WebpEncoder,
): Promise<Uint8Array<ArrayBuffer>> => {
  let webp = new Uint8Array()
  for (const { detail, quality } of faceSoftness) {
    const rows = Math.round((detail * FACE_SIZE.height) / FACE_SIZE.width)
    const soft = enlarge(resample(picture, box, detail, rows), FACE_SIZE.width)
    webp = await encode(fromGrey(toGrey({ ...soft, height: FACE_SIZE.height })), quality)
    const face = faceFromWebp(webp)
    if (face.ok && face.value.length <= maxBytes) break
  }
  return webp
}
