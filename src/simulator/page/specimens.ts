// The printer's default options, and the pictures that it makes for the mini-app's camera, for the chat and for saving.
import type { Pixels } from '../../vision/pixels.ts'
import { sampleFaces } from '../puppet/samples.ts'
import { defaultFaces, loadFace } from '../specimen/faces.ts'
import { residents, type SpecimenPerson } from '../specimen/people.ts'
import { photograph, type Shot } from '../specimen/photograph.ts'
import { type DrawableFace, type PrintedCard, printCard } from '../specimen/print.ts'
import { cup, receipt } from '../specimen/things.ts'
import { variants } from '../specimen/variants.ts'
import type { PrintOptions, Thing } from './print-options.ts'

export const specimenPeople: readonly SpecimenPerson[] = [...residents, ...variants]
export const faceIds: readonly string[] = ['drawn', ...sampleFaces.map(({ name }) => name)]

export type CameraPictures = { face: Blob; cardFront: Blob; cardBack: Blob }

/** Returns the printer's options for `person`. Unknown people get the first resident's card. */
export const defaultPrintOptions = (person: string): PrintOptions => {
  const card = residents.find(({ id }) => id === person)?.id ?? residents[0].id
  const faces = defaultFaces[card]
  return { card, faceOnCard: faces.card, faceAtCamera: faces.camera, shot: {} }
}

/** Whose card is printed. */
export const cardPersonOf = (printOptions: PrintOptions): SpecimenPerson =>
  specimenPeople.find(({ id }) => id === printOptions.card) ?? residents[0]

/** The developer's own face from the webcam, kept in memory only. Its id is `webcam`. */
const own: { face?: DrawableFace } = {}
export const keepOwnFace = (face: DrawableFace): void => {
  own.face = face
}
const faceOf = async (id: string, printOptions: PrintOptions): Promise<DrawableFace> =>
  id === 'webcam' && own.face ? own.face : loadFace(id, cardPersonOf(printOptions).appearance)

export const print = async (printOptions: PrintOptions): Promise<PrintedCard> =>
  printCard(cardPersonOf(printOptions), await faceOf(printOptions.faceOnCard, printOptions))

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

const canvasOf = (source: DrawableFace): HTMLCanvasElement => {
  const canvas = document.createElement('canvas')
  canvas.width = source.width
  canvas.height = source.height
  canvas.getContext('2d')?.drawImage(source, 0, 0)
  return canvas
}

/** Returns a JPEG of `thing` on a table, like a phone's photo. */
export const takePhoto = async (thing: Thing, printOptions: PrintOptions): Promise<Blob> => {
  const lying = async (): Promise<[Pixels[], Shot]> => {
    if (thing === 'cup') return [[cup()], { ...printOptions.shot, fill: 0.4 }]
    if (thing === 'receipt') return [[receipt()], { ...printOptions.shot, fill: 0.32 }]
    const card = await print(printOptions)
    if (thing === 'both') return [[pixelsOf(card.front), pixelsOf(card.back)], printOptions.shot]
    return [[pixelsOf(card[thing])], printOptions.shot]
  }
  const { pixels } = photograph(...(await lying()))
  const canvas = document.createElement('canvas')
  canvas.width = pixels.width
  canvas.height = pixels.height
  canvas.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(pixels.data), pixels.width), 0, 0)
  return toBlob(canvas, 'image/jpeg')
}

/** Returns the pictures for the mini-app's puppet and card camera. */
export const cameraPictures = async (printOptions: PrintOptions): Promise<CameraPictures> => {
  const [card, face] = await Promise.all([print(printOptions), faceOf(printOptions.faceAtCamera, printOptions)])
  const [cardFront, cardBack, still] = await Promise.all([
    toBlob(card.front, 'image/png'),
    toBlob(card.back, 'image/png'),
    toBlob(canvasOf(face), 'image/png'),
  ])
  return { face: still, cardFront, cardBack }
}
