// Tests that the card's corners are found on any table, with the reason when there is not exactly one whole card.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseShape } from '../../../src/vision/card/choose.ts'
import { shiftAt, votesOf } from '../../../src/vision/card/edges.ts'
import { findCard } from '../../../src/vision/card/find.ts'
import { isPlainAround } from '../../../src/vision/card/ground.ts'
import type { Pixels, Quad } from '../../../src/vision/pixels.ts'
import { readJpeg } from '../../kit/card/photo.ts'
import { blankPhoto, greyTable, paste, placed } from '../../kit/card/rephotograph.ts'
import { haveSpecimens, specimenFolder, specimens } from '../../kit/card/truth.ts'
import { drawn } from './drawn.ts'

const front = drawn('front')
const back = drawn('back')
const wood = (_: number, y: number) => [120 + 25 * Math.sin(y / 9), 80 + 18 * Math.sin(y / 9), 50] as const
const boards = (_: number, y: number) => (y % 60 < 4 ? ([70, 50, 30] as const) : ([130, 100, 70] as const))
const tiles = (x: number, y: number) => (((x >> 5) + (y >> 5)) % 2 ? ([70, 70, 76] as const) : ([88, 88, 92] as const))

const checks = (x: number, y: number) =>
  ((x / 31) | 0) % 2 === ((y / 31) | 0) % 2 ? ([170, 60, 62] as const) : ([225, 215, 205] as const)
const stripes = (x: number, y: number) =>
  ((x + 0.35 * y) / 25) & 1 ? ([60, 84, 130] as const) : ([186, 194, 204] as const)

const photoOf = (
  at: readonly Quad[],
  table = greyTable as (x: number, y: number) => readonly [number, number, number],
  card = front,
): Pixels => {
  const photo = blankPhoto(1280, 960, table)
  for (const quad of at) paste(photo, card, quad)
  return photo
}

/** The largest error of a corner, as a share of the card's width. */
const error = (found: Quad, truth: Quad) =>
  Math.max(...found.map(([x, y], i) => Math.hypot(x - truth[i][0], y - truth[i][1]))) /
  Math.hypot(truth[1][0] - truth[0][0], truth[1][1] - truth[0][1])

describe('a card on a table', () => {
  test.each([
    ['plain', greyTable],
    ['wooden', wood],
    ['tiled', tiles],
    ['checked', checks],
    ['striped', stripes],
  ])('is found on a %s one, front and back', (_, table) => {
    const truth = placed([640, 480], 950, 3)
    for (const card of [front, back]) {
      const found = findCard(photoOf([truth], table, card))
      expect(found.ok && error(found.value, truth)).toBeLessThan(0.005)
    }
  })

  test('is found wherever it lies, turned up to 8 degrees', () => {
    const lying = fc.record({
      x: fc.integer({ min: 560, max: 720 }),
      y: fc.integer({ min: 430, max: 530 }),
      length: fc.integer({ min: 600, max: 980 }),
      turn: fc.double({ min: -8, max: 8, noNaN: true }),
    })
    fc.assert(
      fc.property(lying, ({ x, y, length, turn }) => {
        const truth = placed([x, y], length, turn)
        const found = findCard(photoOf([truth]))
        expect(found.ok && error(found.value, truth)).toBeLessThan(0.01)
      }),
      { numRuns: 4, seed: 54 },
    )
  })

  test.each([20, -27, 33, -45])('is found turned by %s degrees, if any angle is searched for', (turn) => {
    const truth = placed([640, 480], 800, turn)
    for (const card of [front, back]) {
      const found = findCard(photoOf([truth], greyTable, card), true)
      expect(found.ok && error(found.value, truth)).toBeLessThan(0.01)
    }
  })

  test('is found when it is small among the long lines of its table', () => {
    const truth = placed([640, 480], 400, 1)
    const found = findCard(photoOf([truth], boards))
    expect(found.ok && error(found.value, truth)).toBeLessThan(0.01)
  })

  test('is found on stripes as pale as itself, and not from its barcode on', () => {
    const card = { ...front, photo: { ...front.photo, data: front.photo.data.slice() } }
    const { width, data } = card.photo
    for (let y = 177; y < 592; y++)
      for (let x = 22; x < 64; x++) data.fill(y % 7 < 4 ? 40 : 240, (y * width + x) * 4, (y * width + x) * 4 + 3)
    const pale = (x: number, y: number) =>
      ((x + 0.35 * y) / 25) & 1 ? ([60, 84, 130] as const) : ([196, 204, 214] as const)
    const truth = placed([640, 480], 950, 2)
    const found = findCard(photoOf([truth], pale, card))
    expect(found.ok && error(found.value, truth)).toBeLessThan(0.01)
  })

  test('is found standing on its short side, the long sides taken for top and bottom', () => {
    const photo = blankPhoto(960, 1280)
    const truth = placed([480, 640], 950, 91)
    paste(photo, front, truth)
    const found = findCard(photo)
    const turned: Quad = [truth[2], truth[3], truth[0], truth[1]]
    expect(found.ok && Math.min(error(found.value, truth), error(found.value, turned))).toBeLessThan(0.005)
  })
})

test('a side found on the edge of the shadow is moved in to the card', () => {
  const truth = placed([640, 480], 950, 1)
  const photo = photoOf([truth], wood)
  const shadow = blankPhoto(1280, 960, () => [30, 25, 20])
  const [a, b, c, d] = truth
  const lower = (by: number): Quad => [a, b, [c[0], c[1] + by], [d[0], d[1] + by]]
  paste(photo, { photo: shadow, quad: drawn('front').quad }, lower(36))
  paste(photo, front, truth)
  const shape = { quad: lower(34), clear: 1, score: 1 }
  expect(error(chooseShape(photo, [shape]).quad, truth)).toBeLessThan(0.005)
})

describe('the votes of lines', () => {
  test('are the sums along each line, position by position', () => {
    const [width, height] = [80, 30]
    const channel = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: width * height, maxLength: width * height })
    fc.assert(
      fc.property(fc.tuple(channel, channel), (channels) => {
        const votes = votesOf(
          channels.map((one) => Int8Array.from(one)),
          width,
          height,
        )
        const slopes = (votes.length / height - 1) / 2
        const slowly = Array.from(votes, (_, i) => {
          const [s, at] = [Math.floor(i / height) - slopes, i % height]
          const along = channels.map((one) => {
            let sum = 0
            for (let x = 0; x < width; x += 2) {
              const y = at + shiftAt(s, x, width)
              if (y >= 0 && y < height) sum += one[x * height + y]
            }
            return Math.abs(sum)
          })
          return Math.max(...along)
        })
        expect([...votes]).toEqual(slowly)
      }),
      { numRuns: 5 },
    )
  })
})

describe('not exactly one whole card', () => {
  test('an empty table is no card', () => {
    for (const table of [greyTable, wood, tiles])
      expect(findCard(photoOf([], table))).toEqual({ ok: false, reason: 'no_card' })
  })
  test.each([
    ['right', [1000, 480]],
    ['left', [280, 480]],
    ['bottom', [640, 760]],
    ['top', [640, 200]],
  ] as const)('a card that runs out of the picture on the %s is cut off', (_, centre) => {
    expect(findCard(photoOf([placed(centre, 950, 1)]))).toEqual({ ok: false, reason: 'cut_off' })
  })
  test('front and back in one picture are both sides', () => {
    const photo = photoOf([placed([640, 245], 680, 1)])
    paste(photo, back, placed([640, 715], 680, -1))
    expect(findCard(photo)).toEqual({ ok: false, reason: 'both_sides' })
  })
})

describe.skipIf(!haveSpecimens)('specimens drawn by another hand', () => {
  test('have their corners found to half a percent, on tables of several kinds', () => {
    for (const { files } of specimens())
      for (const { file, quad } of [files.free_front, files.guided_back]) {
        const found = findCard(readJpeg(`${specimenFolder}/${file}`))
        expect(found.ok && error(found.value, quad), file).toBeLessThan(0.005)
      }
  })
})

test('the ground is plain around a whole card, and not around one that runs out of the picture', () => {
  expect(isPlainAround(photoOf([placed([640, 480], 900, 4)]))).toBe(true)
  expect(isPlainAround(photoOf([placed([300, 480], 900, 4)]))).toBe(false)
  expect(isPlainAround(photoOf([placed([640, 800], 900, 4)]))).toBe(false)
})
