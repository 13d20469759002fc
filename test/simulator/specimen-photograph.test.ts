// Promises that a photographed card lies at the returned corners, has the requested defects, and is the same every
// time.
import { expect, test } from 'vitest'
import { defocus } from '../../src/simulator/specimen/lens.ts'
import { photograph, type Shot } from '../../src/simulator/specimen/photograph.ts'
import { cup, receipt } from '../../src/simulator/specimen/things.ts'
import { project, squareToQuad } from '../../src/vision/homography.ts'
import type { Pixels, Point, Quad } from '../../src/vision/pixels.ts'

const size = [640, 480] as const
/** A card whose quarters have different colours, from the top left: red, green / blue, yellow. */
const card: Pixels = (() => {
  const [width, height] = [340, 214]
  const data = new Uint8ClampedArray(width * height * 4)
  const colours = [
    [200, 30, 30],
    [30, 170, 30],
    [30, 30, 200],
    [220, 200, 30],
  ]
  for (let i = 0; i < width * height; i++) {
    const colour = colours[(i % width < width / 2 ? 0 : 1) + (i < (width * height) / 2 ? 0 : 2)]
    data.set([...colour, 255], i * 4)
  }
  return { width, height, data }
})()
const shoot = (shot: Shot = {}) => photograph([card], { size, ...shot })
const at = ({ width, data }: Pixels, [x, y]: Point) => [
  ...data.slice((Math.round(y) * width + Math.round(x)) * 4, (Math.round(y) * width + Math.round(x)) * 4 + 3),
]
const near = (a: number[], b: number[]) => a.every((value, i) => Math.abs(value - b[i]) < 26)
const inCard = (quad: Quad, u: number, v: number) => project(squareToQuad(quad), u, v)
/** The sum of grey differences between neighbouring pixels. Blur reduces it. */
const edges = ({ data }: Pixels) => {
  let sum = 0
  for (let i = 4; i < data.length; i += 4) sum += Math.abs(data[i] - data[i - 4])
  return sum
}

for (const [name, shot] of Object.entries({
  'straight from above': {},
  'turned and tilted': { turn: -7, tilt: 0.06 },
  'upside down': { upsideDown: true, turn: 3 },
  'on a light table': { table: 'light' as const },
})) {
  test(`a card ${name} lies at the corners that the photo tells`, () => {
    const { pixels, quads } = shoot(shot)
    expect(near(at(pixels, inCard(quads[0], 0.25, 0.25)), [200, 30, 30])).toBe(true)
    expect(near(at(pixels, inCard(quads[0], 0.75, 0.75)), [220, 200, 30])).toBe(true)
    expect(near(at(pixels, inCard(quads[0], 0.02, 0.04)), [200, 30, 30])).toBe(true)
    expect(near(at(pixels, inCard(quads[0], -0.03, 0.2)), [200, 30, 30])).toBe(false)
  })
}

test('the same options give the same photo, another seed gives another', () => {
  const bytes = (shot: Shot) => Buffer.from(shoot(shot).pixels.data)
  expect(bytes({}).equals(bytes({}))).toBe(true)
  expect(bytes({ seed: 8 }).equals(bytes({}))).toBe(false)
})

test('a blurred photo has softer edges', () => {
  expect(edges(shoot({ blur: 6 }).pixels)).toBeLessThan(edges(shoot().pixels) * 0.9)
})

test('defocusing keeps the mean light', () => {
  const mean = ({ data }: Pixels) => data.reduce((a, b) => a + b, 0) / data.length
  const { pixels } = shoot()
  expect(Math.abs(mean(defocus(pixels, 5)) - mean(pixels))).toBeLessThan(1.5)
})

test('glare burns part of the card white', () => {
  const { pixels, quads } = shoot({ glare: true })
  expect(at(pixels, inCard(quads[0], 0.52, 0.36)).every((value) => value > 245)).toBe(true)
})

test('a card cut off has corners outside the photo', () => {
  const { quads } = shoot({ shift: 0.28 })
  expect(quads[0].filter(([x]) => x > size[0]).length).toBe(2)
})

test('two sides in one photo lie apart', () => {
  const { quads } = photograph([card, card], { size })
  expect(quads).toHaveLength(2)
  expect(Math.max(...quads[0].map(([, y]) => y))).toBeLessThan(Math.min(...quads[1].map(([, y]) => y)))
})

test('a cup and a receipt can lie on the table instead', () => {
  for (const [thing, fill] of [[cup(), 0.4] as const, [receipt(), 0.3] as const]) {
    const { pixels } = photograph([thing], { size, fill })
    expect(edges(pixels)).toBeGreaterThan(edges(photograph([], { size }).pixels))
  }
})
