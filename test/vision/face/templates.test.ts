// Tests that a picture of any shape is searched for a face in bounded memory, and that the nearer of two faces counts.
import { expect, test } from 'vitest'
import type { Face } from '../../../src/vision/face/mesh.ts'
import { portraitFace } from '../../../src/vision/face/templates.ts'
import { blankPixels, type Pixels } from '../../../src/vision/pixels.ts'

/** Searches with a detector that finds these faces, and lists the sizes of the pictures that it was given. */
const searched = async (picture: Pixels, faces: (pixels: Pixels) => Face[] = () => []) => {
  const sizes: (readonly [number, number])[] = []
  const detect = async (pixels: Pixels) => {
    sizes.push([pixels.width, pixels.height])
    return faces(pixels)
  }
  return { found: await portraitFace({ detect }, picture), sizes }
}

test.each([
  [1, 400],
  [1, 60_000],
  [60_000, 1],
  [3, 13],
])('a strip of %i × %i pixels is no portrait, and is neither enlarged nor searched', async (width, height) => {
  expect(await searched(blankPixels(width, height))).toEqual({ found: undefined, sizes: [] })
})

test.each([
  [1, 1],
  [220, 280],
  [4000, 3000],
  [1000, 4000],
])('a picture of %i × %i pixels is searched at a size that the examiner can hold', async (width, height) => {
  const { found, sizes } = await searched(blankPixels(width, height))
  expect(found).toBeUndefined()
  expect(sizes).toHaveLength(2)
  for (const [wide, high] of sizes) expect(wide * high).toBeLessThan(5_000_000)
})

/** A face by its outermost points of the mesh, 234 and 454. */
const faceOf = (centre: number, width: number): Face => ({
  yaw: 0,
  pitch: 0,
  roll: 0,
  score: 1,
  live: 1,
  mesh: Array.from(
    { length: 468 },
    (_, i) => [centre + (i === 454 ? 0.5 : i === 234 ? -0.5 : 0) * width, 200 + (i % 7), 0] as const,
  ),
})

test('a smaller face behind is never the one that is compared, in whichever order the two are found', async () => {
  const [near, behind] = [faceOf(150, 160), faceOf(280, 60)]
  for (const both of [
    [near, behind],
    [behind, near],
  ])
    expect((await searched(blankPixels(400, 400), () => both)).found?.face).toBe(near)
})
