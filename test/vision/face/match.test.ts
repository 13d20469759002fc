import { expect, test } from 'vitest'
import { bandOf } from '../../../src/core/card/face-band.ts'
import { l2, meanDescriptor } from '../../../src/vision/face/match.ts'
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
