// Tests that a face is aligned by rotation, scale and shift, and that pictures are mirrored and enlarged correctly.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  alignFace,
  chipPoints as chipPointsOf,
  chipSize,
  mirrored,
  similarity,
} from '../../../src/vision/face/align.ts'
import { type MeshPoint, meshIndex } from '../../../src/vision/face/mesh.ts'
import { enlarge } from '../../../src/vision/face/sampling.ts'
import { blankPixels, type Pixels, type Point } from '../../../src/vision/pixels.ts'

const chipPoints = chipPointsOf(chipSize)

const place = ([x, y]: Point, turn: number, scale: number, dx: number, dy: number): Point => [
  scale * (x * Math.cos(turn) - y * Math.sin(turn)) + dx,
  scale * (x * Math.sin(turn) + y * Math.cos(turn)) + dy,
]
const meshAt = (five: readonly Point[]): MeshPoint[] => {
  const mesh: MeshPoint[] = Array.from({ length: 468 }, () => [0, 0, 0])
  meshIndex.five.forEach((index, i) => {
    mesh[index] = [five[i][0], five[i][1], 0]
  })
  return mesh
}

test('any rotation, scale and shift is recovered', () => {
  const numbers = [
    fc.double({ min: -3, max: 3 }),
    fc.double({ min: 0.2, max: 5 }),
    fc.double({ min: -500, max: 500 }),
  ] as const
  fc.assert(
    fc.property(...numbers, numbers[2], (turn, scale, dx, dy) => {
      fc.pre(![turn, scale, dx, dy].some(Number.isNaN))
      const found = similarity(
        chipPoints,
        chipPoints.map((point) => place(point, turn, scale, dx, dy)),
      )
      expect(found.a).toBeCloseTo(scale * Math.cos(turn), 6)
      expect(found.b).toBeCloseTo(scale * Math.sin(turn), 6)
      expect(found.tx).toBeCloseTo(dx, 5)
      expect(found.ty).toBeCloseTo(dy, 5)
    }),
  )
})

test("the template's eyes are where dlib's 150-pixel chip has them", () => {
  const [leftOuter, leftInner, rightOuter, rightInner, nose] = chipPoints
  expect((rightOuter[0] + leftOuter[0]) / 2).toBeCloseTo(74, 0)
  expect(leftInner[0] - rightInner[0]).toBeCloseTo(31.2, 0)
  expect(nose[1]).toBeCloseTo(87.8, 0)
})

test.each([
  ['small and upright', 0, 0.6],
  ['large and leaning', 0.5, 2.4],
])('a face that is %s comes out with its five points in place', (_, turn, scale) => {
  const five = chipPoints.map((point) => place(point, turn, scale, 180, 90))
  const picture = blankPixels(640, 520)
  const radius = Math.max(2, 3 * scale)
  five.forEach(([px, py]) => {
    for (let y = Math.floor(py - radius); y <= py + radius; y++)
      for (let x = Math.floor(px - radius); x <= px + radius; x++)
        if (Math.hypot(x - px, y - py) <= radius) picture.data.fill(0, (y * 640 + x) * 4, (y * 640 + x) * 4 + 3)
  })
  const chip = alignFace(picture, meshAt(five))
  expect([chip.width, chip.height]).toEqual([chipSize, chipSize])
  for (const [x, y] of chipPoints) expect(chip.data[(Math.round(y) * chipSize + Math.round(x)) * 4]).toBeLessThan(60)
  expect(chip.data[(140 * chipSize + 75) * 4]).toBe(255)
})

const ramp = (width: number, height: number): Pixels => ({
  width,
  height,
  data: Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : (Math.floor(i / 4) % width) * 10,
  ),
})

test('the mirror image of a mirror image is the picture', () => {
  const picture = ramp(7, 3)
  expect(mirrored(picture).data[0]).toBe(60)
  expect(mirrored(mirrored(picture))).toEqual(picture)
})

test('a small picture is enlarged to the width with its shape and greys, and a large one is unchanged', () => {
  const grown = enlarge(ramp(10, 20), 40)
  expect([grown.width, grown.height]).toEqual([40, 80])
  expect(grown.data[4 * 20]).toBeCloseTo(46, -1)
  const wide = ramp(50, 2)
  expect(enlarge(wide, 40)).toBe(wide)
})
