// The code that a person says at an officer's counter.

/** For an officer to type: no I, O, 0 or 1. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'

/** @param random six bytes. */
export const helpCode = (random: Uint8Array): string => {
  const digit = (i: number) => 2 + ((random[i] ?? 0) % 8)
  return `${letters[(random[0] ?? 0) % 24]}${digit(1)}-${digit(2)}${digit(3)}${digit(4)}${digit(5)}`
}
