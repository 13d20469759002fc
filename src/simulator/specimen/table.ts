// Draws the table under a photographed card by arithmetic on pixels: wood, stone, paper, printed cloth. A seed repeats
// a picture.
import type { Pixels } from '../../vision/pixels.ts'

type Colour = readonly [number, number, number]
export type Table = 'dark' | 'wood' | 'light' | 'white' | 'checks' | 'stripes' | 'leaves'
/** `base`: one colour, or the pattern of a printed cloth. */
const tones: Record<Table, { base: Colour | ((x: number, y: number) => Colour); grain: number; noise: number }> = {
  dark: { base: [52, 56, 62], grain: 5, noise: 7 },
  wood: { base: [112, 82, 56], grain: 16, noise: 8 },
  light: { base: [206, 200, 188], grain: 7, noise: 7 },
  white: { base: [236, 236, 232], grain: 1, noise: 5 },
  checks: {
    base: (x, y) => (((x / 46) | 0) % 2 === ((y / 46) | 0) % 2 ? [170, 60, 62] : [225, 215, 205]),
    grain: 3,
    noise: 8,
  },
  stripes: { base: (x, y) => (((x + 0.35 * y) / 38) & 1 ? [60, 84, 130] : [196, 204, 214]), grain: 3, noise: 8 },
  leaves: {
    base: (x, y) => {
      const v = Math.sin(x / 37 + 2 * Math.sin(y / 53)) + Math.sin(y / 29 + 2 * Math.cos(x / 61))
      return v > 0.4 ? [58, 110, 66] : v < -0.7 ? [190, 160, 96] : [118, 140, 88]
    },
    grain: 4,
    noise: 8,
  },
}

/** Returns a generator of pseudo-random numbers in [0, 1) (mulberry32). The same seed gives the same photo. */
export const seededRandom = (seed: number) => {
  let state = seed >>> 0
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Draws an empty table, softly lit from the upper left. */
export const drawTable = (width: number, height: number, table: Table, seed: number): Pixels => {
  const { base, grain, noise } = tones[table]
  const random = seededRandom(seed)
  const data = new Uint8ClampedArray(width * height * 4)
  const row = Array.from({ length: height }, (_, y) => Math.sin(y / 17 + Math.sin(y / 61) * 3) * grain)
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += 4) {
      const light = 1.1 - 0.28 * ((x / width + y / height) / 2)
      const spot = row[y] + Math.sin(x / 140 + y / 90) * grain * 0.6 + (random() - 0.5) * noise
      const colour = typeof base === 'function' ? base(x, y) : base
      for (let c = 0; c < 3; c++) data[to + c] = colour[c] * light + spot
      data[to + 3] = 255
    }
  }
  return { width, height, data }
}
