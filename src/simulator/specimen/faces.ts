// Loads faces for cards and the puppet: enlarged sample faces, or a drawn avatar.
import { loadSampleFace, sampleFaces } from '../puppet/samples.ts'
import { avatarUrl } from './avatar.ts'
import type { Appearance } from './people.ts'
import type { DrawableFace } from './print.ts'

/** Samples are enlarged by this factor, because face detection needs more than a hundred pixels. */
const SCALE = 3

export type FaceChoice = { card: string; camera: string }
/** The faces of the five people. The men have two different photographs, like a card and a selfie. */
export const defaultFaces: Record<string, FaceChoice> = {
  jaithip: { card: 'lotus', camera: 'lotus' },
  somchai: { card: 'woodland-2', camera: 'woodland-1' },
  bunma: { card: 'woodland-4', camera: 'woodland-3' },
  fatima: { card: 'market', camera: 'market' },
  noi: { card: 'island', camera: 'island' },
}

const canvasOf = (width: number, height: number): [HTMLCanvasElement, CanvasRenderingContext2D] => {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('this browser gives no 2d canvas')
  return [canvas, pen]
}

const drawn = async (appearance: Appearance): Promise<DrawableFace> => {
  const image = new Image()
  image.src = avatarUrl(appearance)
  await image.decode()
  return image
}

/**
 * Returns the face with a sample's name. Any other id gives the avatar of `appearance`, which face networks need not
 * accept.
 */
export const loadFace = async (id: string, appearance: Appearance): Promise<DrawableFace> => {
  const sample = sampleFaces.find(({ name }) => name === id)
  if (!sample) return drawn(appearance)
  const { width, height, data } = await loadSampleFace(sample)
  const [small, smallPen] = canvasOf(width, height)
  smallPen.putImageData(new ImageData(new Uint8ClampedArray(data), width), 0, 0)
  const [large, pen] = canvasOf(width * SCALE, height * SCALE)
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(small, 0, 0, large.width, large.height)
  return large
}
