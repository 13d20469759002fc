// Tests the print on a crop: even paper, separate lines, ink that touches the edge, and the port to the engine.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { brightest, flattenGrey } from '../../../src/vision/card/flatten.ts'
import { inkLinesOf } from '../../../src/vision/card/ink.ts'
import { encodePgm, recogniserOf, type TesseractSetting } from '../../../src/vision/card/recogniser.ts'
import { type Grey, toGrey } from '../../../src/vision/pixels.ts'
import { blankPhoto } from '../../kit/card/rephotograph.ts'

const width = 300
/** White paper with black boxes [x0, x1, y0, y1] on it. */
const crop = (height: number, boxes: readonly (readonly [number, number, number, number])[]): Grey => {
  const data = new Uint8ClampedArray(width * height).fill(255)
  for (const [x0, x1, y0, y1] of boxes) for (let y = y0; y < y1; y++) data.fill(0, y * width + x0, y * width + x1)
  return { width, height, data }
}
const letters = (y: number) => [20, 40, 60, 80].map((x) => [x, x + 12, y, y + 20] as const)

describe('lines of print', () => {
  test('two lines are separated, the top one first, each with an even margin', () => {
    const lines = inkLinesOf(crop(80, [...letters(10), ...letters(50).slice(0, 2)]), 20)
    expect(lines.map(({ picture, cut }) => [picture.width, picture.height, cut])).toEqual([
      [72 + 28, 20 + 28, false],
      [32 + 28, 20 + 28, false],
    ])
  })
  test('a mark above a letter belongs to its line', () => {
    const [line, ...others] = inkLinesOf(crop(80, [...letters(30), [42, 50, 18, 24]]), 20)
    expect(others).toEqual([])
    expect(line.picture.height).toBe(32 + 28)
  })
  test('a tall vowel and a mark as high as a letter belong to the same row', () => {
    const lines = inkLinesOf(crop(110, [...letters(50), [100, 108, 28, 70], [42, 54, 26, 39]]), 20)
    expect(lines.map(({ picture }) => [picture.width, picture.height])).toEqual([[88 + 28, 44 + 28]])
  })
  test('a removed piece leaves no ink, even beside a letter that reaches as high', () => {
    const [line] = inkLinesOf(crop(80, [...letters(30), [100, 108, 4, 50], [20, 60, 0, 8]]), 20)
    const at = (x: number, y: number) => line.picture.data[(y - 4 + 14) * line.picture.width + x - 20 + 14]
    expect([at(25, 40), at(25, 6), at(104, 6)]).toEqual([0, 255, 0])
  })
  test('a row of which only the top reaches into the crop from below is another row', () => {
    const [line, ...others] = inkLinesOf(crop(80, [...letters(30), [20, 30, 58, 80]]), 20)
    expect(line).toMatchObject({ cut: false, picture: { height: 20 + 28 } })
    expect(others).toHaveLength(1)
  })
  test('ink that reaches into the crop from the line above is removed, and no line counts as cut', () => {
    const [line, ...others] = inkLinesOf(crop(80, [...letters(30), [20, 60, 0, 8]]), 20)
    expect(others).toEqual([])
    expect(line).toMatchObject({ cut: false, picture: { height: 20 + 28 } })
  })
  test.each([
    ['left', [0, 12, 30, 50]],
    ['right', [290, 300, 30, 50]],
    ['bottom', [100, 112, 40, 80]],
  ] as const)('print that runs into the %s edge is cut', (_, box) => {
    expect(inkLinesOf(crop(80, [...letters(30), box]), 20).some(({ cut }) => cut)).toBe(true)
  })
  test('a label that reaches into the crop from the left is removed where one is expected, and no line counts as cut', () => {
    const [line, ...others] = inkLinesOf(crop(80, [...letters(30), [0, 8, 30, 50]]), 20, true)
    expect(others).toEqual([])
    expect(line).toMatchObject({ cut: false, picture: { width: 72 + 28 } })
  })
  test('an empty crop has no lines', () => expect(inkLinesOf(crop(80, []), 20)).toEqual([]))
})

describe('flattening', () => {
  test('the brightest value of each square is that of the definition, at the borders too', () => {
    const picture = fc.record({
      width: fc.integer({ min: 1, max: 12 }),
      height: fc.integer({ min: 1, max: 12 }),
      reach: fc.integer({ min: 1, max: 5 }),
      seed: fc.integer({ min: 1, max: 250 }),
    })
    fc.assert(
      fc.property(picture, ({ width, height, reach, seed }) => {
        const data = Uint8ClampedArray.from({ length: width * height }, (_, i) => (i * seed * 37) % 251)
        const near = (i: number, j: number) =>
          Math.abs((i % width) - (j % width)) <= reach &&
          Math.abs(Math.floor(i / width) - Math.floor(j / width)) <= reach
        const most = data.map((_, i) => Math.max(...data.filter((_, j) => near(i, j))))
        expect(brightest({ width, height, data }, reach).data).toEqual(most)
      }),
      { numRuns: 60 },
    )
  })
  test('a shadow across the paper disappears, and the print stays', () => {
    const photo = blankPhoto(width, 60, (x, y) => {
      const paper = x < 150 ? 210 : 110
      const ink = y > 20 && y < 40 && x % 40 < 4
      return [paper, paper, paper].map((c) => (ink ? c * 0.3 : c)) as unknown as [number, number, number]
    })
    const { data } = flattenGrey(toGrey(photo), 12)
    expect(data[30 * width + 41]).toBeLessThan(60)
    expect(data[30 * width + 241]).toBeLessThan(60)
    expect(data[10 * width + 60]).toBeGreaterThan(230)
    expect(data[10 * width + 220]).toBeGreaterThan(230)
  })
  test('noise on empty paper is not stretched into print', () => {
    const photo = blankPhoto(width, 60, (x, y) => [200 + ((x * 7 + y * 3) % 9), 200, 200])
    expect(inkLinesOf(flattenGrey(toGrey(photo), 12), 16)).toEqual([])
  })
})

describe('the port to the engine', () => {
  test('gets a whole picture: a header and one byte for each pixel', () => {
    const bytes = encodePgm(crop(10, []))
    expect(new TextDecoder().decode(bytes.slice(0, 15))).toBe('P5\n300 10\n255\n\ufffd')
    expect(bytes.length).toBe(14 + 3000)
  })
  const engineThat = (log: string[], failing = 0) => {
    let before: Promise<unknown> = Promise.resolve()
    return {
      read: (pgm: Uint8Array, { parameters }: TesseractSetting) => {
        log.push(`asked ${pgm.length} of ${parameters.tessedit_char_whitelist.length}`)
        const reading = before.then(async () => {
          log.push(`read ${pgm.length}`)
          if (pgm.length === failing) throw new Error('engine stopped')
          return { text: ' 12 \n', hocr: null }
        })
        before = reading.catch(() => undefined)
        return reading
      },
    }
  }
  const line = (height: number) => crop(height, [])
  const noNet = async () => []
  test('asks in order, each line with its own settings, and a line that fails does not stop the next', async () => {
    const log: string[] = []
    const engine = engineThat(log, 3014)
    const recognise = recogniserOf({ tha: engine, eng: engine }, noNet)
    const first = recognise(() => [line(10)], 'digits')
    const second = recognise(() => [line(20), line(30)], 'date')
    const third = recognise(() => [line(40)], 'date')
    await expect(first).rejects.toThrow('engine stopped')
    expect(await second).toEqual(Array(2).fill({ text: '12', lattice: [] }))
    await third
    expect(log.filter((entry) => entry.startsWith('asked'))).toEqual([
      'asked 3014 of 11',
      'asked 6014 of 64',
      'asked 9014 of 64',
      'asked 12014 of 64',
    ])
  })
  test('draws the first pictures at once, because the caller may be busy before the engine asks again', () => {
    const recognise = recogniserOf({ tha: engineThat([]), eng: engineThat([]) }, noNet)
    let drawn = 0
    const draw = () => {
      drawn++
      return [line(10)]
    }
    for (let i = 0; i < 3; i++) void recognise(draw, 'digits')
    expect(drawn).toBe(2)
  })
  test('draws a picture while the one before it is read, and no sooner', async () => {
    const log: string[] = []
    const engine = engineThat(log)
    const recognise = recogniserOf({ tha: engine, eng: engine }, noNet)
    const draw = (height: number) => () => {
      log.push(`draw ${height}`)
      return [line(height)]
    }
    await Promise.all([10, 20, 30, 40].map((height) => recognise(draw(height), 'digits')))
    const at = (entry: string) => log.indexOf(entry)
    expect(at('draw 30')).toBeGreaterThan(at('read 3014'))
    expect(at('draw 30')).toBeLessThan(at('read 9014'))
    expect(at('draw 40')).toBeGreaterThan(at('read 6014'))
  })
})
