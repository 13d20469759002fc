// Print on a crop: even paper, one line at a time, and ink that runs out of the picture.
import { describe, expect, test } from 'vitest'
import { flattenGrey } from '../../../src/vision/card/flatten.ts'
import { linesOf } from '../../../src/vision/card/print.ts'
import { encodePgm, recogniserOf } from '../../../src/vision/card/recogniser.ts'
import { fromGrey, type Grey } from '../../../src/vision/pixels.ts'
import { blankPhoto } from './rephotograph.ts'

const width = 300
/** White paper with black boxes [x0, x1, y0, y1] on it. */
const crop = (height: number, boxes: readonly (readonly [number, number, number, number])[]): Grey => {
  const data = new Uint8ClampedArray(width * height).fill(255)
  for (const [x0, x1, y0, y1] of boxes) for (let y = y0; y < y1; y++) data.fill(0, y * width + x0, y * width + x1)
  return { width, height, data }
}
const letters = (y: number) => [20, 40, 60, 80].map((x) => [x, x + 12, y, y + 20] as const)

describe('lines of print', () => {
  test('two lines come apart, top first, each with an even margin', () => {
    const lines = linesOf(crop(80, [...letters(10), ...letters(50).slice(0, 2)]), 20)
    expect(lines.map(({ picture, cut }) => [picture.width, picture.height, cut])).toEqual([
      [72 + 28, 20 + 28, false],
      [32 + 28, 20 + 28, false],
    ])
  })
  test('a mark above a letter belongs to its line', () => {
    const [line, ...others] = linesOf(crop(80, [...letters(30), [42, 50, 18, 24]]), 20)
    expect(others).toEqual([])
    expect(line.picture.height).toBe(32 + 28)
  })
  test('a tall vowel and a mark as high as a letter are of the same row', () => {
    const lines = linesOf(crop(110, [...letters(50), [100, 108, 28, 70], [42, 54, 26, 39]]), 20)
    expect(lines.map(({ picture }) => [picture.width, picture.height])).toEqual([[88 + 28, 44 + 28]])
  })
  test('a row of which only the head looks in from below is another row', () => {
    const [line, ...others] = linesOf(crop(80, [...letters(30), [20, 30, 58, 80]]), 20)
    expect(line).toMatchObject({ cut: false, picture: { height: 20 + 28 } })
    expect(others).toHaveLength(1)
  })
  test('what looks in from the line above is taken away and cuts nothing', () => {
    const [line, ...others] = linesOf(crop(80, [...letters(30), [20, 60, 0, 8]]), 20)
    expect(others).toEqual([])
    expect(line).toMatchObject({ cut: false, picture: { height: 20 + 28 } })
  })
  test.each([
    ['left', [0, 12, 30, 50]],
    ['right', [290, 300, 30, 50]],
    ['bottom', [100, 112, 40, 80]],
  ] as const)('print that runs into the %s edge is cut', (_, box) => {
    expect(linesOf(crop(80, [...letters(30), box]), 20).some(({ cut }) => cut)).toBe(true)
  })
  test('an empty crop has no lines', () => expect(linesOf(crop(80, []), 20)).toEqual([]))
})

describe('flattening', () => {
  test('a shadow across the paper goes, the print stays', () => {
    const photo = blankPhoto(width, 60, (x, y) => {
      const paper = x < 150 ? 210 : 110
      const ink = y > 20 && y < 40 && x % 40 < 4
      return [paper, paper, paper].map((c) => (ink ? c * 0.3 : c)) as unknown as [number, number, number]
    })
    const { data } = flattenGrey(photo, 12)
    expect(data[30 * width + 41]).toBeLessThan(60)
    expect(data[30 * width + 241]).toBeLessThan(60)
    expect(data[10 * width + 60]).toBeGreaterThan(230)
    expect(data[10 * width + 220]).toBeGreaterThan(230)
  })
  test('noise on empty paper is not stretched into print', () => {
    const photo = blankPhoto(width, 60, (x, y) => [200 + ((x * 7 + y * 3) % 9), 200, 200])
    expect(linesOf(flattenGrey(photo, 12), 16)).toEqual([])
  })
})

describe('the port to the engine', () => {
  test('gets a picture that is whole: header and one byte a pixel', () => {
    const bytes = encodePgm(fromGrey(crop(10, [])))
    expect(new TextDecoder().decode(bytes.slice(0, 15))).toBe('P5\n300 10\n255\n\ufffd')
    expect(bytes.length).toBe(14 + 3000)
  })
  test('reads one line at a time with that line its settings, and a line that fails does not stop the next', async () => {
    const log: string[] = []
    const engine = {
      setParameters: async ({ tessedit_char_whitelist }: Record<string, string>) =>
        log.push(`set ${tessedit_char_whitelist.length}`),
      read: async () => {
        log.push('read')
        if (log.length === 2) throw new Error('engine stopped')
        return { text: ' 12 \n', confidence: 90, hocr: null }
      },
    }
    const recognise = recogniserOf({ tha: engine, eng: engine })
    const first = recognise(fromGrey(crop(10, [])), 'digits')
    const second = recognise(fromGrey(crop(10, [])), 'date')
    await expect(first).rejects.toThrow('engine stopped')
    expect(await second).toEqual({ text: '12', confidence: 90, lattice: [] })
    expect(log).toEqual(['set 11', 'read', 'set 64', 'read'])
  })
})
