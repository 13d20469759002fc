// The code that somebody who needs a person says at the counter.
import type { Deps } from './deps.ts'

/** For an officer to type: no I, O, 0 or 1. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
export const helpCode = ({ random }: Deps): string => {
  const bytes = [...random(6)]
  const digit = (i: number) => 2 + ((bytes[i] ?? 0) % 8)
  return `${letters[(bytes[0] ?? 0) % 24]}${digit(1)}-${digit(2)}${digit(3)}${digit(4)}${digit(5)}`
}
