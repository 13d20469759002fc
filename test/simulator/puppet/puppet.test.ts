// Promises the arithmetic of the puppet: calibration, the turning head, the rasteriser, the motion.
import { expect, test } from 'vitest'
import { commandFor, type Pair } from '../../../src/simulator/puppet/calibrate.ts'
import { buildHead, turnHead } from '../../../src/simulator/puppet/head.ts'
import { addTremor, advanceMotion, type Motion, poseFor, straightPose } from '../../../src/simulator/puppet/motion.ts'
import { raster } from '../../../src/simulator/puppet/raster.ts'
import { sampleFaces } from '../../../src/simulator/puppet/samples.ts'
import { stage } from '../../../src/simulator/puppet/stage.ts'
import type { MeshPoint } from '../../../src/vision/face/mesh.ts'
import type { Pixels } from '../../../src/vision/pixels.ts'

const measuredPairs: Pair[] = [
  [-40, -20],
  [-20, -25],
  [0, 3],
  [10, 1],
  [20, 22],
  [40, 30],
]

test('the command for an angle is read between the measured pairs, without those that gave less for more', () => {
  expect(commandFor(measuredPairs, 3)).toBe(0)
  expect(commandFor(measuredPairs, 12.5)).toBe(10)
  expect(commandFor(measuredPairs, 26)).toBe(30)
  expect(commandFor(measuredPairs, -11)).toBe(-10)
  expect(commandFor(measuredPairs, -90)).toBe(-20)
  expect(commandFor(measuredPairs, 90)).toBe(40)
})

/** A round face: points on a hemisphere around (100, 100), nearest in the middle. */
const ball: MeshPoint[] = Array.from({ length: 468 }, (_, i) => {
  const [angle, radius] = [i * 2.4, 50 * Math.sqrt(i / 468)]
  return [100 + radius * Math.cos(angle), 100 + radius * Math.sin(angle), -Math.sqrt(2500 - radius * radius)]
})

test("turned to its own left the nose goes to the picture's right; looking up it goes up; the ground stays", () => {
  const head = buildHead(ball, [])
  const nose = (yaw: number, pitch: number) => turnHead(head, { yaw, pitch, blink: 0 }).subarray(0, 2)
  const rest = nose(0, 0)
  expect(nose(-20, 0)[0]).toBeGreaterThan(rest[0] + 5)
  expect(nose(20, 0)[0]).toBeLessThan(rest[0] - 5)
  expect(nose(0, -20)[1]).toBeLessThan(rest[1] - 5)
  const turned = turnHead(head, { yaw: -30, pitch: 10, blink: 0 })
  const last = head.points.length - 1
  expect(turned[last * 3]).toBeCloseTo(head.points[last][0], 3)
  expect(turned[last * 3 + 1]).toBeCloseTo(head.points[last][1], 3)
})

test('a shut eye brings the upper lid to the lower one, and a head at rest is the still', () => {
  const head = buildHead(ball, [])
  const [open, shut] = [0, 1].map((blink) => turnHead(head, { yaw: 0, pitch: 0, blink }))
  const gap = (points: Float32Array) =>
    Math.hypot(points[386 * 3] - points[374 * 3], points[386 * 3 + 1] - points[374 * 3 + 1])
  expect(gap(shut)).toBeLessThan(gap(open) * 0.3)
  head.points.forEach(([x], i) => {
    expect(open[i * 3]).toBeCloseTo(x, 3)
  })
})

const checks: Pixels = {
  width: 16,
  height: 16,
  data: Uint8ClampedArray.from({ length: 1024 }, (_, i) => (i % 4 === 3 ? 255 : (i >> 2) % 16 < 8 ? 40 : 200)),
}
const square: MeshPoint[] = [
  [0, 0, 0],
  [15, 0, 0],
  [15, 15, 0],
  [0, 15, 0],
]
const flat = (points: MeshPoint[]) => Float32Array.from(points.flat())
const triangles = [0, 1, 2, 0, 2, 3]

test('triangles that did not move draw the still, moved ones move it, folded ones draw nothing', () => {
  expect(raster(checks, square, flat(square), triangles).data).toEqual(checks.data)
  const shifted = raster(checks, square, flat(square.map(([x, y, z]) => [x + 4, y, z])), triangles)
  expect(shifted.data[(8 * 16 + 10) * 4]).toBe(40)
  const folded = raster(checks, square, flat(square.map(([x, y, z]) => [15 - x, y, z])), triangles)
  expect(folded.data).toEqual(checks.data)
})

test('where two triangles overlap the nearer one is seen', () => {
  const far = square.map(([x, y]): MeshPoint => [x + 4, y, 5])
  const both = raster(checks, [...square, ...square], flat([...square, ...far]), [...triangles, 4, 5, 6, 4, 6, 7])
  expect(both.data[(8 * 16 + 10) * 4]).toBe(200)
})

test('asked for left it turns to negative degrees, and blinks slowly enough for five frames a second', () => {
  expect(poseFor('turnLeft', 0).yaw).toBeLessThan(-20)
  expect(poseFor('turnRight', 0).yaw).toBeGreaterThan(20)
  expect(poseFor('lookUp', 0).pitch).toBeLessThan(-14)
  expect([poseFor('centre', 0), poseFor(undefined, 0)]).toEqual([straightPose, straightPose])
  const shut = Array.from({ length: 100 }, (_, i) => poseFor('blink', i * 200).blink)
  const blinks = shut.filter((blink, i) => blink === 1 && shut[i - 1] === 0)
  expect(blinks.length).toBe(14)
  expect(shut.filter((blink) => blink === 0).length).toBeGreaterThan(50)
})

test('it eases into a pose, gets there, and is never quite still', () => {
  const start: Motion = { now: straightPose, target: { ...straightPose, yaw: -25 }, atMs: 0 }
  const soon = advanceMotion(start, 100).now.yaw
  expect(soon).toBeLessThan(-5)
  expect(soon).toBeGreaterThan(-15)
  expect(advanceMotion(start, 2000).now.yaw).toBeCloseTo(-25, 1)
  expect(advanceMotion(advanceMotion(start, 50), 100).now.yaw).toBeCloseTo(soon, 5)
  const sway = Array.from({ length: 50 }, (_, i) => addTremor(straightPose, i * 66).yaw)
  expect(new Set(sway).size).toBe(50)
  expect(Math.max(...sway.map(Math.abs))).toBeLessThan(1)
})

test('on stage the face is in the middle at the right size, on a ground of its own border', () => {
  const still: Pixels = { width: 100, height: 100, data: new Uint8ClampedArray(40_000).fill(90) }
  const at = (50 * 100 + 50) * 4
  still.data.set([255, 0, 0], at)
  const scene = stage(still, { x: 50, y: 50, width: 54 }, { width: 640, height: 480 })
  expect([scene.width, scene.height]).toEqual([640, 480])
  expect(scene.data[(240 * 640 + 320) * 4]).toBeGreaterThan(240)
  expect(scene.data[0]).toBeCloseTo(90, -0.5)
})

test('sample faces have names of their own, and one person has several photographs', () => {
  expect(new Set(sampleFaces.map(({ name }) => name)).size).toBe(sampleFaces.length)
  expect(sampleFaces.filter(({ person }) => person === 'woodland').length).toBeGreaterThan(3)
})
