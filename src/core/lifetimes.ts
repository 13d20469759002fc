// How long things live that a holder, an official or a phone is given. What people are told of it is held to these by a test.

/** The pass for places without signal: no token lives longer. Apart, as the next one, so that the checker's page carries no others. */
export const passHours = 24
/**
 * Seconds of a token in the QR code on a holder's screen, handed to an official, or behind a shared link (never longer
 * than the link): long enough for a queue to move by one, too short for a screenshot to travel.
 */
export const tokenSeconds = 180

export const lifetimes = {
  tokenSeconds,
  passHours,
  /** An official's request: long enough to open LINE and type a PIN. */
  requestMinutes: 5,
  /** How long a card may stay on the screen before the PIN is asked again. */
  ticketMinutes: 15,
  /** The link to a copy of one's data. */
  copyMinutes: 10,
  /** A phone's session: one visit to the mini-app. */
  sessionHours: 1,
  /** An official's: a working day. */
  officialSessionHours: 10,
} as const
