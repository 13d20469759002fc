// Numbers of 32 bits as numbers of 16 (IEEE 754 binary16): half the bytes of a network's weights, and the same faces told apart.

const bits = new Uint32Array(1)
const single = new Float32Array(bits.buffer)

/** Rounded to the nearest, ties to even; beyond 65504 infinite. */
export const toHalf = (value: number): number => {
  single[0] = value
  const sign = (bits[0] >>> 16) & 0x8000
  const magnitude = bits[0] & 0x7fffffff
  if (magnitude > 0x7f800000) return sign | 0x7e00
  if (magnitude >= 0x477ff000) return sign | 0x7c00
  if (magnitude < 0x38800000) {
    // Too small for a leading one: counted in steps of 2^-24.
    const steps = Math.abs(value) * 2 ** 24
    const whole = Math.floor(steps)
    const rest = steps - whole
    return sign | (whole + (rest > 0.5 || (rest === 0.5 && whole % 2 === 1) ? 1 : 0))
  }
  const rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1)
  return sign | ((rounded - 0x38000000) >>> 13)
}
