// Draws things that users photograph instead of a card: a cup from above, a shop's receipt.
import type { Pixels } from '../../vision/pixels.ts'
import { seededRandom } from './table.ts'

const paint = (
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly [number, number, number, number],
): Pixels => {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0, to = 0; y < height; y++) for (let x = 0; x < width; x++, to += 4) data.set(colour(x, y), to)
  return { width, height, data }
}

/** Draws a cup of coffee from above, 600 × 600. */
export const cup = (): Pixels =>
  paint(600, 600, (x, y) => {
    const r = Math.hypot(x - 280, y - 300)
    if (r < 190) return [74 + r / 8, 46 + r / 10, 30, 255]
    if (r < 226) return [240 - (r - 190) / 2, 238, 232, 255]
    const handle = Math.hypot(x - 520, y - 300)
    return handle > 40 && handle < 74 && x > 496 ? [232, 230, 224, 255] : [0, 0, 0, 0]
  })

/** Draws a receipt, 420 × 900: rows of grey words of different length, no readable text. */
export const receipt = (): Pixels => {
  const random = seededRandom(11)
  const words = Array.from({ length: 26 }, () => [random(), random()] as const)
  return paint(420, 900, (x, y) => {
    const row = words[Math.floor((y - 60) / 30)]
    const inRow = row && (y - 60) % 30 < 15 && x > 36 && x < 384
    const written = inRow && (x < 60 + row[0] * 180 || x > 320) && (x * 13 + y * 7) % 11 > 3
    return written ? [70, 70, 76, 255] : [246, 245, 240, 255]
  })
}
