// The net that reads lines of Thai print: its file taken apart, and what it makes of a picture. Trained in training/thai-line.
import { convolve, type FeatureMaps, type NetLayer, scratchBuffer } from './convolution.ts'

/** Output 0 of the last layer is the blank, output n + 1 the letter n. */
export type ThaiNet = { letters: readonly string[]; layers: readonly NetLayer[] }

type LayerHeader = Omit<NetLayer, 'weights' | 'biases'>

/**
 * The file, as training/thai-line/export.py writes it: length of the header (4 bytes, little-endian), the header in JSON, then
 * for each layer a scale and a bias of 4 bytes for each output, and weights of one byte: by output, down, along, input.
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

/** The last layer's outputs as shares of one whole. @param from place of the first of them */
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

/** A line is read in one go: each layer's maps in the one room, those before it in the other. */
const rooms = [scratchBuffer(), scratchBuffer()]
const border = scratchBuffer()

/** Ink, 0 to 1, one channel → for each step along the line the share of every output. */
export const outputsOf = ({ layers }: ThaiNet, ink: FeatureMaps): Float32Array[] => {
  const last = layers.length - 1
  const { width, data } = layers.reduce((maps, layer, i) => convolve(maps, layer, i < last, rooms[i % 2], border), ink)
  const count = data.length / width
  return Array.from({ length: width }, (_, step) => softmax(data, step * count, count))
}
