// The capture's thresholds as data. Angles in real degrees, times in ms, lengths in parts of the frame's shorter side.

export const captureRules = {
  /** Before the first ask: one face, near, in the middle, straight, lit and sharp, for `holdMs`. */
  position: {
    score: 0.8,
    width: { min: 0.33, max: 0.64 },
    widthPx: 150,
    offCentre: { x: 0.13, y: 0.16 },
    /** Human accepts -11..+16 as "facing centre"; people who look straight report up to 8, which is 12 real degrees. */
    yaw: 12,
    pitch: 17,
    roll: 12,
    luma: { min: 60, max: 205 },
    /** A face too dark in a frame this many times lighter stands against the light. */
    backLight: 1.8,
    sharpness: 0.08,
    /** A mask or dark glasses are a guess: after so long they are left to the comparison and the second look. */
    coveredMs: 6_000,
    holdMs: 600,
    /** Once held, the limits widen by this factor: hands tremble, and a hint that flickers helps nobody. */
    slack: 1.2,
    /** Not right for so long: the hints say more, and a person's help is offered. */
    helpMs: 12_000,
    limitMs: 90_000,
  },
  /** The next ask comes over the line, and only to somebody who looks straight ahead again. */
  pause: { limitMs: 8_000 },
  /**
   * A stiff neck turns 20 degrees; more is not asked for. Relative to the person's own centre. An answer sooner than `leastMs`
   * after the ask is none: nobody reads and turns that fast, and the hint was hardly there.
   */
  ask: { turn: 18, lookUp: 12, sideways: 14, score: 0.5, holdMs: 200, leastMs: 600, helpMs: 4_000, limitMs: 8_000 },
  /** Below `closed` of one's own openness an eye is shut, above `open` it is open again. `maxMs`: from the first shut frame to the last. */
  blink: { closed: 0.6, open: 0.8, maxMs: 800 },
  centre: { yaw: 8, pitch: 9, holdMs: 500, limitMs: 8_000 },
  burst: { min: 3, max: 5, ms: 600 },
  /** From the first ask on the same face must stay in view: no cut, no second head, no swap. */
  follow: { lostMs: 400, secondMs: 300, shift: 0.5, grow: 1.4, gapMs: 700 },
  /** How long a hint stays before a command, or a correction, takes its place. */
  coach: { commandMs: 600, correctionMs: 1_500, settleMs: 200 },
  roundMs: 30_000,
  darkFrame: 40,
} as const
