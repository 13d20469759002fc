// Tests that boxes follow the print: the name keeps its marks, and corners are fitted to labels that lie elsewhere.
import { describe, expect, test } from 'vitest'
import { labelShapes } from '../../../src/vision/card/label-shapes.ts'
import { nameLineOf } from '../../../src/vision/card/name-line.ts'
import { fitToPrint } from '../../../src/vision/card/print-fit.ts'
import { project, squareToQuad } from '../../../src/vision/homography.ts'
import type { Grey, Quad } from '../../../src/vision/pixels.ts'

type Box = readonly [x0: number, x1: number, y0: number, y1: number]
/** White paper with black boxes on it. */
const crop = (height: number, boxes: readonly Box[]): Grey => {
  const width = 300
  const data = new Uint8ClampedArray(width * height).fill(255)
  for (const [x0, x1, y0, y1] of boxes) for (let y = y0; y < y1; y++) data.fill(0, y * width + x0, y * width + x1)
  return { width, height, data }
}
const label: Box = [0, 12, 50, 70]
/** Five letters 20 px high whose baseline is row 70. */
const letters = [30, 50, 70, 90, 110].map((x): Box => [x, x + 12, 50, 70])
const read = (height: number, ...more: Box[]) => nameLineOf(crop(height, [label, ...letters, ...more]), 20, 30)

describe('the line of the Thai name', () => {
  test('begins behind its label and is not cut', () =>
    expect(read(110)).toMatchObject({ cut: false, picture: { width: 92 + 28, height: 20 + 28 } }))
  test('keeps a vowel below it that touches the crop’s edge, and is cut', () =>
    expect(read(80, [52, 58, 73, 80])).toMatchObject({ cut: true, picture: { height: 30 + 28 } }))
  test('keeps a tone above it that touches the crop’s edge, and is cut', () =>
    expect(
      nameLineOf(crop(80, [...letters.map(([a, b]): Box => [a, b, 30, 50]), [52, 58, 0, 5]]), 20, 28),
    ).toMatchObject({ cut: true, picture: { height: 50 + 28 } }))
  test('keeps a vowel below it that is whole, and is not cut', () =>
    expect(read(110, [52, 58, 73, 83])).toMatchObject({ cut: false, picture: { height: 33 + 28 } }))
  test('leaves out the lines above and below, which touch the crop’s edges', () =>
    expect(read(110, [40, 90, 0, 12], [40, 90, 100, 110])).toMatchObject({ cut: false, picture: { height: 20 + 28 } }))
  test('is cut where a letter touches the label', () => expect(read(110, [8, 32, 55, 65])).toMatchObject({ cut: true }))
  test('without ink there is none', () => expect(nameLineOf(crop(80, []), 20, 30)).toBeUndefined())
})

/** A flat card 800 px wide whose labels lie `dx`, `dy` millimetres beside their places; its corners. */
const printed = (dx: number, dy: number, many = 7): { grey: Grey; quad: Quad } => {
  const [width, height, edge, by] = [900, 606, 50, 2]
  const data = new Uint8ClampedArray(width * height).fill(210)
  for (const { x, y, left, base, width: wide, height: tall, ink } of labelShapes().slice(0, many)) {
    const x0 = Math.round((x + dx / 85.6) * 800 - left * by + edge)
    const y0 = Math.round((y + dy / 54) * 504.5 - base * by + edge)
    for (let v = 0; v < tall * by; v++)
      for (let u = 0; u < wide * by; u++)
        data[(y0 + v) * width + x0 + u] = 210 - 0.7 * ink[Math.floor(v / by) * wide + Math.floor(u / by)]
  }
  return {
    grey: { width, height, data },
    quad: [
      [edge, edge],
      [850, edge],
      [850, 554.5],
      [edge, 554.5],
    ],
  }
}

describe('corners fitted to the print', () => {
  test.each([
    [0, 0],
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
    [0.3, -0.7],
    [1.5, 1.5],
  ])('follow labels %d mm to the right and %d mm lower', (dx, dy) => {
    const { grey, quad } = printed(dx, dy)
    const fit = fitToPrint(grey, quad)
    expect(fit?.labels).toBeGreaterThanOrEqual(6)
    const [u, v] = [0.4, 0.27]
    const [x, y] = project(squareToQuad(fit?.quad ?? quad), u, v)
    expect(x).toBeCloseTo(50 + 800 * (u + dx / 85.6), -0.5)
    expect(y).toBeCloseTo(50 + 504.5 * (v + dy / 54), -0.5)
  })
  test.each([
    ['without labels', 0],
    ['with three labels', 3],
  ])('are not given for a card %s', (_, many) => {
    const { grey, quad } = printed(0, 0, many)
    expect(fitToPrint(grey, quad)).toBeUndefined()
  })
})
