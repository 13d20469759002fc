// Human's `faceres` (MobileNet, 1024 numbers a face) as it was trained: on an aligned face, blue first, mean colour taken away.
import type { Pixels } from '../pixels.ts'
import { type Graph, type Network, runBatch, type Tensors } from './tensors.ts'

/** Side (px) of the chips that the network takes. */
export const faceresSize = 224
/** Mean colour of its training pictures (Caffe's VGG mean), blue, green, red. */
const meanBgr = [103.939, 116.779, 123.68]

const input = ({ width, height, data }: Pixels): Float32Array => {
  const values = new Float32Array(width * height * 3)
  for (let i = 0, j = 0; j < values.length; i += 4)
    for (let c = 0; c < 3; c++) values[j++] = data[i + 2 - c] - meanBgr[c]
  return values
}

/** `graph`: Human's model file `faceres`, loaded. Its heads for age and sex are not computed. */
export const faceresNetwork =
  (tf: Tensors, graph: Graph): Network =>
  (chips) =>
    runBatch(tf, chips, input, (batch) => graph.execute(batch, 'global_pooling/Mean'))
