import { expect, test } from 'vitest'
import { bandOf, judgeFaces } from '../../../src/core/face/bands.ts'
import { l2, meanDescriptor } from '../../../src/vision/face/descriptor.ts'
import { realPose } from '../../../src/vision/face/pose.ts'

test.each([
  [0, 'plausible'],
  [0.6, 'plausible'],
  [0.6001, 'again'],
  [2, 'again'],
  [Number.NaN, 'again'],
] as const)('a distance of %d is %s', (distance, band) => {
  expect(bandOf(distance)).toBe(band)
})

test('before calibration nothing is ever a match', () => {
  for (let distance = 0; distance < 3; distance += 0.01) expect(['again', 'plausible']).toContain(bandOf(distance))
})

test('distance is Euclidean and a mean lies between its descriptors', () => {
  const [a, b] = [Float32Array.of(0, 3, 0), Float32Array.of(4, 0, 0)]
  expect(l2(a, b)).toBe(5)
  expect([...meanDescriptor([a, b])]).toEqual([2, 1.5, 0])
})

test('a reported turn of 18 degrees is a real one of 26, and roll is left alone', () => {
  const eighteen = (18 * Math.PI) / 180
  const pose = realPose({ yaw: -eighteen, pitch: eighteen, roll: eighteen })
  expect(pose.yaw).toBeCloseTo(-25.98, 1)
  expect(pose.pitch).toBeCloseTo(25.98, 1)
  expect(pose.roll).toBeCloseTo(18)
})

test('without a calibration, or with the score of another one, no score whatever is a match', () => {
  const bands = { version: 'two', one: { match: 0.75, again: 0.4 }, several: { match: 0.8, again: 0.45 } }
  for (const score of [-2, 0, 0.75, 1.5, 9e9, Number.NaN, Number.POSITIVE_INFINITY])
    for (const frames of [1, 3]) {
      const scores = { l2: 0.1, centred: { version: 'one', score, frames } }
      expect(judgeFaces(scores)).toBe('plausible')
      expect(judgeFaces(scores, bands)).toBe('plausible')
    }
})

test('with its own calibration there are three bands, stricter ones from three frames on', () => {
  const bands = { version: 'two', one: { match: 0.75, again: 0.4 }, several: { match: 0.8, again: 0.45 } }
  const judge = (score: number, frames: number) =>
    judgeFaces({ l2: 0.1, centred: { version: 'two', score, frames } }, bands)
  expect([0.39, 0.4, 0.749, 0.75].map((score) => judge(score, 1))).toEqual(['again', 'plausible', 'plausible', 'match'])
  expect([0.44, 0.45, 0.79, 0.8].map((score) => judge(score, 3))).toEqual(['again', 'plausible', 'plausible', 'match'])
})
