// Learns a deployment's mean faces from templates, and shuffles persons by a seed, so that a split can be repeated.
import { type FaceTemplate, type Means, meanTemplate } from './model.ts'

/**
 * The mean faces of selfies and of card portraits. Every person counts once, however many pictures there are of them.
 */
export const meansFrom = (
  selfies: readonly (readonly FaceTemplate[])[],
  cards: readonly (readonly FaceTemplate[])[],
): Means => ({ selfie: meanTemplate(selfies.map(meanTemplate)), card: meanTemplate(cards.map(meanTemplate)) })

/** A generator of numbers 0 ≤ x < 1 from a seed (mulberry32), so that the same seed always gives the same split. */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** A copy in random order (Fisher–Yates). */
export const shuffled = <T>(all: readonly T[], random: () => number): T[] => {
  const out = [...all]
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[out[i], out[j]] = [out[j], out[i]]
  }
  return out
}
