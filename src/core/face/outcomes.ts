// What was found about an ID number before, and what follows for the next card of that number.
/** `face_refused`: an official said that the face is another person's. `face_doubted`: a recheck found so. */
export const outcomeKinds = ['face_refused', 'face_doubted'] as const
export type OutcomeKind = (typeof outcomeKinds)[number]
/** `officer`: at a visit, with the person there. */
export const outcomeSources = ['examiner', 'reviewer', 'officer'] as const
export type OutcomeSource = (typeof outcomeSources)[number]
/** `at`: ms since the epoch. `freed`: an official has freed the number since. */
export type NumberOutcome = { what: OutcomeKind; by: OutcomeSource; at: number; freed: boolean }

/**
 * How the next card of a number begins. After an official's no it is held until an officer has seen the person; after a
 * doubt it starts doubted. Neither time nor an erasure changes that: only an official frees the number.
 */
export const startAfter = (earlier: readonly NumberOutcome[]): { held: boolean; doubted: boolean } => {
  const open = earlier.filter(({ freed }) => !freed).map(({ what }) => what)
  return { held: open.includes('face_refused'), doubted: open.includes('face_doubted') }
}
