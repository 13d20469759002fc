// How often a face or a step may be tried, and how long a failure counts.

/** Failures that a person may have at a step before somebody helps in person. */
export const triesAllowed = 3

/** Hours after which earlier failures no longer count. */
export const triesForgottenAfterHours = 24
