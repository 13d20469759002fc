// Renders a card on a screen as a camera records it: each pixel consists of three lights with dark gaps, and each
// photosite gathers the light around it. Pure arithmetic; the moiré results from it and is not drawn.
import { type Pixels, shrink } from '../../vision/pixels.ts'

export type Screen = {
  /** Screen pixels across the card's width. */
  across: number
  /**
   * `strips`: red, green and blue side by side, as in most displays. `dots`: green in every pixel, red and blue in
   * every second one, as in many phones.
   */
  lights?: 'strips' | 'dots'
}

/** The display's light for a byte, 0 to 1 (sRGB is close to a power of 2.2). */
const light = Float32Array.from({ length: 256 }, (_, value) => (value / 255) ** 2.2)

/** Radii of dots, in pixels of the screen. */
const radii = { green: 0.27, redOrBlue: 0.36 }
/** The fraction of a pixel's square that each colour lights. */
const shares = {
  strips: (0.8 / 3) * 0.88,
  green: Math.PI * radii.green ** 2,
  redOrBlue: (Math.PI * radii.redOrBlue ** 2) / 2,
}

const isWithin = (x: number, y: number, radius: number) => x * x + y * y < radius * radius

/**
 * Adds the light of the screen's pixel (i, j) at (fx, fy) within its square, times `weight`, to the mean of each
 * colour.
 */
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
  // Red and blue dots alternate at the corners between the green ones.
  const cx = x < 0.5 ? 0 : 1
  const cy = y < 0.5 ? 0 : 1
  if (!isWithin(x - cx, y - cy, radii.redOrBlue)) return
  const colour = (i + cx + j + cy) % 2 === 0 ? 0 : 2
  to[colour] += (light[rgb[at + colour]] * weight) / shares.redOrBlue
}

/** A photosite gathers light from `points` × `points` points, spread over `spread` pixels of the photo. */
const points = 6
const spread = 1.6

/**
 * Returns a function that samples the screen for one photosite: it writes the colour (0 to 255) into `taken` and
 * returns the card's coverage, 0 to 1. `m` maps the photo to the card's unit square (row-major 3 × 3).
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
