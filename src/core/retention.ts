// How long each kind of data is kept at most. The terms promise it: a deployment may keep things shorter, never longer.
// Decision 041: settings only shorten these times.

export const promisedRetention = {
  /** A photo of the card that came by chat and was not read. */
  photoHours: 24,
  /** The frames of a selfie. */
  evidenceDays: 30,
  /** A registration that nobody went on with. */
  draftDays: 7,
  /** … one that waits for an officer. */
  caseDays: 30,
  /** A shared link after its end: a late or refused look is still told to the holder. */
  shareDays: 7,
  /** Everything about somebody whose card has run out: as long as a claim for a wrong may be brought (Civil and Commercial Code s.448). */
  endedDays: 365,
  /** What was agreed to, after everything else was erased: as long as a claim may be brought (Civil and Commercial Code s.193/30). */
  consentYears: 10,
  /** That an official or a recheck refused a face for an ID number: as long as the use of false evidence can be prosecuted (Criminal Code s.95 (3)). */
  outcomeYears: 10,
} as const

/**
 * Days for which the id of a webhook event is kept, so that it takes effect once. Well beyond the time in which LINE
 * redelivers. An event older than `oldestEventDays` is refused: its id may be forgotten, and a recorded webhook would be
 * obeyed again. The day between them is for clocks that differ.
 */
export const eventIdDays = 7
export const oldestEventDays = eventIdDays - 1

/** The same kinds, each in the unit of its name. */
export type Retention = Readonly<Record<keyof typeof promisedRetention, number>>
