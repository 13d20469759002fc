// Prints invented people's cards in a given type and photographs them. The kit hands out JPEGs in base64 and the corners.
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

export type Taken = { jpeg: string; quad: Quad; size: [number, number] }

const kit = {
  /** Both sides, each photographed as wished. `type`: the family of everything that is written for one person. */
  async take(person: SpecimenPerson, type: string, shots: { front: Shot; back: Shot }[], quality: number) {
    const printed = await printCard(person, await loadFace('drawn', person.look), type)
    const take = (canvas: HTMLCanvasElement, shot: Shot): Taken => {
      const { width, height } = canvas
      const card = canvas.getContext('2d')?.getImageData(0, 0, width, height)
      if (!card) throw new Error('no 2d canvas')
      const { pixels, quads } = photograph([card], shot)
      const photo = Object.assign(document.createElement('canvas'), { width: pixels.width, height: pixels.height })
      const data = pixels.data as Uint8ClampedArray<ArrayBuffer>
      photo.getContext('2d')?.putImageData(new ImageData(data, pixels.width), 0, 0)
      const jpeg = photo.toDataURL('image/jpeg', quality).replace(/^[^,]*,/, '')
      return { jpeg, quad: quads[0], size: [pixels.width, pixels.height] }
    }
    return shots.map(({ front, back }) => ({ front: take(printed.front, front), back: take(printed.back, back) }))
  },
}
export type Kit = typeof kit
Object.assign(window, { kit })
