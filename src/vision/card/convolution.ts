// One convolution layer in plain TypeScript: a line of print is too little work to load an engine for.

/**
 * `kernel`, `stride` and `padding`: vertical, then horizontal. `weights`: groups of four outputs; within a group by
 * row, column and input channel, with the four outputs side by side.
 */
export type NetLayer = {
  from: number
  /** A multiple of 4. */
  to: number
  kernel: readonly [number, number]
  stride: readonly [number, number]
  padding: readonly [number, number]
  weights: Float32Array
  biases: Float32Array
}

/** Feature maps in the order row, column, channel. */
export type FeatureMaps = { height: number; width: number; data: Float32Array }

/**
 * Gives memory for short-lived numbers: the same memory on each call, because new memory costs more than the
 * arithmetic.
 */
export type ScratchBuffer = (length: number) => Float32Array
export const scratchBuffer = (): ScratchBuffer => {
  let memory = new Float32Array(0)
  return (length) => {
    if (memory.length < length) memory = new Float32Array(length)
    return memory.subarray(0, length)
  }
}
const newBuffer: ScratchBuffer = (length) => new Float32Array(length)

const padded = (
  { height, width, data }: FeatureMaps,
  channels: number,
  [down, along]: NetLayer['padding'],
  scratch: ScratchBuffer,
): FeatureMaps => {
  if (down + along === 0) return { height, width, data }
  const wide = (width + 2 * along) * channels
  const to = scratch((height + 2 * down) * wide).fill(0)
  for (let y = 0; y < height; y++)
    to.set(data.subarray(y * width * channels, (y + 1) * width * channels), (y + down) * wide + along * channels)
  return { height: height + 2 * down, width: width + 2 * along, data: to }
}

/**
 * The outputs of one layer. It computes four outputs at two positions at a time: six loads for eight products.
 * @param rectified set negative outputs to 0
 * @param scratch memory for the outputs, not the memory that holds `maps`
 * @param border memory for the maps with their padding
 */
export const convolve = (
  maps: FeatureMaps,
  layer: NetLayer,
  rectified: boolean,
  scratch = newBuffer,
  border = newBuffer,
): FeatureMaps => {
  const { from, to, weights, biases, kernel, stride } = layer
  const { height: high, width: wide, data } = padded(maps, from, layer.padding, border)
  const height = Math.floor((high - kernel[0]) / stride[0]) + 1
  const width = Math.floor((wide - kernel[1]) / stride[1]) + 1
  const out = scratch(height * width * to)
  const run = kernel[1] * from
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x += 2) {
      // If the row's length is odd, its last position is computed twice.
      const other = x + 1 < width ? stride[1] * from : 0
      const next = x + 1 < width ? to : 0
      for (let o = 0, k = 0; o < to; o += 4) {
        let a0 = biases[o]
        let a1 = biases[o + 1]
        let a2 = biases[o + 2]
        let a3 = biases[o + 3]
        let b0 = a0
        let b1 = a1
        let b2 = a2
        let b3 = a3
        for (let v = 0; v < kernel[0]; v++) {
          const start = ((y * stride[0] + v) * wide + x * stride[1]) * from
          for (let i = start; i < start + run; i++, k += 4) {
            const a = data[i]
            const b = data[i + other]
            const w0 = weights[k]
            const w1 = weights[k + 1]
            const w2 = weights[k + 2]
            const w3 = weights[k + 3]
            a0 += a * w0
            a1 += a * w1
            a2 += a * w2
            a3 += a * w3
            b0 += b * w0
            b1 += b * w1
            b2 += b * w2
            b3 += b * w3
          }
        }
        const at = (y * width + x) * to + o
        out[at + next] = b0
        out[at + next + 1] = b1
        out[at + next + 2] = b2
        out[at + next + 3] = b3
        out[at] = a0
        out[at + 1] = a1
        out[at + 2] = a2
        out[at + 3] = a3
      }
    }
  if (rectified) for (let i = 0; i < out.length; i++) if (out[i] < 0) out[i] = 0
  return { height, width, data: out }
}
