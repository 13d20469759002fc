// Converts 32-bit floats to 16 bits (IEEE 754 binary16): half the bytes for a network's weights, with the same results.

const bits = new Uint32Array(1)
const single = new Float32Array(bits.buffer)

/** The bits of the nearest 16-bit float, ties to even; infinity beyond 65504. */
export const toHalf = (value: number): number => {
  single[0] = value
  const sign = (bits[0] >>> 16) & 0x8000
  const magnitude = bits[0] & 0x7fffffff
  if (magnitude > 0x7f800000) return sign | 0x7e00
  if (magnitude >= 0x477ff000) return sign | 0x7c00
  if (magnitude < 0x38800000) {
    // A subnormal number, counted in steps of 2^-24.
    const steps = Math.abs(value) * 2 ** 24
    const whole = Math.floor(steps)
    const rest = steps - whole
    return sign | (whole + (rest > 0.5 || (rest === 0.5 && whole % 2 === 1) ? 1 : 0))
  }
  const rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1)
  return sign | ((rounded - 0x38000000) >>> 13)
}
