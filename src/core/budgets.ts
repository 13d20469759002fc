// What one LINE account may use of what everybody shares, per day. One table of data; the counts survive an erasure.

/**
 * Most per day of one LINE account, counted by its keyed hash, so that starting over, erasing and registering again give
 * nothing back. Honest use stays far below.
 */
export const dailyBudgets = {
  /** Paid messages that are no security notice. LINE charges each of them, from one quota of all users. */
  pushes: 40,
  /** Paid messages about the safety of a card: who looked, what was frozen, what another account tried. */
  notices: 40,
  /** Of these, warnings that somebody tried to register the holder's ID number. */
  warnings: 3,
  /** Passes, each of them a picture in the vault and a message. */
  passes: 10,
  /** Cards issued: each one takes a place in the status list. */
  cards: 5,
  /** Refused faces (core/tries.ts has the same number for one enrolment). */
  faceFailures: 3,
} as const

/**
 * Most per day about one ID number, whatever the account. `cardFailures`: refused faces for a number with its laser code,
 * which only somebody with the card knows. `numberFailures`: refused faces for the number alone. The second is larger, so
 * that a stranger who knows a number but has no card needs several accounts every day to send its holder to the counter.
 */
export const dailyPerNumber = { cardFailures: 3, numberFailures: 9 } as const

/** Part of LINE's monthly quota that only security notices may use. */
export const pushReserve = 0.2

export type Budget = keyof typeof dailyBudgets
export type CountedKind = Budget | keyof typeof dailyPerNumber

/** ms after the first count until a count starts anew. */
export const budgetWindowMs = 24 * 3_600_000
