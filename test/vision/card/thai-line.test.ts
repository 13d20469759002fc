// Tests our own net for Thai print: its file is the measured one, and it gives the same outputs as in training.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { normaliseThai } from '../../../src/core/card/thai-text.ts'
import { convolve, type FeatureMaps } from '../../../src/vision/card/convolution.ts'
import { likelyTexts } from '../../../src/vision/card/ctc.ts'
import { inkOf, thaiLattice, thaiNetPicture } from '../../../src/vision/card/thai-line.ts'
import { outputsOf } from '../../../src/vision/card/thai-net.ts'
import { loadThaiNet, thaiNetFile } from '../../kit/card/tesseract.ts'

type Fixture = { text: string; width: number; height: number; pixels: number[]; best: number[]; share: number[] }
/**
 * A line as read in training with the same weights (training/thai-line/export.py): the best output of each step and its
 * share.
 */
const fixture: Fixture = JSON.parse(readFileSync(join(import.meta.dirname, 'thai-line.json'), 'utf8'))
const picture = { ...fixture, data: Uint8ClampedArray.from(fixture.pixels) }
const net = loadThaiNet()

describe('the Thai net', () => {
  test('is the file whose reading of cards was measured', () => {
    expect(createHash('sha256').update(readFileSync(thaiNetFile)).digest('hex')).toBe(
      '2bf6012368f170ce2dbffe8ba5d515f2a33a944541c3470cf3b510e43f44136f',
    )
  })
  test('gives at every step of a line the outputs of the training', () => {
    // The line is already on its rows. Paper fills the last step.
    const wide = fixture.best.length * 4
    const data = new Float32Array(wide * fixture.height)
    for (const [i, value] of fixture.pixels.entries())
      data[Math.floor(i / fixture.width) * wide + (i % fixture.width)] = (255 - value) / 255
    const outputs = outputsOf(net, { width: wide, height: fixture.height, data })
    expect(outputs).toHaveLength(fixture.best.length)
    for (const [step, best] of fixture.best.entries()) {
      expect(Math.max(...outputs[step])).toBeCloseTo(fixture.share[step], 2)
      expect(outputs[step][best], `step ${step}`).toBeCloseTo(fixture.share[step], 2)
    }
  })
  test('reads ฌ, which tesseract does not know', () => {
    expect(fixture.text).toContain('ฌ')
    expect(normaliseThai(likelyTexts(thaiLattice(net, picture), 4)[0])).toBe(normaliseThai(fixture.text))
  })
  test('gets every line with the centre of its ink on one row', () => {
    const data = new Uint8ClampedArray(9 * 20).fill(255)
    data.fill(0, 9 * 3, 9 * 6)
    const ink = inkOf({ width: 9, height: 20, data })
    expect([ink.width, ink.height]).toEqual([12, thaiNetPicture.height])
    const rows = Array.from({ length: ink.height }, (_, y) => ink.data[y * ink.width])
    expect(rows.flatMap((value, y) => (value > 0 ? [y] : []))).toEqual([25, 26, 27])
  })
  test('reads nothing on empty paper', () => {
    const data = new Uint8ClampedArray(80 * 40).fill(255)
    expect(likelyTexts(thaiLattice(net, { width: 80, height: 40, data }), 4)[0]).toBe('')
  })
})

/** The layer by its definition, product by product. */
const slowly = (maps: FeatureMaps, layer: Parameters<typeof convolve>[1], rectified: boolean): FeatureMaps => {
  const { from, to, kernel, stride, padding, weights, biases } = layer
  const height = Math.floor((maps.height + 2 * padding[0] - kernel[0]) / stride[0]) + 1
  const width = Math.floor((maps.width + 2 * padding[1] - kernel[1]) / stride[1]) + 1
  const size = kernel[0] * kernel[1] * from
  const data = new Float32Array(height * width * to)
  for (let at = 0; at < data.length; at++) {
    const o = at % to
    const x = ((at - o) / to) % width
    const y = Math.floor(at / to / width)
    let sum = biases[o]
    for (let i = 0; i < size; i++) {
      const v = y * stride[0] - padding[0] + Math.floor(i / from / kernel[1])
      const u = x * stride[1] - padding[1] + (Math.floor(i / from) % kernel[1])
      if (v < 0 || u < 0 || v >= maps.height || u >= maps.width) continue
      sum += maps.data[(v * maps.width + u) * from + (i % from)] * weights[(o - (o % 4)) * size + 4 * i + (o % 4)]
    }
    data[at] = rectified ? Math.max(0, sum) : sum
  }
  return { height, width, data }
}

describe('a layer', () => {
  const some = (length: number) => Float32Array.from({ length }, (_, i) => Math.sin(i * 12.9898))
  test.each([
    ['with steps and margins', [3, 3], [2, 2], [1, 1], 7],
    ['with an odd number of positions', [1, 3], [1, 1], [0, 1], 5],
    ['that takes all rows at once', [6, 1], [1, 1], [0, 0], 4],
  ] as const)('%s gives the result of its definition', (_, kernel, stride, padding, width) => {
    const layer = {
      from: 3,
      to: 8,
      kernel,
      stride,
      padding,
      weights: some(8 * 3 * kernel[0] * kernel[1]),
      biases: some(8),
    }
    const maps = { height: 6, width, data: some(6 * width * 3) }
    for (const rectified of [true, false]) {
      const fast = convolve(maps, layer, rectified)
      const slow = slowly(maps, layer, rectified)
      expect([fast.height, fast.width]).toEqual([slow.height, slow.width])
      fast.data.forEach((value, i) => {
        expect(value).toBeCloseTo(slow.data[i], 4)
      })
    }
  })
})
