// What lies under a photographed card, as arithmetic on pixels: wood, cloth, stone. Same picture for the same seed.
import type { Pixels } from '../../vision/pixels.ts'

export type Table = 'dark' | 'wood' | 'light'
const tones: Record<Table, { base: readonly [number, number, number]; grain: number; noise: number }> = {
  dark: { base: [52, 56, 62], grain: 5, noise: 7 },
  wood: { base: [112, 82, 56], grain: 16, noise: 8 },
  light: { base: [206, 200, 188], grain: 7, noise: 7 },
}

/** Pseudo-random numbers in [0, 1) from a seed (mulberry32): the same photo every time. */
export const seeded = (seed: number) => {
  let state = seed >>> 0
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** An empty table, softly lit from the upper left. */
export const layTable = (width: number, height: number, table: Table, seed: number): Pixels => {
  const { base, grain, noise } = tones[table]
  const random = seeded(seed)
  const data = new Uint8ClampedArray(width * height * 4)
  const row = Array.from({ length: height }, (_, y) => Math.sin(y / 17 + Math.sin(y / 61) * 3) * grain)
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += 4) {
      const light = 1.1 - 0.28 * ((x / width + y / height) / 2)
      const spot = row[y] + Math.sin(x / 140 + y / 90) * grain * 0.6 + (random() - 0.5) * noise
      for (let c = 0; c < 3; c++) data[to + c] = base[c] * light + spot
      data[to + 3] = 255
    }
  }
  return { width, height, data }
}
