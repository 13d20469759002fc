// Implements `window.phokbatPrinter`, by which browser tests and the demo print specimens. Pictures are data URLs.

import type { Printer, PrintOptions } from './print-options.ts'
import { cameraPictures, defaultPrintOptions, print, takePhoto } from './specimens.ts'

const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.readAsDataURL(blob)
  })

const wished = (person: string, printOptions: Partial<PrintOptions> = {}): PrintOptions => ({
  ...defaultPrintOptions(person),
  ...printOptions,
})

export const openPrinter = (): void => {
  const printer: Printer = {
    print: async (person, printOptions) => {
      const { front, back } = await print(wished(person, printOptions))
      return { front: front.toDataURL('image/png'), back: back.toDataURL('image/png') }
    },
    photograph: async (person, thing, printOptions) => dataUrl(await takePhoto(thing, wished(person, printOptions))),
    face: async (person, printOptions) => dataUrl((await cameraPictures(wished(person, printOptions))).face),
  }
  Object.assign(window, { phokbatPrinter: printer })
}
