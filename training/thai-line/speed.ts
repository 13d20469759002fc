// `npx tsx training/thai-line/speed.ts [width]`: milliseconds that a net of this shape takes for a line in plain TypeScript, its
// weights drawn by lot. To be run before another shape is trained: the shapes are those of net.py.

/** in, out, kernel down and along, stride down and along, padding down and along. */
const layers = [
  [1, 16, 3, 3, 2, 2, 1, 1],
  [16, 16, 3, 3, 1, 1, 1, 1],
  [16, 32, 3, 3, 2, 2, 1, 1],
  [32, 48, 3, 3, 2, 1, 1, 1],
  [48, 64, 3, 3, 1, 1, 1, 1],
  [64, 160, 6, 1, 1, 1, 0, 0],
  [160, 160, 1, 3, 1, 1, 0, 1],
  [160, 160, 1, 3, 1, 1, 0, 1],
  [160, 88, 1, 1, 1, 1, 0, 0],
] as const
type Layer = (typeof layers)[number]
/** Row by row, in each row column by column, in each column all channels. */
type Maps = { height: number; width: number; data: Float32Array }

const padded = ({ height, width, data }: Maps, channels: number, down: number, along: number): Maps => {
  if (down + along === 0) return { height, width, data }
  const wide = (width + 2 * along) * channels
  const to = new Float32Array((height + 2 * down) * wide)
  for (let y = 0; y < height; y++)
    to.set(data.subarray(y * width * channels, (y + 1) * width * channels), (y + down) * wide + along * channels)
  return { height: height + 2 * down, width: width + 2 * along, data: to }
}

/** Four outputs at two places at a time: six loads for eight products. `weights`: four outputs side by side. */
const convolved = (maps: Maps, layer: Layer, weights: Float32Array): Maps => {
  const [from, to, high, along, strideY, strideX, padY, padX] = layer
  const { height: H, width: W, data } = padded(maps, from, padY, padX)
  const height = Math.floor((H - high) / strideY) + 1
  const width = Math.floor((W - along) / strideX) + 1
  const out = new Float32Array(height * width * to)
  const run = along * from
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x += 2) {
      const other = x + 1 < width ? strideX * from : 0
      for (let o = 0, k = 0; o < to; o += 4) {
        let [a0, a1, a2, a3, b0, b1, b2, b3] = [0, 0, 0, 0, 0, 0, 0, 0]
        for (let v = 0; v < high; v++) {
          const start = ((y * strideY + v) * W + x * strideX) * from
          for (let i = start; i < start + run; i++, k += 4) {
            const [a, b] = [data[i], data[i + other]]
            const [w0, w1, w2, w3] = [weights[k], weights[k + 1], weights[k + 2], weights[k + 3]]
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
        out.set([a0 > 0 ? a0 : 0, a1 > 0 ? a1 : 0, a2 > 0 ? a2 : 0, a3 > 0 ? a3 : 0], at)
        if (other > 0) out.set([b0 > 0 ? b0 : 0, b1 > 0 ? b1 : 0, b2 > 0 ? b2 : 0, b3 > 0 ? b3 : 0], at + to)
      }
    }
  return { height, width, data: out }
}

const width = Number(process.argv[2] ?? 320)
const drawn = layers.map(([from, to, high, along]) =>
  Float32Array.from(
    { length: from * to * high * along },
    () => (Math.random() - 0.45) / Math.sqrt(from * high * along),
  ),
)
const line: Maps = { height: 48, width, data: Float32Array.from({ length: 48 * width }, Math.random) }
const times: number[] = []
for (let i = 0; i < 12; i++) {
  const began = performance.now()
  layers.reduce((maps, layer, n) => convolved(maps, layer, drawn[n]), line)
  times.push(performance.now() - began)
}
let products = 0
let [rows, columns] = [48, width]
for (const [from, to, high, along, strideY, strideX, padY, padX] of layers) {
  rows = Math.floor((rows + 2 * padY - high) / strideY) + 1
  columns = Math.floor((columns + 2 * padX - along) / strideX) + 1
  products += rows * columns * from * to * high * along
}
const [best] = times.toSorted((a, b) => a - b)
console.log(
  `${width} pixels wide: ${(products / 1e6).toFixed(0)} M products, ${best.toFixed(0)} ms at best, first ${times[0].toFixed(0)} ms`,
)
