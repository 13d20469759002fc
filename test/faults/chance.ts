// Seeded random numbers (mulberry32): the same seed draws the same people, paths and faults.

export type Chance = {
  /** 0 ≤ x < 1 */
  next: () => number
  below: (n: number) => number
  yes: (probability: number) => boolean
  pick: <T>(from: readonly T[]) => T
}

export const chanceOf = (seed: number): Chance => {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (n: number) => Math.floor(next() * n)
  return { next, below, yes: (probability) => next() < probability, pick: (list) => list[below(list.length)]! }
}

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
