// Draws a card-like object in code, without files or fonts: pale background, rows of strokes for print, a portrait.
import type { Pixels } from '../../../src/vision/pixels.ts'
import { blankPhoto } from '../../kit/card/rephotograph.ts'

const width = 1000
const height = 631

const box = (
  { data }: Pixels,
  x0: number,
  x1: number,
  y0: number,
  y1: number,
  rgb: readonly [number, number, number],
) => {
  for (let y = Math.round(y0); y < y1; y++)
    for (let x = Math.round(x0); x < x1; x++) data.set([...rgb, 255], (y * width + x) * 4)
}

/** Draws a row of separate strokes, like letters. */
const row = (card: Pixels, x0: number, x1: number, y: number, size: number) => {
  for (let x = x0; x < x1; x += size * 0.8) box(card, x, x + size * 0.25, y, y + size, [25, 25, 60])
}

/** `front` has a title row, rows of print, a chip and a portrait; `back` has only a row at the bottom right. */
export const drawnCard = (side: 'front' | 'back'): Pixels => {
  const card = blankPhoto(width, height, () => [176, 212, 236])
  if (side === 'back') {
    row(card, 430, 780, 560, 26)
    return card
  }
  row(card, 170, 960, 22, 34)
  row(card, 440, 780, 75, 26)
  for (const [x0, x1, y] of [
    [280, 700, 140],
    [380, 700, 205],
    [450, 700, 250],
    [440, 640, 295],
    [500, 700, 335],
    [100, 640, 425],
    [100, 600, 470],
  ])
    row(card, x0, x1, y, 18)
  for (const y of [505, 530, 555, 580]) for (const x of [100, 560]) row(card, x, x + 150, y, 13)
  box(card, 100, 245, 210, 345, [214, 178, 90])
  box(card, 745, 980, 310, 578, [235, 238, 240])
  box(card, 800, 925, 360, 560, [190, 140, 110])
  return card
}

/** The drawn card as a photo with its corners, for `paste`. */
export const drawn = (side: 'front' | 'back') => ({
  photo: drawnCard(side),
  quad: [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ] as const,
})
