// The selfie's thresholds as data: angles in real degrees, times in ms, lengths in parts of the frame's shorter side.

export const captureRules = {
  /** Before the first ask, one face must be near, centred, straight, lit and sharp for `holdMs`. */
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
    /** A dark face is back-lit if the frame is this many times lighter. */
    backLight: 1.8,
    sharpness: 0.08,
    /** A mask or dark glasses are only a guess. After this time the face comparison and the recheck decide instead. */
    coveredMs: 6_000,
    holdMs: 600,
    /**
     * Once the user holds still, the limits widen by this factor: hands tremble, and a flickering hint does not help.
     */
    slack: 1.2,
    /** After this time in a wrong position the hints say more, and help by a person is offered. */
    helpMs: 12_000,
    limitMs: 90_000,
  },
  /** The next ask comes from the server, and is shown only once the user looks straight ahead again. */
  pause: { limitMs: 8_000 },
  /**
   * Angles are relative to the user's own centre. A stiff neck turns 20 degrees, so no ask needs more. A movement
   * sooner than `leastMs` after the ask does not count: no user reads the hint and turns that fast.
   */
  ask: { turn: 18, lookUp: 12, sideways: 14, score: 0.5, holdMs: 200, leastMs: 600, helpMs: 4_000, limitMs: 8_000 },
  /**
   * Fractions of the user's own eye openness: the eye is shut below `closed` and open again above `open`. `maxMs` is
   * the longest time from the first to the last frame with shut eyes.
   */
  blink: { closed: 0.6, open: 0.8, maxMs: 800 },
  centre: { yaw: 8, pitch: 9, holdMs: 500, limitMs: 8_000 },
  burst: { min: 3, max: 5, ms: 600 },
  /** From the first ask on, the same face must stay in view: no cut, no second face, no swap. */
  follow: { lostMs: 400, secondMs: 300, shift: 0.5, grow: 1.4, gapMs: 700 },
  /** How long a hint stays before a command or a correction may replace it. */
  coach: { commandMs: 600, correctionMs: 1_500, settleMs: 200 },
  roundMs: 30_000,
  darkFrame: 40,
} as const
