// The code that a person says at an officer's counter.

/** For an officer to type: no I, O, 0 or 1. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'

/** `K7-2934`: 786,432 codes. With `long`, `K7-293486`: 64 times as many, for when the short ones run out. */
export const helpCode = (random: Uint8Array, long = false): string => {
  const digit = (i: number) => 2 + ((random[i] ?? 0) % 8)
  const rest = [2, 3, 4, 5, ...(long ? [6, 7] : [])].map(digit).join('')
  return `${letters[(random[0] ?? 0) % 24]}${digit(1)}-${rest}`
}
