// A card shown on a screen, as a camera sees it: every pixel is three lights with dark between them, and each photosite
// takes in what its lens spreads over it. Pure arithmetic; the moiré is not painted, it comes out.
import { type Pixels, shrink } from '../../vision/pixels.ts'

export type Screen = {
  /** The screen's own pixels from the card's left edge to its right one. */
  across: number
  /** `strips`: red, green and blue side by side, as in most displays. `dots`: green in each pixel, red and blue in every second, as in many phones. */
  lights?: 'strips' | 'dots'
}

/** Display's light for a byte, 0 to 1 (sRGB is near enough to a power of 2.2). */
const light = Float32Array.from({ length: 256 }, (_, value) => (value / 255) ** 2.2)

/** Of dots, in pixels of the screen. */
const radii = { green: 0.27, redOrBlue: 0.36 }
/** Share of a pixel's square in which each colour shines. */
const shares = {
  strips: (0.8 / 3) * 0.88,
  green: Math.PI * radii.green ** 2,
  redOrBlue: (Math.PI * radii.redOrBlue ** 2) / 2,
}

const isWithin = (x: number, y: number, radius: number) => x * x + y * y < radius * radius

/** Adds what the screen's pixel (i, j) gives off at (fx, fy) within its square, `weight` times, each colour to its own mean. */
const shine = (
  to: Float64Array,
  rgb: ArrayLike<number>,
  at: number,
  i: number,
  j: number,
  x: number,
  y: number,
  strips: boolean,
  weight: number,
) => {
  if (strips) {
    const colour = (x * 3) | 0
    const within = x * 3 - colour
    if (within > 0.1 && within < 0.9 && y > 0.06 && y < 0.94)
      to[colour] += (light[rgb[at + colour]] * weight) / shares.strips
    return
  }
  if (isWithin(x - 0.5, y - 0.5, radii.green)) to[1] += (light[rgb[at + 1]] * weight) / shares.green
  // Red and blue sit at the corners between the greens, turn and turn about.
  const cx = x < 0.5 ? 0 : 1
  const cy = y < 0.5 ? 0 : 1
  if (!isWithin(x - cx, y - cy, radii.redOrBlue)) return
  const colour = (i + cx + j + cy) % 2 === 0 ? 0 : 2
  to[colour] += (light[rgb[at + colour]] * weight) / shares.redOrBlue
}

/** Points that a photosite gathers from, each way, over so many pixels of the photo. */
const points = 6
const spread = 1.6

/**
 * Looks at the screen through one photosite of the photo: `m` leads from the photo to the card's unit square (row-major
 * 3 × 3). Colour into `taken`, 0 to 255; returns how much card there was, 0 to 1.
 */
export const screenSampler = (card: Pixels, { across, lights = 'strips' }: Screen, m: readonly number[]) => {
  const shown = shrink(card, across)
  const strips = lights === 'strips'
  const places = Array.from({ length: points }, (_, k) => ((k + 0.5) / points - 0.5) * spread)
  const bell = places.map((place) => Math.exp(-(place * place) / (2 * 0.5 ** 2)))
  const sum = bell.reduce((a, b) => a + b, 0)
  const gathered = new Float64Array(3)
  return (px: number, py: number, taken: Float64Array): number => {
    gathered.fill(0)
    let covered = 0
    for (let b = 0; b < points; b++)
      for (let a = 0; a < points; a++) {
        const atX = px + places[a]
        const atY = py + places[b]
        const w = m[6] * atX + m[7] * atY + m[8]
        const x = ((m[0] * atX + m[1] * atY + m[2]) / w) * shown.width
        const y = ((m[3] * atX + m[4] * atY + m[5]) / w) * shown.height
        if (x < 0 || y < 0 || x >= shown.width || y >= shown.height) continue
        const i = Math.floor(x)
        const j = Math.floor(y)
        const weight = (bell[a] * bell[b]) / (sum * sum)
        covered += weight
        shine(gathered, shown.data, (j * shown.width + i) * 4, i, j, x - i, y - j, strips, weight)
      }
    if (covered === 0) return 0
    for (let c = 0; c < 3; c++) taken[c] = 255 * Math.min(1, gathered[c] / covered) ** (1 / 2.2)
    return covered
  }
}
