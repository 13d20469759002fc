// Tests the measurements of one frame (sharpness, light, nearest face) and the portrait's box.
import { expect, test } from 'vitest'
import { crop, portraitBox } from '../../../src/vision/face/crop.ts'
import { measure } from '../../../src/vision/face/measure.ts'
import { type Face, type MeshPoint, meshIndex } from '../../../src/vision/face/mesh.ts'
import { faceQuality } from '../../../src/vision/face/quality.ts'
import { blankPixels, type Pixels } from '../../../src/vision/pixels.ts'

/** A mesh of the given width around (x, y), with the points that the measurements need. */
const meshAt = (x: number, y: number, width: number): MeshPoint[] => {
  const mesh: MeshPoint[] = Array.from({ length: 468 }, () => [x, y, 0])
  const put = (index: number, dx: number, dy: number) => {
    mesh[index] = [x + dx * width, y + dy * width, 0]
  }
  put(meshIndex.rightEdge, -0.5, 0)
  put(meshIndex.leftEdge, 0.5, 0)
  put(meshIndex.forehead, 0, -0.6)
  put(meshIndex.chin, 0, 0.6)
  put(meshIndex.eye.corners[0], 0.3, -0.2)
  put(meshIndex.eye.corners[1], 0.1, -0.2)
  for (const [upper, lower] of meshIndex.eye.lids) {
    put(upper, 0.2, -0.23)
    put(lower, 0.2, -0.17)
  }
  return mesh
}
const faceAt = (x: number, y: number, width: number): Face => ({
  yaw: 1,
  pitch: 2,
  roll: 3,
  score: 0.9,
  live: 0,
  mesh: meshAt(x, y, width),
})
/** Waves of the given length (px) around the given grey. */
const waves = (length: number, grey = 128, height = 60): Pixels => {
  const picture = blankPixels(640, 480)
  for (let y = 0; y < 480; y++)
    for (let x = 0; x < 640; x++) {
      const value = grey + height * Math.sin((2 * Math.PI * x) / length) * Math.cos((2 * Math.PI * y) / length)
      picture.data.fill(value, (y * 640 + x) * 4, (y * 640 + x) * 4 + 3)
    }
  return picture
}

test('fine detail is sharp, coarse detail is not, and neither dim light nor weak contrast changes that', () => {
  const mesh = meshAt(320, 240, 216)
  const sharp = faceQuality(waves(12), mesh)
  const blurred = faceQuality(waves(90), mesh)
  expect(sharp.luma).toBeCloseTo(128, -0.5)
  expect(sharp.sharpness).toBeGreaterThan(0.2)
  expect(blurred.sharpness).toBeLessThan(0.08)
  expect(faceQuality(waves(12, 60, 20), mesh).sharpness).toBeCloseTo(sharp.sharpness, 0)
  expect(faceQuality(blankPixels(640, 480), mesh).sharpness).toBe(0)
})

test('the widest face is measured, in fractions of the shorter side', () => {
  const m = measure(waves(12), [faceAt(100, 100, 100), faceAt(368, 216, 192)], 42)
  expect(m).toMatchObject({ atMs: 42, faces: 2, face: { yaw: 1, pitch: 2, roll: 3, score: 0.9 } })
  expect(m.face?.width).toBeCloseTo(0.4)
  expect(m.face?.dx).toBeCloseTo(0.1)
  expect(m.face?.dy).toBeCloseTo(-0.05)
  expect(m.face?.open).toBeCloseTo(0.3)
})

test('a small face far behind, or on a poster, is not a second person', () => {
  expect(measure(waves(12), [faceAt(320, 240, 200), faceAt(560, 100, 80)], 0).faces).toBe(1)
})

test('without a face only the light is measured', () => {
  expect(measure(waves(12, 30, 0), [], 7)).toEqual({ atMs: 7, faces: 0, frameLuma: expect.closeTo(30, 0) })
})

test('the portrait is 4:5, contains the head, and stays inside the picture', () => {
  for (const [x, y, width] of [
    [320, 200, 150],
    [60, 420, 150],
    [600, 30, 260],
  ]) {
    const picture = waves(12)
    const box = portraitBox(picture, meshAt(x, y, width))
    expect(box.width / box.height).toBeCloseTo(0.8)
    expect(Math.min(box.x, box.y, 640 - box.x - box.width, 480 - box.y - box.height)).toBeGreaterThanOrEqual(-0.001)
    const cut = crop(picture, box)
    expect([cut.width, cut.height]).toEqual([Math.round(box.width), Math.round(box.height)])
  }
})

test('a crop that reaches over the border repeats the edge', () => {
  const picture: Pixels = { width: 2, height: 1, data: new Uint8ClampedArray([10, 10, 10, 255, 20, 20, 20, 255]) }
  const cut = crop(picture, { x: -2, y: -1, width: 5, height: 2 })
  expect([0, 1, 2, 3, 4].map((x) => cut.data[(5 + x) * 4])).toEqual([10, 10, 10, 20, 20])
})
