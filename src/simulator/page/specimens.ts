// What the printer is set to, and the pictures that come of it: for the camera of the mini-app, for the chat, for saving.
import type { Pixels } from '../../vision/pixels.ts'
import { sampleFaces } from '../puppet/samples.ts'
import { loadFace, usualFaces } from '../specimen/faces.ts'
import { residents, type SpecimenPerson } from '../specimen/people.ts'
import { photograph, type Shot } from '../specimen/photograph.ts'
import { type Face, type PrintedCard, printCard } from '../specimen/print.ts'
import { cup, receipt } from '../specimen/things.ts'
import { variants } from '../specimen/variants.ts'
import type { Thing, Wish } from './print-options.ts'

export const specimenPeople: readonly SpecimenPerson[] = [...residents, ...variants]
export const faceIds: readonly string[] = ['drawn', ...sampleFaces.map(({ name }) => name)]

export type CameraPictures = { face: Blob; cardFront: Blob; cardBack: Blob }

/** What the printer is set to when `person` picks up the phone. Unknown people get the first resident's card. */
export const usualWish = (person: string): Wish => {
  const card = residents.find(({ id }) => id === person)?.id ?? residents[0].id
  const faces = usualFaces[card]
  return { card, faceOnCard: faces.card, faceAtCamera: faces.camera, shot: {} }
}

const personOf = (wish: Wish): SpecimenPerson => specimenPeople.find(({ id }) => id === wish.card) ?? residents[0]

/** A face taken with the person's own webcam, kept in memory only; chosen with the id `webcam`. */
const own: { face?: Face } = {}
export const keepOwnFace = (face: Face): void => {
  own.face = face
}
const faceOf = async (id: string, wish: Wish): Promise<Face> =>
  id === 'webcam' && own.face ? own.face : loadFace(id, personOf(wish).look)

export const print = async (wish: Wish): Promise<PrintedCard> =>
  printCard(personOf(wish), await faceOf(wish.faceOnCard, wish))

const pixelsOf = (canvas: HTMLCanvasElement): Pixels =>
  canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {
    width: 0,
    height: 0,
    data: new Uint8ClampedArray(),
  }

export const toBlob = (canvas: HTMLCanvasElement, type: 'image/png' | 'image/jpeg'): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the canvas gave no picture'))), type, 0.92),
  )

const canvasOf = (source: Face): HTMLCanvasElement => {
  const canvas = document.createElement('canvas')
  canvas.width = source.width
  canvas.height = source.height
  canvas.getContext('2d')?.drawImage(source, 0, 0)
  return canvas
}

/** A JPEG as a phone's camera would take it of `thing` lying on a table. */
export const takePhoto = async (thing: Thing, wish: Wish): Promise<Blob> => {
  const lying = async (): Promise<[Pixels[], Shot]> => {
    if (thing === 'cup') return [[cup()], { ...wish.shot, fill: 0.4 }]
    if (thing === 'receipt') return [[receipt()], { ...wish.shot, fill: 0.32 }]
    const card = await print(wish)
    if (thing === 'both') return [[pixelsOf(card.front), pixelsOf(card.back)], wish.shot]
    return [[pixelsOf(card[thing])], wish.shot]
  }
  const { pixels } = photograph(...(await lying()))
  const canvas = document.createElement('canvas')
  canvas.width = pixels.width
  canvas.height = pixels.height
  canvas.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(pixels.data), pixels.width), 0, 0)
  return toBlob(canvas, 'image/jpeg')
}

/** What the puppet and the card camera of the mini-app are fed with. */
export const cameraPictures = async (wish: Wish): Promise<CameraPictures> => {
  const [card, face] = await Promise.all([print(wish), faceOf(wish.faceAtCamera, wish)])
  const [cardFront, cardBack, still] = await Promise.all([
    toBlob(card.front, 'image/png'),
    toBlob(card.back, 'image/png'),
    toBlob(canvasOf(face), 'image/png'),
  ])
  return { face: still, cardFront, cardBack }
}
