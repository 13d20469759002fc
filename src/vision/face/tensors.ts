// Types for the few tfjs operations that our networks need. Human includes the library and exports it untyped.
import type { Pixels } from '../pixels.ts'
import type { Descriptor } from './descriptor.ts'

export type Tensor = { shape: number[]; array(): Promise<number[][]>; dispose(): void }
export type Weights = Record<string, Tensor>
export type Graph = { execute(input: Tensor, output: string): Tensor }
export type GraphNode = { name: string; op: string; input?: string[] }
/** A source of a graph. */
export type GraphFile = { load(): Promise<{ modelTopology: { node: GraphNode[] } }> }
/** The description of one tensor in a file of weights, as tfjs defines it. */
export type WeightSpec = {
  name: string
  shape: number[]
  dtype: string
  quantization?: { dtype: string; scale?: number; min?: number }
}
type Convolution = {
  x: Tensor
  filter: Tensor
  bias: Tensor
  strides: number
  pad: 'same' | 'valid'
  activation: 'linear' | 'relu' | 'prelu'
  preluActivationWeights?: Tensor
}
export type Tensors = {
  tidy<T>(run: () => T): T
  stack(tensors: Tensor[]): Tensor
  tensor3d(values: Float32Array, shape: [number, number, number]): Tensor
  zeros(shape: number[]): Tensor
  concat(tensors: Tensor[], axis: number): Tensor
  fused: { conv2d(what: Convolution): Tensor; depthwiseConv2d(what: Convolution): Tensor }
  maxPool(x: Tensor, size: number, strides: number, pad: 'valid'): Tensor
  avgPool(x: Tensor, size: number, strides: number, pad: 'valid'): Tensor
  mean(x: Tensor, axes: number[]): Tensor
  matMul(a: Tensor, b: Tensor): Tensor
  add(a: Tensor, b: Tensor): Tensor
  mul(a: Tensor, b: Tensor): Tensor
  relu(x: Tensor): Tensor
  reshape(x: Tensor, shape: number[]): Tensor
  loadGraphModel(file: GraphFile): Promise<Graph>
  io: {
    decodeWeights(bytes: ArrayBuffer, specs: readonly WeightSpec[]): Weights
    loadWeights(
      manifest: readonly { paths: string[]; weights: readonly WeightSpec[] }[],
      folder: string,
    ): Promise<Weights>
    getLoadHandlers(url: string): GraphFile[]
    browserHTTPRequest(url: string): GraphFile
  }
}

/** Takes chips of one size and returns one descriptor for each. */
export type Network = (chips: readonly Pixels[]) => Promise<Descriptor[]>

/** Runs chips as one batch. `input` converts a chip to the network's input (width × height × 3). */
export const runBatch = async (
  tf: Tensors,
  chips: readonly Pixels[],
  input: (chip: Pixels) => Float32Array,
  forward: (batch: Tensor) => Tensor,
): Promise<Descriptor[]> => {
  const out = tf.tidy(() =>
    forward(tf.stack(chips.map((chip) => tf.tensor3d(input(chip), [chip.height, chip.width, 3])))),
  )
  const rows = await out.array()
  out.dispose()
  return rows.map((row) => Float32Array.from(row))
}
