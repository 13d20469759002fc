// Tests that the pattern of a screen's pixels distinguishes a card photographed from a screen from a printed one.
import jpeg from 'jpeg-js'
import { expect, test } from 'vitest'
import { defocus } from '../../../src/simulator/specimen/lens.ts'
import { photograph, type Shot } from '../../../src/simulator/specimen/photograph.ts'
import { seededRandom } from '../../../src/simulator/specimen/table.ts'
import { looksLikeScreen, regularity } from '../../../src/vision/card/screen.ts'
import type { Pixels, Quad } from '../../../src/vision/pixels.ts'
import { blankPhoto } from '../../kit/card/rephotograph.ts'

/** Rows of strokes as uneven as letters, over fine waves of which no two are alike. */
const card: Pixels = (() => {
  const next = seededRandom(5)
  const drawn = blankPhoto(1000, 631, () => [176, 212, 236])
  const dot = (x: number, y: number, rgb: readonly number[]) => {
    if (x < 1000 && y >= 0 && y < 631) drawn.data.set(rgb, (Math.round(y) * 1000 + Math.round(x)) * 4)
  }
  for (let line = 0; line < 46; line++)
    for (let x = 0; x < 999; x++)
      dot(
        x,
        (line * 630) / 46 + 9 * Math.sin(x / 76 + line * 0.35) + 5 * Math.sin(x / 33 - line * 0.8),
        [163, 202, 228],
      )
  for (let y = 60; y < 600; y += 43)
    for (let from = 60; from < 900; from += 6 + next() * 22)
      for (let v = 0; v < 24; v++) for (let x = from; x < from + 4; x++) dot(x, y + v, [25, 25, 60])
  return drawn
})()

const shot = (wish: Shot) => {
  const { pixels, quads } = photograph([card], { size: [960, 600], fill: 0.94, turn: 2, tilt: 0.03, ...wish })
  return [pixels, quads[0]] as const
}
/** The photo as a messenger app forwards it: strongly compressed, in blocks of eight by eight pixels. */
const coarse = ({ width, height, data }: Pixels): Pixels => {
  const packed = jpeg.encode({ width, height, data: Buffer.from(data) }, 30).data
  return { width, height, data: new Uint8ClampedArray(jpeg.decode(packed, { useTArray: true }).data) }
}

test.each([
  ['a monitor, its pixels larger than the photo’s', { across: 420 }],
  ['a phone, its pixels as large', { across: 560, lights: 'dots' }],
] as const)('a card on %s looks photographed off a screen', (_, screen) => {
  expect(looksLikeScreen(...shot({ screen }))).toBe(true)
})

test('a printed card does not: sharp, out of focus, or compressed so strongly that its blocks show', () => {
  const [photo, quad] = shot({ turn: 0, tilt: 0 })
  for (const seen of [photo, defocus(photo, 1), coarse(photo)]) expect(looksLikeScreen(seen, quad)).toBe(false)
})

test('a card outside the photo, or too small to tell, is not judged', () => {
  const [photo, quad] = shot({ turn: 0, tilt: 0 })
  const moved = (by: number, times: number) => quad.map(([x, y]) => [x * times + by, y * times]) as unknown as Quad
  expect([regularity(photo, moved(800, 1)), regularity(photo, moved(0, 0.5))]).toEqual([0, 0])
})
