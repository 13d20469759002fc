// Runs MobileFaceNet (Chen et al. 2018; 192 numbers a face) on Human's tensor library; its layers are data.
import type { Pixels } from '../pixels.ts'
import { type Network, runBatch, type Tensor, type Tensors, type WeightSpec, type Weights } from './tensors.ts'

/** Side (px) of the network's aligned input chip. */
export const mobilefacenetSize = 112

/**
 * `prelu`: the layer is followed by a slope for values below zero. A depthwise layer has one filter for each channel.
 */
type Layer = { kind: 'conv' | 'depthwise'; size: number; from: number; to: number; stride: 1 | 2; prelu: boolean }
type Block = { layers: readonly [Layer, Layer, Layer]; residual: boolean }

const conv = (size: number, from: number, to: number, prelu: boolean, stride: 1 | 2 = 1): Layer => ({
  kind: 'conv',
  size,
  from,
  to,
  stride,
  prelu,
})
const depthwise = (size: number, channels: number, prelu: boolean, stride: 1 | 2 = 1): Layer => ({
  kind: 'depthwise',
  size,
  from: channels,
  to: channels,
  stride,
  prelu,
})
/**
 * Three layers that add channels, filter each channel and reduce the channels. The input is added if the size is
 * unchanged.
 */
const block = (from: number, wide: number, to: number, stride: 1 | 2): Block => ({
  layers: [conv(1, from, wide, true), depthwise(3, wide, true, stride), conv(1, wide, to, false)],
  residual: stride === 1,
})
const repeat = (times: number, one: Block): Block[] => Array.from({ length: times }, () => one)

const stem = [conv(3, 3, 64, true, 2), depthwise(3, 64, true), conv(1, 64, 64, false)]
const blocks = [
  block(64, 128, 64, 2),
  ...repeat(4, block(64, 128, 64, 1)),
  block(64, 256, 128, 2),
  ...repeat(6, block(128, 256, 128, 1)),
  block(128, 512, 128, 2),
  ...repeat(2, block(128, 256, 128, 1)),
]
/** The 7×7 filter reduces the picture to one position. */
const head = [conv(1, 128, 512, true), depthwise(7, 512, false), conv(1, 512, 512, false), conv(1, 512, 192, false)]

/** All 52 layers in the order of the published file. */
export const mobilefacenetLayers: readonly Layer[] = [...stem, ...blocks.flatMap(({ layers }) => layers), ...head]

const filterShape = ({ kind, size, from, to }: Layer) => [size, size, from, kind === 'conv' ? to : 1]

/** Names and shapes of the weights, in the order of the served file, with 2 bytes for each number. */
export const mobilefacenetSpecs: readonly WeightSpec[] = mobilefacenetLayers.flatMap((layer, i) => {
  const half = { dtype: 'float32', quantization: { dtype: 'float16' } } as const
  return [
    { name: `${i}/filter`, shape: filterShape(layer), ...half },
    { name: `${i}/bias`, shape: [layer.to], ...half },
    ...(layer.prelu ? [{ name: `${i}/alpha`, shape: [layer.to], ...half }] : []),
  ]
})

/** The network's input: RGB around zero, as in training. */
const input = ({ width, height, data }: Pixels): Float32Array => {
  const values = new Float32Array(width * height * 3)
  for (let i = 0, j = 0; j < values.length; i += 4)
    for (let c = 0; c < 3; c++) values[j++] = (data[i + c] - 127.5) / 128
  return values
}

const forward = (tf: Tensors, weights: Weights, batch: Tensor): Tensor => {
  let at = 0
  const apply = (x: Tensor, { kind, size, stride, prelu }: Layer): Tensor => {
    const [filter, bias, alpha] = ['filter', 'bias', 'alpha'].map((part) => weights[`${at}/${part}`])
    at++
    const pad = size === 7 ? 'valid' : 'same'
    const activation = prelu ? 'prelu' : 'linear'
    const given = { x, filter, bias, strides: stride, pad, activation, preluActivationWeights: alpha } as const
    return kind === 'conv' ? tf.fused.conv2d(given) : tf.fused.depthwiseConv2d(given)
  }
  let x = stem.reduce(apply, batch)
  for (const { layers, residual } of blocks) {
    const out = layers.reduce(apply, x)
    x = residual ? tf.add(x, out) : out
  }
  const [numbers] = [head.reduce(apply, x)]
  return tf.reshape(numbers, [numbers.shape[0], numbers.shape[3]])
}

/** The network with weights named as in `mobilefacenetSpecs`. It takes aligned chips of 112×112 px. */
export const mobilefacenetNetwork =
  (tf: Tensors, weights: Weights): Network =>
  (chips) =>
    runBatch(tf, chips, input, (batch) => forward(tf, weights, batch))
