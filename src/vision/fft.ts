// Computes the fast Fourier transform of a small square picture, in place (Cooley and Tukey 1965).

/** The transform for squares with side `length`, a power of two. The tables are computed once. */
export const fourierOf = (length: number) => {
  const bits = Math.log2(length)
  const mirrored = Uint16Array.from({ length }, (_, i) => {
    let to = 0
    for (let bit = 0; bit < bits; bit++) to |= ((i >> bit) & 1) << (bits - 1 - bit)
    return to
  })
  const cos = Float32Array.from({ length: length / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / length))
  const sin = Float32Array.from({ length: length / 2 }, (_, i) => -Math.sin((2 * Math.PI * i) / length))

  /** Transforms one row or column. `step`: the distance from one value to the next. */
  const line = (re: Float32Array, im: Float32Array, start: number, step: number) => {
    for (let i = 0; i < length; i++) {
      const [a, b] = [start + i * step, start + mirrored[i] * step]
      if (b <= a) continue
      const [r, m] = [re[a], im[a]]
      re[a] = re[b]
      im[a] = im[b]
      re[b] = r
      im[b] = m
    }
    for (let half = 1; half < length; half *= 2)
      for (let k = 0, turn = length / (2 * half); k < half; k++) {
        const [c, s] = [cos[k * turn], sin[k * turn]]
        for (let i = k; i < length; i += 2 * half) {
          const a = start + i * step
          const b = a + half * step
          const r = re[b] * c - im[b] * s
          const m = re[b] * s + im[b] * c
          re[b] = re[a] - r
          im[b] = im[a] - m
          re[a] += r
          im[a] += m
        }
      }
  }
  /** `re` and `im` hold `length`² values, row by row, and are overwritten. */
  return (re: Float32Array, im: Float32Array): void => {
    for (let y = 0; y < length; y++) line(re, im, y * length, 1)
    for (let x = 0; x < length; x++) line(re, im, x, length)
  }
}
