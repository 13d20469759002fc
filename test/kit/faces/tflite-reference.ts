// Runs a TensorFlow Lite graph operator by operator in plain loops, without a library:
// the reference for the fast network.
import { type TfliteGraph, type TfliteOperator, tfliteOp } from '../../../src/vision/face/tflite.ts'

type Value = { shape: readonly number[]; data: Float32Array }
const sizeOf = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1)

/** `out`: number of outputs along one side. `before`: number of padding places before the first input. */
const along = (length: number, size: number, { valid, stride }: TfliteOperator) => {
  const out = valid ? Math.ceil((length - size + 1) / stride) : Math.ceil(length / stride)
  return { out, before: valid ? 0 : Math.floor(Math.max((out - 1) * stride + size - length, 0) / 2) }
}

const convolved = (operator: TfliteOperator, x: Value, filter: Value, bias: Value): Value => {
  const [batch, height, width, from] = x.shape
  const isDepthwise = operator.op === tfliteOp.depthwise
  const [, fh, fw] = filter.shape
  const to = isDepthwise ? filter.shape[3] : filter.shape[0]
  const [rows, columns] = [along(height, fh, operator), along(width, fw, operator)]
  const shape = [batch, rows.out, columns.out, to]
  const data = new Float32Array(sizeOf(shape))
  let at = 0
  for (let b = 0; b < batch; b++)
    for (let v = 0; v < rows.out; v++)
      for (let u = 0; u < columns.out; u++)
        for (let o = 0; o < to; o++) {
          let sum = bias.data[o]
          for (let j = 0; j < fh; j++) {
            const y = v * operator.stride - rows.before + j
            if (y < 0 || y >= height) continue
            for (let i = 0; i < fw; i++) {
              const z = u * operator.stride - columns.before + i
              if (z < 0 || z >= width) continue
              const place = ((b * height + y) * width + z) * from
              if (isDepthwise) sum += x.data[place + o] * filter.data[(j * fw + i) * to + o]
              else {
                const first = ((o * fh + j) * fw + i) * from
                for (let c = 0; c < from; c++) sum += x.data[place + c] * filter.data[first + c]
              }
            }
          }
          data[at++] = sum
        }
  return { shape, data }
}

/** Combines two tensors; the shorter one repeats along the last dimension of the longer. */
const pairwise = (a: Value, b: Value, of: (x: number, y: number) => number): Value => {
  const { shape, length } =
    a.data.length >= b.data.length ? { ...a, length: a.data.length } : { ...b, length: b.data.length }
  const data = Float32Array.from({ length }, (_, i) => of(a.data[i % a.data.length], b.data[i % b.data.length]))
  return { shape, data }
}

/** Runs the graph. `input`: one or more pictures in the graph's input shape; only their number may differ. */
export const runTflite = (
  { tensors, operators, input: from, output }: TfliteGraph,
  input: Float32Array,
): Float32Array => {
  const values: Value[] = tensors.map(({ shape, data }) => ({ shape, data: data ?? new Float32Array() }))
  const [, ...picture] = tensors[from].shape
  values[from] = { shape: [input.length / sizeOf(picture), ...picture], data: input }
  for (const operator of operators) {
    const [x, y, z] = operator.inputs.map((index) => values[index])
    const one = (of: (value: number) => number): Value => ({ shape: x.shape, data: x.data.map(of) })
    const run: Record<number, () => Value> = {
      [tfliteOp.conv]: () => convolved(operator, x, y, z),
      [tfliteOp.depthwise]: () => convolved(operator, x, y, z),
      [tfliteOp.relu]: () => one((value) => Math.max(0, value)),
      [tfliteOp.abs]: () => one(Math.abs),
      [tfliteOp.add]: () => pairwise(x, y, (a, b) => a + b),
      [tfliteOp.sub]: () => pairwise(x, y, (a, b) => a - b),
      [tfliteOp.mul]: () => pairwise(x, y, (a, b) => a * b),
      [tfliteOp.reshape]: () => ({ shape: [x.data.length], data: x.data }),
    }
    const step = run[operator.op]
    if (!step) throw new Error(`an operator that is not known here: ${operator.op}`)
    values[operator.outputs[0]] = step()
  }
  return values[output].data
}
