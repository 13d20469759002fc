// Runs Human's `faceres` (MobileNet, 1024 numbers a face) on the input it was trained on: aligned, BGR minus the mean.
import type { Pixels } from '../pixels.ts'
import { type GraphNode, type Network, runBatch, type Tensors } from './tensors.ts'

/** Side (px) of the network's input chips. */
export const faceresSize = 224
/** Mean colour of its training pictures (Caffe's VGG mean), blue, green, red. */
const meanBgr = [103.939, 116.779, 123.68]

const input = ({ width, height, data }: Pixels): Float32Array => {
  const values = new Float32Array(width * height * 3)
  for (let i = 0, j = 0; j < values.length; i += 4)
    for (let c = 0; c < 3; c++) values[j++] = data[i + 2 - c] - meanBgr[c]
  return values
}

/**
 * Replaces the three steps max(min(relu(x), 6), 0), by which the model file clips after each layer, with one `Relu6`,
 * which every backend has. Two of the three took two thirds of the network's time in WebAssembly.
 */
export const clippedAtOnce = (nodes: readonly GraphNode[]): GraphNode[] => {
  const byName = new Map(nodes.map((node) => [node.name, node]))
  const before = ({ input }: GraphNode, op: string) => {
    const node = byName.get(input?.[0] ?? '')
    return node?.op === op ? node : undefined
  }
  const instead = new Map<string, GraphNode>()
  for (const node of nodes) {
    const least = node.op === 'Maximum' ? before(node, 'Minimum') : undefined
    const relu = least && before(least, 'Relu')
    if (relu) instead.set(node.name, relu)
  }
  const relus = new Set([...instead.values()].map(({ name }) => name))
  return nodes
    .filter(({ op, name }) => op !== 'Minimum' && !instead.has(name))
    .map((node) => ({
      ...node,
      op: relus.has(node.name) ? 'Relu6' : node.op,
      ...(node.input && { input: node.input.map((name) => instead.get(name)?.name ?? name) }),
    }))
}

/** Loads Human's model file `faceres` from `url`. Its outputs for age and sex are not computed. */
export const loadFaceres = async (tf: Tensors, url: string): Promise<Network> => {
  const [file = tf.io.browserHTTPRequest(url)] = tf.io.getLoadHandlers(url)
  const read = await file.load()
  const topology = { ...read.modelTopology, node: clippedAtOnce(read.modelTopology.node) }
  const graph = await tf.loadGraphModel({ load: async () => ({ ...read, modelTopology: topology }) })
  return (chips) => runBatch(tf, chips, input, (batch) => graph.execute(batch, 'global_pooling/Mean'))
}
