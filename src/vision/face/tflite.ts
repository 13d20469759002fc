// Reads the tensors and operators of a TensorFlow Lite file (a FlatBuffer) without running them and without a runtime.

/** The numbers of `tflite::BuiltinOperator` (schema.fbs) that occur in our files. */
export const tfliteOp = { add: 0, conv: 3, depthwise: 4, mul: 18, relu: 19, reshape: 22, sub: 41, abs: 101 } as const

/** `data`: the numbers of a constant; absent if an operator writes the tensor. */
export type TfliteTensor = { shape: readonly number[]; data?: Float32Array }
/** `valid` and `stride` apply to convolutions. */
export type TfliteOperator = {
  op: number
  inputs: readonly number[]
  outputs: readonly number[]
  valid: boolean
  stride: number
}
export type TfliteGraph = {
  tensors: readonly TfliteTensor[]
  operators: readonly TfliteOperator[]
  input: number
  output: number
}

const float32 = 0

/**
 * Parses a file. Throws for a file of another format, and a RangeError for a file with an offset outside itself,
 * because every offset is read through a DataView. Fields are read by their number in schema.fbs, version 3.
 */
export const readTflite = (file: Uint8Array): TfliteGraph => {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const u32 = (at: number) => view.getUint32(at, true)
  const i32 = (at: number) => view.getInt32(at, true)
  const u8 = (at: number) => view.getUint8(at)
  if (String.fromCharCode(...file.subarray(4, 8)) !== 'TFL3') throw new Error('no TensorFlow Lite file')

  /** The position of a table's field; 0 if the field is absent and has its default value. */
  const field = (table: number, id: number): number => {
    const vtable = table - i32(table)
    const slot = 4 + 2 * id
    const offset = slot < view.getUint16(vtable, true) ? view.getUint16(vtable + slot, true) : 0
    return offset === 0 ? 0 : table + offset
  }
  const value = (table: number, id: number, read: (at: number) => number): number => {
    const at = field(table, id)
    return at === 0 ? 0 : read(at)
  }
  const reference = (table: number, id: number): number => value(table, id, (at) => at + u32(at))
  const vector = (table: number, id: number): { length: number; start: number } => {
    const at = reference(table, id)
    if (at === 0) return { length: 0, start: 0 }
    const length = u32(at)
    if (length > file.length) throw new RangeError('a vector longer than its file')
    return { length, start: at + 4 }
  }
  const each = (table: number, id: number, read: (at: number) => number): number[] => {
    const { length, start } = vector(table, id)
    return Array.from({ length }, (_, i) => read(start + 4 * i))
  }
  const tables = (table: number, id: number) => each(table, id, (at) => at + u32(at))

  const model = u32(0)
  const codes = tables(model, 1).map((code) => value(code, 0, u8))
  const [graph] = tables(model, 2)
  const buffers = tables(model, 4)
  const dataOf = (buffer: number): Float32Array | undefined => {
    const { length, start } = vector(buffer, 0)
    return length === 0
      ? undefined
      : Float32Array.from({ length: length >> 2 }, (_, i) => view.getFloat32(start + 4 * i, true))
  }
  const tensors = tables(graph, 0).map((tensor): TfliteTensor => {
    const shape = each(tensor, 0, i32)
    return value(tensor, 1, u8) === float32 ? { shape, data: dataOf(buffers[value(tensor, 2, u32)]) } : { shape }
  })
  const operators = tables(graph, 3).map((operator): TfliteOperator => {
    const options = reference(operator, 4)
    const isConvolution = options !== 0 && value(operator, 3, u8) <= 2
    return {
      op: codes[value(operator, 0, u32)],
      inputs: each(operator, 1, i32),
      outputs: each(operator, 2, i32),
      valid: isConvolution && value(options, 0, u8) === 1,
      stride: isConvolution ? value(options, 1, i32) : 1,
    }
  })
  return { tensors, operators, input: each(graph, 1, i32)[0], output: each(graph, 2, i32)[0] }
}
