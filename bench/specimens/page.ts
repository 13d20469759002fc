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
import type { SpecimenPerson } from '../../src/simulator/specimen/people.ts'
import { photograph, type Shot } from '../../src/simulator/specimen/photograph.ts'
import { printCard } from '../../src/simulator/specimen/print.ts'
import type { Quad } from '../../src/vision/pixels.ts'
import { type Disturbance, disturb, quarterTurn } from './disturbance.ts'
import { printOtherHand } from './other-hand.ts'

/** `quarters`: quarter turns of the whole photograph, clockwise. `quality`: of the JPEG, 0 to 1. */
export type ShotOptions = Shot & { disturbance?: Disturbance; quarters?: number; quality?: number }
export type RenderedPhoto = { jpeg: string; quad: Quad; size: [number, number] }

const kit = {
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
