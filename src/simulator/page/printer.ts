// `window.phokbatPrinter`: specimens without a hand on the page, for browser tests and the demo. Pictures leave as data URLs.

import type { Printer, Wish } from './print-options.ts'
import { cameraPictures, print, takePhoto, usualWish } from './specimens.ts'

const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.readAsDataURL(blob)
  })

const wished = (person: string, wish: Partial<Wish> = {}): Wish => ({ ...usualWish(person), ...wish })

export const openPrinter = (): void => {
  const printer: Printer = {
    print: async (person, wish) => {
      const { front, back } = await print(wished(person, wish))
      return { front: front.toDataURL('image/png'), back: back.toDataURL('image/png') }
    },
    photograph: async (person, thing, wish) => dataUrl(await takePhoto(thing, wished(person, wish))),
    face: async (person, wish) => dataUrl((await cameraPictures(wished(person, wish))).face),
  }
  Object.assign(window, { phokbatPrinter: printer })
}
