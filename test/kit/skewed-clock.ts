// Time in a storm runs faster than on the wall, and can be put forward and back.

/** `from`: wall time in ms at which the virtual clock said `at`; `pace`: virtual ms for each ms of the wall. */
export type ClockSkew = { from: number; at: number; pace: number; skew: number }

/** ms since the epoch by these hands. */
export const clockOf = ({ from, at, pace, skew }: ClockSkew): number =>
  Math.round(at + (Date.now() - from) * pace + skew)
