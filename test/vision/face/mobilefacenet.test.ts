// Tests MobileFaceNet against plain loops over the same layers, the conversion of its file, and 16-bit floats.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openHuman } from '../../../src/examiner/human.ts'
import { cosine } from '../../../src/vision/face/descriptor.ts'
import { toHalf } from '../../../src/vision/face/half.ts'
import {
  mobilefacenetLayers,
  mobilefacenetNetwork,
  mobilefacenetSpecs,
} from '../../../src/vision/face/mobilefacenet.ts'
import { mobilefacenetFile, mobilefacenetWeights } from '../../../src/vision/face/mobilefacenet-file.ts'
import {
  readTflite,
  type TfliteGraph,
  type TfliteOperator,
  type TfliteTensor,
  tfliteOp,
} from '../../../src/vision/face/tflite.ts'
import { blankPixels, type Pixels } from '../../../src/vision/pixels.ts'
import { runTflite } from '../../kit/faces/tflite-reference.ts'

const path = join('node_modules', mobilefacenetFile.package, mobilefacenetFile.path)
const file = existsSync(path) ? readFileSync(path) : undefined
if (!file) console.warn(`${mobilefacenetFile.package} is not installed: its network cannot be compared with its file`)

/**
 * A chip of soft blobs, different for each seed. It shows no face, but any error in the network changes its numbers.
 */
const drawn = (seed: number): Pixels => {
  const chip = blankPixels(112, 112)
  for (let y = 0; y < 112; y++)
    for (let x = 0; x < 112; x++)
      for (let c = 0; c < 3; c++)
        chip.data[(y * 112 + x) * 4 + c] =
          128 + 120 * Math.sin((x * (seed + c + 1)) / 17) * Math.cos((y * (seed + 2)) / 23)
  return chip
}
const inputOf = (chips: readonly Pixels[]) =>
  Float32Array.from(
    chips.flatMap(({ data }) => [...data].filter((_, i) => i % 4 !== 3)),
    (value) => (value - 127.5) / 128,
  )

/** The layers as a .tflite file has them: a slope below zero is relu(x) + a/2·(x − |x|), and a block adds its input. */
const graphOf = (numbers: ReadonlyMap<string, Float32Array>): TfliteGraph => {
  const tensors: TfliteTensor[] = [{ shape: [1, 112, 112, 3] }]
  const operators: TfliteOperator[] = []
  const constant = (shape: readonly number[], data: Float32Array) => tensors.push({ shape, data }) - 1
  const then = (op: number, inputs: number[], { valid = false, stride = 1 } = {}): number => {
    const output = tensors.push({ shape: [] }) - 1
    operators.push({ op, inputs, outputs: [output], valid, stride })
    return output
  }
  let [at, before] = [0, 0]
  for (const [i, { kind, size, from, to, stride, prelu }] of mobilefacenetLayers.entries()) {
    const isConv = kind === 'conv'
    const given = numbers.get(`${i}/filter`) ?? new Float32Array()
    const places = size * size * from
    const filter = isConv
      ? constant(
          [to, size, size, from],
          given.map((_, j) => given[(j % places) * to + Math.floor(j / places)]),
        )
      : constant([1, size, size, to], given)
    const bias = constant([to], numbers.get(`${i}/bias`) ?? new Float32Array())
    // Blocks of three begin after the first three layers and end before the last four.
    const inBlock = i >= 3 && i < 48 ? i % 3 : undefined
    if (inBlock === 0) before = at
    at = then(isConv ? tfliteOp.conv : tfliteOp.depthwise, [at, filter, bias], { valid: size === 7, stride })
    if (prelu) {
      const half = constant(
        [to],
        (numbers.get(`${i}/alpha`) ?? new Float32Array()).map((slope) => slope / 2),
      )
      const below = then(tfliteOp.mul, [half, then(tfliteOp.sub, [at, then(tfliteOp.abs, [at])])])
      at = then(tfliteOp.add, [then(tfliteOp.relu, [at]), below])
    }
    if (inBlock === 2 && mobilefacenetLayers[i - 1].stride === 1) at = then(tfliteOp.add, [at, before])
  }
  return { tensors, operators, input: 0, output: at }
}

describe.skipIf(!file)('the published file of MobileFaceNet', () => {
  it('has the pinned digest, and is converted to 2 bytes for each number', () => {
    expect(createHash('sha256').update(file!).digest('hex')).toBe(mobilefacenetFile.sha256)
    expect(mobilefacenetWeights(file!).length).toBeLessThan(2_600_000)
  })

  it('gives the same numbers operator by operator as our network', async () => {
    const { tf } = await openHuman()
    const network = mobilefacenetNetwork(
      tf,
      tf.io.decodeWeights(mobilefacenetWeights(file!).buffer, mobilefacenetSpecs),
    )
    const chips = [drawn(1), drawn(5)]
    const ours = await network(chips)
    const theirs = runTflite(readTflite(file!), inputOf(chips.slice(0, 1)))
    expect(theirs.length).toBe(192)
    expect(cosine(ours[0], theirs)).toBeGreaterThan(0.9999)
    expect(cosine(ours[1], theirs)).toBeLessThan(0.9)
  }, 60_000)
})

it('the layers are those of the paper: 52, the last with 192 numbers, 1.3 million weights', () => {
  expect(mobilefacenetLayers.length).toBe(52)
  expect(mobilefacenetLayers.at(-1)).toMatchObject({ kind: 'conv', to: 192, prelu: false })
  const count = mobilefacenetSpecs.reduce((sum, { shape }) => sum + shape.reduce((all, length) => all * length, 1), 0)
  expect(count).toBeGreaterThan(1_200_000)
  expect(count).toBeLessThan(1_300_000)
})

it('the network with random weights gives the same numbers as plain loops over the same layers', async () => {
  const { tf } = await openHuman()
  let state = 7
  const random = () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647 - 0.5
  }
  const numbers = new Map(
    mobilefacenetSpecs.map(({ name, shape }) => {
      const size = shape.reduce((product, length) => product * length, 1)
      const inputs = shape.length === 4 ? shape[0] * shape[1] * shape[2] : 1
      return [name, Float32Array.from({ length: size }, () => (random() * 4) / Math.sqrt(inputs))]
    }),
  )
  const weights = Object.fromEntries(
    mobilefacenetSpecs.map(({ name, shape }) => [name, tf.tensor(numbers.get(name), shape)]),
  )
  const [ours] = await mobilefacenetNetwork(tf, weights)([drawn(3)])
  const theirs = runTflite(graphOf(numbers), inputOf([drawn(3)]))
  expect(theirs.some((number) => Math.abs(number) > 1e-3)).toBe(true)
  expect(cosine(ours, theirs)).toBeGreaterThan(0.9999)
}, 60_000)

describe('a file that is not ours', () => {
  it('is refused for its first bytes, and for offsets outside the file', () => {
    expect(() => readTflite(new Uint8Array(64))).toThrow('no TensorFlow Lite file')
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 400 }), (tail) => {
        const bytes = new Uint8Array([...tail.subarray(0, 4), ...new TextEncoder().encode('TFL3'), ...tail.subarray(4)])
        expect(() => mobilefacenetWeights(bytes)).toThrow()
      }),
    )
  })
})

describe('a 16-bit float', () => {
  const back = (half: number) => {
    const [sign, exponent, rest] = [half >> 15 ? -1 : 1, (half >> 10) & 31, half & 1023]
    if (exponent === 31) return rest ? Number.NaN : sign * Number.POSITIVE_INFINITY
    return sign * (exponent === 0 ? rest * 2 ** -24 : (1 + rest / 1024) * 2 ** (exponent - 15))
  }
  it('is unchanged after conversion to 32 bits and back, for every value', () => {
    for (let half = 0; half < 65536; half++) {
      const value = back(half)
      if (Number.isNaN(value)) expect(back(toHalf(value))).toBeNaN()
      else expect(toHalf(value)).toBe(half)
    }
  })
  it('is the nearest to the 32-bit number', () => {
    fc.assert(
      fc.property(fc.float({ min: -60000, max: 60000, noNaN: true }), (value) => {
        const near = toHalf(value)
        const gap = Math.abs(back(near) - value)
        for (const other of [near - 1, near + 1])
          if (other >> 15 === near >> 15 && other >= 0)
            expect(Math.abs(back(other) - value)).toBeGreaterThanOrEqual(gap)
      }),
    )
  })
})
