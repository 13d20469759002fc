// How guessing at a PIN is slowed down. 8 digits are 27 bits: these waits protect them, not the hash.

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Wrong tries since the last right one → ms until the next try. Between two rows the earlier one applies. */
export const lockoutWaits = [
  { tries: 5, wait: 30 * SECOND },
  { tries: 6, wait: 5 * MINUTE },
  { tries: 7, wait: 30 * MINUTE },
  { tries: 8, wait: 24 * HOUR },
] as const

/** Wrong tries that cost no wait; a person is told how many of them are left. */
export const triesBeforeWait = lockoutWaits[0].tries

/** Wrong tries in all; after them only a new PIN opens the card (recovery.ts). */
export const triesInAll = 20

/** When a PIN that was guessed at too often may be tried again (ms since 1970). */
export const NEVER = Number.MAX_SAFE_INTEGER

/** When the next try may follow the `tries`-th wrong one; 0: at once. Times in ms since 1970. */
export const lockedUntil = (tries: number, now: number): number => {
  if (tries >= triesInAll) return NEVER
  const wait = lockoutWaits.findLast((row) => tries >= row.tries)?.wait
  return wait === undefined ? 0 : now + wait
}
