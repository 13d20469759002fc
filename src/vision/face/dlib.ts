// dlib's face network (ResNet with 29 layers, 128 numbers a face), run on the tensor library that Human includes.
import type { Pixels } from '../pixels.ts'
/** Names, shapes and quantisation of the weights, as in the package. A test compares the two. */
import manifest from './dlib-weights.json' with { type: 'json' }
import { type Network, runBatch, type Tensor, type Tensors, type Weights } from './tensors.ts'

type Shape4 = [number, number, number, number]

export { manifest as dlibManifest }

/** The mean colour that dlib's `input_rgb_image_sized` subtracts before it divides by 256. */
const meanRgb = [122.782, 117.001, 104.298]
/** Residual blocks after the first convolution. A `down` block halves the picture and may add channels. */
const blocks = [
  'conv32_1',
  'conv32_2',
  'conv32_3',
  'conv64_down',
  'conv64_1',
  'conv64_2',
  'conv64_3',
  'conv128_down',
  'conv128_1',
  'conv128_2',
  'conv256_down',
  'conv256_1',
  'conv256_2',
  'conv256_down_out',
]

/** The network's input for one 150×150 chip: RGB minus the mean colour. */
const input = ({ width, height, data }: Pixels): Float32Array => {
  const values = new Float32Array(width * height * 3)
  for (let i = 0, j = 0; j < values.length; i += 4)
    for (let c = 0; c < 3; c++) values[j++] = (data[i + c] - meanRgb[c]) / 256
  return values
}

type Layer = { filter: Tensor; bias: Tensor }
const layersOf = (name: string) => (name === 'conv32_down' ? [name] : [`${name}/conv1`, `${name}/conv2`])

/**
 * Folds the scale after each convolution into its filters, once for all pictures: (x·f + b)·s + t = x·(f·s) + (b·s +
 * t).
 */
const scaledOnce = (tf: Tensors, weights: Weights): Record<string, Layer> => {
  const layer = (name: string): Layer => {
    const scale = weights[`${name}/scale/weights`]
    return tf.tidy(() => ({
      filter: tf.mul(weights[`${name}/conv/filters`], scale),
      bias: tf.add(tf.mul(weights[`${name}/conv/bias`], scale), weights[`${name}/scale/biases`]),
    }))
  }
  return Object.fromEntries(['conv32_down', ...blocks].flatMap(layersOf).map((name) => [name, layer(name)]))
}

const forward = (tf: Tensors, layers: Record<string, Layer>, fc: Tensor, batch: Tensor): Tensor => {
  const conv = (x: Tensor, name: string, { strides = 1, activation = 'linear' as 'linear' | 'relu' } = {}): Tensor =>
    tf.fused.conv2d({ x, ...layers[name], strides, pad: strides === 1 ? 'same' : 'valid', activation })
  /** Appends zeros along `axis`, as dlib does where the shortcut and the block differ in size. */
  const extend = (x: Tensor, axis: number, by: number): Tensor => {
    const shape = [...x.shape] as Shape4
    shape[axis] = by
    return by > 0 ? tf.concat([x, tf.zeros(shape)], axis) : x
  }
  let x = tf.maxPool(conv(batch, 'conv32_down', { strides: 2, activation: 'relu' }), 3, 2, 'valid')
  for (const name of blocks) {
    const down = name.includes('_down')
    let shortcut = down ? tf.avgPool(x, 2, 2, 'valid') : x
    let out = conv(conv(x, `${name}/conv1`, { strides: down ? 2 : 1, activation: 'relu' }), `${name}/conv2`)
    for (const axis of [1, 2]) out = extend(out, axis, shortcut.shape[axis] - out.shape[axis])
    shortcut = extend(shortcut, 3, out.shape[3] - shortcut.shape[3])
    x = tf.relu(tf.add(shortcut, out))
  }
  return tf.matMul(tf.mean(x, [1, 2]), fc)
}

/**
 * The network with its weights (npm `@vladmandic/face-api`; put in the public domain by dlib's author). It takes
 * aligned chips of 150×150 px.
 */
export const dlibNetwork = (tf: Tensors, weights: Weights): Network => {
  const layers = scaledOnce(tf, weights)
  return (chips) => runBatch(tf, chips, input, (batch) => forward(tf, layers, weights.fc, batch))
}
