// Runs in Chromium: prints cards of invented people in a given typeface and photographs them. Returns JPEGs in base64 and the card's corners.
import '@fontsource/cousine/700.css'
import '@fontsource/ibm-plex-sans-thai-looped/500.css'
import '@fontsource/niramit/500.css'
import '@fontsource/noto-sans-thai-looped/500.css'
import '@fontsource/noto-serif/700.css'
import '@fontsource/sarabun/500.css'
import '@fontsource/sarabun/600.css'
import '@fontsource/taviraj/500.css'
import '@fontsource/trirong/500.css'
import { loadFace } from '../../src/simulator/specimen/faces.ts'
import { frontLines } from '../../src/simulator/specimen/layout.ts'
import type { SpecimenPerson } from '../../src/simulator/specimen/people.ts'
import { photograph, type Shot } from '../../src/simulator/specimen/photograph.ts'
import { printCard } from '../../src/simulator/specimen/print.ts'
import type { Quad } from '../../src/vision/pixels.ts'
import { type Disturbance, disturb, quarterTurn } from './disturbance.ts'
import { printOtherHand } from './other-hand.ts'

/** `quarters`: quarter turns of the whole photograph, clockwise. `quality`: of the JPEG, 0 to 1. */
export type ShotOptions = Shot & { disturbance?: Disturbance; quarters?: number; quality?: number }
export type RenderedPhoto = { jpeg: string; quad: Quad; size: [number, number] }

/** The labels to which the reader fits a card (src/vision/card/print-fit.ts). */
const fitted = [
  'Thai National ID Card',
  'Identification Number',
  'Name',
  'Last name',
  'Date of Birth',
  'Date of Issue',
  'Date of Expiry',
]
const labelMargin = 3

const kit = {
  /** The shapes of the labels on a card 400 px wide, as label-shapes.json has them. */
  async labels(person: SpecimenPerson) {
    await document.fonts.load('700 40px "Noto Serif"', 'A1')
    // Drawn large and averaged, as a camera does.
    const [wide, fine] = [400, 4]
    return frontLines(person)
      .filter(({ text }) => fitted.includes(text))
      .map(({ text, x, y, size, width: limit }) => {
        const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
        if (!pen) throw new Error('no 2d canvas')
        const scale = (wide * fine) / 1000
        const font = `700 ${size * scale}px "Noto Serif"`
        pen.font = font
        const long = Math.min(pen.measureText(text).width, (limit ?? 1000) * scale)
        const [up, down] = [0.8 * size * scale, 0.28 * size * scale]
        const left = labelMargin
        const base = Math.ceil(up / fine) + labelMargin
        const width = Math.ceil(long / fine) + 2 * labelMargin
        const height = base + Math.ceil(down / fine) + labelMargin
        Object.assign(pen.canvas, { width: width * fine, height: height * fine })
        pen.font = font
        pen.fillText(text, left * fine, base * fine, limit === undefined ? undefined : limit * scale)
        const { data } = pen.getImageData(0, 0, width * fine, height * fine)
        let ink = ''
        for (let v = 0; v < height; v++)
          for (let u = 0; u < width; u++) {
            let sum = 0
            for (let b = 0; b < fine; b++)
              for (let a = 0; a < fine; a++) sum += data[((v * fine + b) * width * fine + u * fine + a) * 4 + 3]
            ink += Math.round((sum / fine ** 2 / 255) * 15).toString(16)
          }
        return { text, x, y, left, base, width, height, ink }
      })
  },
  /**
   * Both sides, each photographed as wished. `type`: the family of everything that is written for one person; `hand`: the
   * number of another printer than the simulator's.
   */
  async take(person: SpecimenPerson, type: string, shots: { front: ShotOptions; back: ShotOptions }[], hand?: number) {
    const face = await loadFace('drawn', person.appearance)
    const printed = await (hand === undefined
      ? printCard(person, face, type)
      : printOtherHand(person, face, type, hand))
    const take = (
      canvas: HTMLCanvasElement,
      { disturbance, quarters = 0, quality = 0.85, ...shot }: ShotOptions,
    ): RenderedPhoto => {
      const { width, height } = canvas
      const card = canvas.getContext('2d')?.getImageData(0, 0, width, height)
      if (!card) throw new Error('no 2d canvas')
      const { pixels, quads } = photograph([card], shot)
      if (disturbance) disturb(pixels, disturbance)
      let taken = { photo: pixels, quad: quads[0] }
      for (let i = 0; i < quarters; i++) taken = quarterTurn(taken.photo, taken.quad)
      const { photo, quad } = taken
      const picture = Object.assign(document.createElement('canvas'), { width: photo.width, height: photo.height })
      const data = photo.data as Uint8ClampedArray<ArrayBuffer>
      picture.getContext('2d')?.putImageData(new ImageData(data, photo.width), 0, 0)
      const jpeg = picture.toDataURL('image/jpeg', quality).replace(/^[^,]*,/, '')
      return { jpeg, quad, size: [photo.width, photo.height] }
    }
    return shots.map(({ front, back }) => ({ front: take(printed.front, front), back: take(printed.back, back) }))
  },
}
export type SpecimenKit = typeof kit
Object.assign(window, { kit })
