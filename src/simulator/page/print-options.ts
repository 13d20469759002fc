// What can be wished of the printer, and the printer as tests and demos find it on the window. Types only.
import type { Shot } from '../specimen/photograph.ts'

export type PrintOptions = {
  /** Id of the specimen person whose card is printed. */
  card: string
  /** Name of a sample face, `drawn`, or `webcam`. */
  faceOnCard: string
  faceAtCamera: string
  shot: Shot
}
export type Thing = 'front' | 'back' | 'both' | 'cup' | 'receipt'

/** `window.phokbatPrinter`. `printOptions` changes what `person` usually gets. Pictures are data URLs. */
export type Printer = {
  /** PNGs of the printed card, 1712 × 1080. */
  print(person: string, printOptions?: Partial<PrintOptions>): Promise<{ front: string; back: string }>
  /** A JPEG of `thing` on a table, 1920 × 1440 unless the wish's shot says otherwise. */
  photograph(person: string, thing: Thing, printOptions?: Partial<PrintOptions>): Promise<string>
  /** The still face for the puppet. */
  face(person: string, printOptions?: Partial<PrintOptions>): Promise<string>
}
