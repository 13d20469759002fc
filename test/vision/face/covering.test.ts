// Tests the guess of masks and dark glasses on drawn faces: what must be found, and what must not look like a covering.
import { expect, test } from 'vitest'
import { type Covering, coveringOf } from '../../../src/vision/face/covering.ts'
import type { MeshPoint } from '../../../src/vision/face/mesh.ts'

const size = 200
type Colour = readonly [number, number, number]
const [skin, dark, blue, hair]: Colour[] = [
  [200, 150, 120],
  [22, 22, 26],
  [143, 185, 216],
  [40, 36, 34],
]
/** The positions of the mesh points that are used. The face is 160 px wide. */
const places: Record<number, readonly [number, number]> = {
  234: [20, 100],
  454: [180, 100],
  10: [100, 20],
  152: [100, 190],
  151: [100, 50],
  9: [100, 62],
  450: [140, 92],
  230: [60, 92],
  5: [100, 115],
  425: [135, 130],
  205: [65, 130],
}
const mesh: MeshPoint[] = Array.from({ length: 468 }, (_, i) => [...(places[i] ?? [100, 100]), 0] as const)

/** A face of one colour, with bands of other colours between rows `from` and `to`. */
const drawn = (bands: readonly { from: number; to: number; colour: Colour }[] = [], base: Colour = skin) => {
  const data = new Uint8ClampedArray(size * size * 4)
  for (let y = 0; y < size; y++) {
    const colour = bands.find(({ from, to }) => y >= from && y < to)?.colour ?? base
    for (let x = 0; x < size; x++) data.set([...colour, 255], (y * size + x) * 4)
  }
  return { width: size, height: size, data }
}
const glasses = { from: 75, to: 108, colour: dark }
const mask = { from: 108, to: 190, colour: blue }

test.each<[string, Parameters<typeof drawn>, Covering | undefined]>([
  ['a bare face', [], undefined],
  ['a face in the dark', [[], [40, 30, 24]], undefined],
  ['dark glasses', [[glasses]], 'eyes'],
  ['a mask', [[mask]], 'mouth'],
  ['a black mask', [[{ ...mask, colour: dark }]], 'mouth'],
  ['a mask under the chin', [[{ ...mask, from: 150 }]], undefined],
  ['a fringe or a scarf down to the brows', [[{ from: 0, to: 75, colour: hair }]], undefined],
  ['shadows under the eyes', [[{ ...glasses, colour: [135, 100, 82] }]], undefined],
])('%s', (_, [bands, base], expected) => {
  expect(coveringOf(drawn(bands, base), mesh)).toBe(expected)
})
