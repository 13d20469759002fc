// Faces for cards and for the puppet: the samples that every fresh machine has, enlarged, or a drawn avatar.
import { loadSampleFace, sampleFaces } from '../puppet/samples.ts'
import { avatarUrl } from './avatar.ts'
import type { Appearance } from './people.ts'
import type { DrawableFace } from './print.ts'

/** Enlarged before use: face detection wants more than a hundred pixels. */
const SCALE = 3

export type FaceChoice = { card: string; camera: string }
/** Whose face each of the five has: the men get two different photographs, as a card and a selfie would be. */
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

const drawn = async (look: Appearance): Promise<DrawableFace> => {
  const image = new Image()
  image.src = avatarUrl(look)
  await image.decode()
  return image
}

/** The picture of a face by its sample name; any other id gives the avatar of `look`, which no face network needs to accept. */
export const loadFace = async (id: string, look: Appearance): Promise<DrawableFace> => {
  const sample = sampleFaces.find(({ name }) => name === id)
  if (!sample) return drawn(look)
  const { width, height, data } = await loadSampleFace(sample)
  const [small, smallPen] = canvasOf(width, height)
  smallPen.putImageData(new ImageData(new Uint8ClampedArray(data), width), 0, 0)
  const [large, pen] = canvasOf(width * SCALE, height * SCALE)
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(small, 0, 0, large.width, large.height)
  return large
}
