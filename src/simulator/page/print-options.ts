// The printer's options, and its interface on `window` for tests and demos. Types only.
import type { Shot } from '../specimen/photograph.ts'

export type PrintOptions = {
  /** The id of the specimen person whose card is printed. */
  card: string
  /** The name of a sample face, `drawn`, or `webcam`. */
  faceOnCard: string
  faceAtCamera: string
  shot: Shot
}
export type Thing = 'front' | 'back' | 'both' | 'cup' | 'receipt'

/** `window.phokbatPrinter`. `printOptions` overrides the person's defaults. Pictures are data URLs. */
export type Printer = {
  /** Returns PNGs of the printed card, 1712 × 1080. */
  print(person: string, printOptions?: Partial<PrintOptions>): Promise<{ front: string; back: string }>
  /** Returns a JPEG of `thing` on a table, 1920 × 1440 unless the options contain another size. */
  photograph(person: string, thing: Thing, printOptions?: Partial<PrintOptions>): Promise<string>
  /** Returns the still face for the puppet. */
  face(person: string, printOptions?: Partial<PrintOptions>): Promise<string>
}
