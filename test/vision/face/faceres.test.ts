// Tests that the shortened `faceres` network gives the same numbers as the one in the file.
import { expect, test } from 'vitest'
import { openHuman } from '../../../src/examiner/human.ts'
import { clippedAtOnce } from '../../../src/vision/face/faceres.ts'

const model = new URL('../../../node_modules/@vladmandic/human/models/faceres.json', import.meta.url).href

test('the network that clips in one step gives the same numbers as the one in the file', async () => {
  const { tf } = await openHuman()
  const read = await tf.io.getLoadHandlers(model)[0].load()
  const { node } = read.modelTopology
  const lean = clippedAtOnce(node)
  expect(node.length - lean.length).toBe(54)
  const nets = [read, { ...read, modelTopology: { ...read.modelTopology, node: lean } }]
  const picture = tf.randomUniform([1, 224, 224, 3], -110, 150, 'float32', 7)
  const descriptors: Float32Array[] = []
  for (const net of nets) {
    const graph = await tf.loadGraphModel({ load: async () => net })
    descriptors.push((await graph.execute(picture, 'global_pooling/Mean').data()) as Float32Array)
  }
  expect(descriptors[1]).toEqual(descriptors[0])
  expect(Math.max(...(descriptors[0] ?? []))).toBeGreaterThan(0.1)
})
