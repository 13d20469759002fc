// The sample people of the page: their photographs, puppets made from them, and their portraits as printed on a card.
import { createPuppet, type Puppet } from '../../../../src/simulator/puppet/puppet.ts'
import { loadSampleFace, sampleFaces } from '../../../../src/simulator/puppet/samples.ts'
import type { Pixels } from '../../../../src/vision/pixels.ts'

export const still = (name: string): Promise<Pixels> => {
  const sample = sampleFaces.find((face) => face.name === name)
  if (!sample) throw new Error(`no sample face ${name}`)
  return loadSampleFace(sample)
}

const puppets = new Map<string, Promise<Puppet>>()
/** Makes each puppet once per page, because that needs about twenty face detections. */
export const puppetOf = (name: string): Promise<Puppet> => {
  const puppet = puppets.get(name) ?? still(name).then((face) => createPuppet(face))
  puppets.set(name, puppet)
  return puppet
}

export const canvasOf = (width: number, height: number) => {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no 2d canvas')
  return { canvas, context }
}

const imageOf = ({ data, width, height }: Pixels) =>
  new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width, height)

export const pictureOf = (pixels: Pixels) => {
  const { canvas, context } = canvasOf(pixels.width, pixels.height)
  context.putImageData(imageOf(pixels), 0, 0)
  return canvas
}

/** A photograph as printed on a card: 220×280 px, slightly soft and pale, compressed as JPEG. */
export const portraitOf = async (name: string): Promise<Pixels> => {
  const face = pictureOf(await still(name))
  const { canvas, context } = canvasOf(220, 280)
  const wide = (face.height * 220) / 280
  context.filter = 'blur(0.6px) contrast(0.85) brightness(1.08)'
  context.drawImage(face, (face.width - wide) / 2, 0, wide, face.height, 0, 0, 220, 280)
  const jpeg = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.8))
  const back = canvasOf(220, 280)
  if (jpeg) back.context.drawImage(await createImageBitmap(jpeg), 0, 0)
  return { width: 220, height: 280, data: back.context.getImageData(0, 0, 220, 280).data }
}
