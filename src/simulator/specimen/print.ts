// Prints a specimen card's front and back on canvases in a browser. Its fonts are bundled, so every machine prints the
// same.
/// <reference types="vite/client" />
import '@fontsource/cousine/700.css'
import '@fontsource/noto-serif/700.css'
import '@fontsource/sarabun/500.css'
import '@fontsource/sarabun/600.css'
import { drawFrontFurniture, drawGuilloche, drawPortrait, drawSheet, type Pen } from './background.ts'
import { backLines, CARD, frontLines, type Ink, type Line } from './layout.ts'
import type { SpecimenPerson } from './people.ts'

export type DrawableFace = CanvasImageSource & { width: number; height: number }
export type PrintedCard = { front: HTMLCanvasElement; back: HTMLCanvasElement }

const inks: Record<Ink, { font: string; colour: string }> = {
  value: { font: '500 # Sarabun', colour: '#14181E' },
  title: { font: '600 # Sarabun', colour: '#1B2450' },
  label: { font: '500 # Sarabun', colour: '#1F2A55' },
  labelLatin: { font: '700 # "Noto Serif"', colour: '#23308A' },
  country: { font: '700 # "Noto Serif"', colour: '#14181E' },
  laser: { font: '700 # Cousine', colour: '#333D4C' },
  specimen: { font: '600 # Sarabun', colour: '#C6505BB0' },
}
/** `type`: another font family for the person's data. */
const inkFont = (ink: Ink, pixels: number, type?: string): string => {
  const font = inks[ink].font.replace('#', `${pixels}px`)
  return type && ink === 'value' ? font.replace('Sarabun', `"${type}", Sarabun`) : font
}

/**
 * Resolves when the fonts of all inks are loaded, because a canvas does not wait and would use another font. Rejects if
 * a bundled font is missing; a `type` of the machine's own is not checked.
 */
const fontsLoaded = async (type?: string): Promise<void> => {
  const load = (font: string) => Promise.all(['ก', 'A1'].map((text) => document.fonts.load(font, text)))
  const inks40 = (Object.keys(inks) as Ink[]).map((ink) => load(inkFont(ink, 40)))
  const missing = (await Promise.all(inks40)).some((faces) => faces.flat().length === 0)
  if (missing) throw new Error('a typeface of the specimen printer did not load')
  if (type) await load(inkFont('value', 40, type))
}

const drawLine = (pen: Pen, line: Line, type?: string): void => {
  pen.font = inkFont(line.ink, (line.size * CARD.width) / 1000, type)
  pen.fillStyle = inks[line.ink].colour
  const limit = line.width === undefined ? undefined : (line.width * CARD.width) / 1000
  pen.fillText(line.text, line.x * CARD.width, line.y * CARD.height, limit)
}

const sheet = (): [HTMLCanvasElement, Pen] => {
  const canvas = document.createElement('canvas')
  canvas.width = CARD.width
  canvas.height = CARD.height
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('this browser gives no 2d canvas')
  return [canvas, pen]
}

const printFront = (person: SpecimenPerson, face: DrawableFace, type?: string): HTMLCanvasElement => {
  const [canvas, pen] = sheet()
  drawSheet(pen, '#B9DDF0', '#8FC5E6')
  drawGuilloche(pen, 0, CARD.height, '#5FA3CF40')
  drawFrontFurniture(pen)
  drawPortrait(pen, face)
  for (const line of frontLines(person)) drawLine(pen, line, type)
  return canvas
}

const printBack = (person: SpecimenPerson): HTMLCanvasElement => {
  const [canvas, pen] = sheet()
  drawSheet(pen, '#A9D6F2', '#7FB4D8')
  drawGuilloche(pen, 0, CARD.height * 0.5, '#FFFFFF66')
  pen.fillStyle = '#DCE6F880'
  pen.fillRect(0, CARD.height * 0.575, CARD.width, CARD.height * 0.425)
  pen.fillStyle = '#5D4E1E'
  pen.beginPath()
  pen.roundRect(0.1 * CARD.width, 0.32 * CARD.height, 0.165 * CARD.width, 0.23 * CARD.height, 22)
  pen.fill()
  for (const line of backLines(person)) drawLine(pen, line)
  return canvas
}

/**
 * Returns the card of `person` with `face` in its portrait frame: two canvases of 1712 × 1080, transparent outside the
 * rounded corners. `type`: a font family for the person's data instead of the usual one.
 */
export const printCard = async (person: SpecimenPerson, face: DrawableFace, type?: string): Promise<PrintedCard> => {
  await fontsLoaded(type)
  return { front: printFront(person, face, type), back: printBack(person) }
}
