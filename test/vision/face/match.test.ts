// Tests the bands of face scores with and without a calibration, the distance, and real angles.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bandOf, judgeFaces } from '../../../src/core/face/bands.ts'
import { faceModelNames, faceRecipes } from '../../../src/core/face/recipes.ts'
import { cosine, l2, meanDescriptor } from '../../../src/vision/face/descriptor.ts'
import { realPose } from '../../../src/vision/face/pose.ts'

const recipe = faceRecipes.mobilefacenet

test.each([
  [1, 'plausible'],
  [0.5, 'plausible'],
  [0.4999, 'again'],
  [-1, 'again'],
  [1.0001, 'again'],
  [Number.NaN, 'again'],
] as const)('a plain score of %d is %s', (score, band) => {
  expect(bandOf(score, recipe)).toBe(band)
})

test('without a calibration no score is a match, in any recipe', () => {
  fc.assert(
    fc.property(fc.constantFrom(...faceModelNames), fc.double(), (name, score) => {
      const { [name]: own } = faceRecipes
      expect(judgeFaces({ recipe: own.id, score }, own)).toMatch(/^(again|plausible)$/)
    }),
  )
})

test('a centred score beyond the reach of its recipe is a false claim and leads to "again"', () => {
  for (const name of faceModelNames) {
    const { [name]: own } = faceRecipes
    const bands = { version: 'v', ...own.least }
    const judge = (score: number) =>
      judgeFaces({ recipe: own.id, score: 0.9, centred: { version: 'v', score, frames: 3 } }, own, bands)
    expect([judge(own.reach), judge(own.reach + 0.001), judge(9e9)], name).toEqual(['match', 'again', 'again'])
  }
})

test('a face against itself never scores above 1, however its numbers round', () => {
  fc.assert(
    fc.property(fc.float32Array({ minLength: 3, maxLength: 192, noNaN: true, noDefaultInfinity: true }), (numbers) => {
      expect(Math.abs(cosine(numbers, numbers))).toBeLessThanOrEqual(1)
    }),
    { numRuns: 200 },
  )
  const tiny = Float32Array.of(1e-45, 3e-45, 0)
  const huge = Float32Array.of(3e38, 1e38, -3e38)
  for (const one of [tiny, huge]) expect(cosine(one, one)).toBeCloseTo(1, 6)
  expect(bandOf(cosine(Float32Array.of(Number.NaN, 1), Float32Array.of(1, 1)), recipe)).toBe('again')
})

test('a score of another recipe leads to "again"', () => {
  fc.assert(
    fc.property(fc.double(), fc.double(), (score, centred) => {
      const scores = {
        recipe: faceRecipes['dlib+faceres'].id,
        score,
        centred: { version: 'v', score: centred, frames: 3 },
      }
      expect(judgeFaces(scores, recipe)).toBe('again')
      expect(judgeFaces(scores, recipe, { version: 'v', ...recipe.least })).toBe('again')
    }),
  )
})

test('the distance is Euclidean, and a mean lies between its descriptors', () => {
  const [a, b] = [Float32Array.of(0, 3, 0), Float32Array.of(4, 0, 0)]
  expect(l2(a, b)).toBe(5)
  expect([...meanDescriptor([a, b])]).toEqual([2, 1.5, 0])
})

test('a reported turn of 18 degrees is a real one of 26, and roll is unchanged', () => {
  const eighteen = (18 * Math.PI) / 180
  const pose = realPose({ yaw: -eighteen, pitch: eighteen, roll: eighteen })
  expect(pose.yaw).toBeCloseTo(-25.98, 1)
  expect(pose.pitch).toBeCloseTo(25.98, 1)
  expect(pose.roll).toBeCloseTo(18)
})

test('without a calibration, or with the score of another one, no score whatever is a match', () => {
  const bands = { version: 'two', match: 0.55, again: 0.4 }
  for (const score of [-2, 0, 0.55, 1, 9e9, Number.NaN, Number.POSITIVE_INFINITY])
    for (const frames of [1, 3]) {
      const scores = { recipe: recipe.id, score: 0.6, centred: { version: 'one', score, frames } }
      expect(judgeFaces(scores, recipe)).toBe('plausible')
      expect(judgeFaces(scores, recipe, bands)).toBe('plausible')
    }
})

test('with its own calibration there are three bands, the same for any number of frames', () => {
  const bands = { version: 'two', match: 0.55, again: 0.4 }
  const judge = (score: number, frames: number) =>
    judgeFaces({ recipe: recipe.id, score: 0.6, centred: { version: 'two', score, frames } }, recipe, bands)
  for (const frames of [1, 2, 3])
    expect([0.39, 0.4, 0.549, 0.55].map((score) => judge(score, frames))).toEqual([
      ...['again', 'plausible', 'plausible', 'match'],
    ])
})
