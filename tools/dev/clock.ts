// A clock that a local run can move ahead of the machine's, to see what takes days: a hold, a reminder, an expiry.

export type MovableClock = {
  /** ms since the epoch. */
  now: () => number
  /** @param ahead ms before the machine's clock; 0 is now. */
  move: (ahead: number) => void
}

export const movableClock = (machine: () => number = Date.now): MovableClock => {
  let ahead = 0
  return {
    now: () => machine() + ahead,
    move: (ms) => {
      ahead = ms
    },
  }
}
