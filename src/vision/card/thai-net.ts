// Loads and runs the neural net that reads lines of Thai print. It is trained in training/thai-line.
import { convolve, type FeatureMaps, type NetLayer, scratchBuffer } from './convolution.ts'

/** Output 0 of the last layer is the blank; output n + 1 is letter n. */
export type ThaiNet = { letters: readonly string[]; layers: readonly NetLayer[] }

type LayerHeader = Omit<NetLayer, 'weights' | 'biases'>

/**
 * Parses the file that training/thai-line/export.py writes: the header's length (4 bytes, little-endian), the header in
 * JSON, then for each layer a scale (4 bytes) for each output, a bias (4 bytes) for each output, and the weights of one
 * byte, in the order output, row, column, input channel.
 */
export const parseThaiNet = (file: ArrayBuffer): ThaiNet => {
  const headerLength = new DataView(file).getUint32(0, true)
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(file, 4, headerLength)))
  const { letters, layers } = header as { letters: string[]; layers: LayerHeader[] }
  let at = 4 + headerLength
  const parsed = layers.map((layer): NetLayer => {
    const { to, from, kernel } = layer
    const size = kernel[0] * kernel[1] * from
    const scales = new Float32Array(file, at, to)
    const biases = new Float32Array(file, at + 4 * to, to)
    const whole = new Int8Array(file, at + 8 * to, to * size)
    at += (8 + size) * to
    const weights = new Float32Array(to * size)
    for (let o = 0; o < to; o++)
      for (let i = 0; i < size; i++) weights[(o - (o % 4)) * size + 4 * i + (o % 4)] = whole[o * size + i] * scales[o]
    return { ...layer, weights, biases }
  })
  return { letters, layers: parsed }
}

/**
 * Softmax of the last layer's outputs: shares that add up to 1.
 * @param from index of the first output
 */
const softmax = (data: Float32Array, from: number, count: number): Float32Array => {
  const shares = data.slice(from, from + count)
  const most = Math.max(...shares)
  let sum = 0
  for (let i = 0; i < count; i++) {
    shares[i] = Math.exp(shares[i] - most)
    sum += shares[i]
  }
  for (let i = 0; i < count; i++) shares[i] /= sum
  return shares
}

/**
 * Two buffers for the layers' maps: each layer reads from one and writes to the other. A line is read without
 * interruption.
 */
const buffers = [scratchBuffer(), scratchBuffer()]
const border = scratchBuffer()

/**
 * The share of every output at each step along the line.
 * @param ink the picture's ink, 0 to 1, in one channel
 */
export const outputsOf = ({ layers }: ThaiNet, ink: FeatureMaps): Float32Array[] => {
  const last = layers.length - 1
  const { width, data } = layers.reduce(
    (maps, layer, i) => convolve(maps, layer, i < last, buffers[i % 2], border),
    ink,
  )
  const count = data.length / width
  return Array.from({ length: width }, (_, step) => softmax(data, step * count, count))
}
