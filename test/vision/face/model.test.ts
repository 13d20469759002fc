// Tests every face model on drawn populations: more frames let no more strangers pass, and a swap in a round shows.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSameRound } from '../../../src/core/face/bands.ts'
import { meanDescriptor, unit } from '../../../src/vision/face/descriptor.ts'
import { seededRandom } from '../../../src/vision/face/learn.ts'
import { type FaceModel, type FaceTemplate, meanScore, roundScore } from '../../../src/vision/face/model.ts'
import { faceModels } from '../../../src/vision/face/models.ts'

/**
 * Makes persons of one population from three parts: what all share, what is a person's own, what changes between
 * frames.
 */
const population = (model: FaceModel, seed: number, alike: number) => {
  const random = seededRandom(seed)
  const bell = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const drawn = (size: number) => unit(Float32Array.from({ length: size }, bell))
  const sum = (parts: readonly (readonly [Float32Array, number])[]) =>
    parts[0][0].map((_, i) => parts.reduce((all, [part, by]) => all + by * part[i], 0))
  const networks = Object.entries(model.recipe.numbers)
  const shared = networks.map(([, size]) => drawn(size))
  /** Makes a person, who makes frames. dlib's numbers have a length of about 1.4, because their distances count. */
  return () => {
    const own = networks.map(([, size]) => drawn(size))
    return (): FaceTemplate =>
      Object.fromEntries(
        networks.map(([name, size], i) => {
          const face = sum([
            [shared[i], alike],
            [own[i], 1],
            [drawn(size), 0.5],
          ])
          return [name, name === 'mobilefacenet' ? unit(face) : unit(face).map((value) => value * 0.62)]
        }),
      )
  }
}
const accepted = (scores: readonly number[], from: number) => scores.filter((score) => score >= from).length

describe.each(Object.entries(faceModels))('%s', (_, model) => {
  const { again, sameRound } = model.recipe
  const person = population(model, 3, 1.05)
  const pairs = Array.from({ length: 4000 }, () => {
    const [one, other] = [person(), person()]
    return { frames: [one(), one(), one()], card: other() }
  })

  it('accepts no more strangers with two frames than with one, and none more with three', () => {
    const [one, two, three] = [1, 2, 3].map((count) =>
      accepted(
        pairs.map(({ frames, card }) => meanScore(model, frames.slice(0, count), card)),
        again,
      ),
    )
    expect(one).toBeGreaterThan(20)
    expect(two).toBeLessThanOrEqual(one)
    expect(three).toBeLessThanOrEqual(two)
  })

  it('would accept more strangers if the frames were averaged to one face first, so they are not', () => {
    const merged = (frames: readonly FaceTemplate[]): FaceTemplate =>
      Object.fromEntries(
        Object.keys(frames[0]).map((name) => [name, meanDescriptor(frames.map((frame) => frame[name]))]),
      )
    const count = (of: (pair: (typeof pairs)[number]) => number) => accepted(pairs.map(of), again)
    expect(count(({ frames, card }) => model.score(merged(frames), card))).toBeGreaterThan(
      count(({ frames, card }) => meanScore(model, frames, card)),
    )
  })

  it('never scores several frames above the best of them or below the worst', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: pairs.length - 1 }), fc.integer({ min: 1, max: 3 }), (at, count) => {
        const { frames, card } = pairs[at]
        const each = frames.slice(0, count).map((frame) => model.score(frame, card))
        const mean = meanScore(model, frames.slice(0, count), card)
        expect(mean).toBeLessThanOrEqual(Math.max(...each) + 1e-9)
        expect(mean).toBeGreaterThanOrEqual(Math.min(...each) - 1e-9)
      }),
    )
  })

  it('detects a swap in any frame of a round', () => {
    const distinct = population(model, 5, 0)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 3 }), (swapped, straight) => {
        const [one, other] = [distinct(), distinct()]
        const frames = Array.from({ length: straight + 2 }, (_, i) => (i === swapped ? other() : one()))
        const [ahead, turned] = [frames.slice(0, straight), frames.slice(straight)]
        const score = roundScore(model, ahead, turned)
        expect(isSameRound(score, model.recipe)).toBe(swapped >= frames.length)
      }),
      { numRuns: 60 },
    )
    expect(roundScore(model, [], [distinct()()])).toBeUndefined()
    expect(sameRound).toBeGreaterThanOrEqual(again)
  })

  it('scores by a calibration within its reach, and a face against itself near the top', () => {
    const crowd = Array.from({ length: 20 }, () => person()())
    const mean: FaceTemplate = Object.fromEntries(
      Object.keys(crowd[0]).map((name) => [name, meanDescriptor(crowd.map((one) => one[name]))]),
    )
    const means = { selfie: mean, card: mean }
    for (const { frames, card } of pairs.slice(0, 200)) {
      expect(Math.abs(model.score(frames[0], card, means))).toBeLessThanOrEqual(model.recipe.reach)
      expect(model.score(card, card, means)).toBeCloseTo(model.recipe.reach, 3)
    }
  })
})
