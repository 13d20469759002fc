// The virtual clock of a fault run: it runs faster than real time and can be moved forward and back.

/**
 * `from`: real time (ms since the epoch) at which the virtual clock showed `at`. `pace`: virtual ms per real ms.
 * `skew`: ms added to the result.
 */
export type ClockSkew = { from: number; at: number; pace: number; skew: number }

/** The virtual time (ms since the epoch). */
export const clockOf = ({ from, at, pace, skew }: ClockSkew): number =>
  Math.round(at + (Date.now() - from) * pace + skew)
