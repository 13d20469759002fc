// How near two faces must be, before and after a deployment has calibrated itself on its own people.

/** `match` exists after calibration alone: the usual threshold accepts one in five of the wrong people in some groups. */
export type FaceBand = 'again' | 'plausible' | 'match'

/**
 * Distance (L2) between two descriptors of the dlib network above which another try is asked for. 94 % of genuine and .30 %
 * of impostor pairs of a Western set stay below it on 220×280 portraits; for Thai faces the impostor rate is far higher,
 * which is why what lies below is only `plausible`.
 */
export const implausibleAbove = 0.6

/** `again` for anything that is no distance: a claim of NaN or a negative number is not a near face. */
export const bandOf = (l2: number): Exclude<FaceBand, 'match'> =>
  l2 >= 0 && l2 <= implausibleAbove ? 'plausible' : 'again'

/** `match` from here on, `again` below that. */
export type Bands = { match: number; again: number }
/** What a calibration decides by: bands for one frame, and for three and more different ones. */
export type FaceBands = { version: string; one: Bands; several: Bands }

/** No calibration says match or enough below these: on other people's faces they held, whatever a deployment's own few say. */
export const minimumBands = {
  one: { match: 0.75, again: 0.4 },
  several: { match: 0.8, again: 0.45 },
} as const satisfies Record<string, Bands>
/** Changes whenever prints change (networks, alignment, views): means of another recipe mean nothing. */
export const faceRecipe = 'dlib+faceres/2'

/** Frames from which on the stricter bands of several are used: their mean scores higher for everybody. */
export const severalFrames = 3

/** What two faces scored. `score`, when it was reckoned with the means of the calibration `version`. */
export type FaceScores = { l2: number; centred?: { version: string; score: number; frames: number } }

/** Without a calibration, or scored by another one than that: only the distance speaks, and it never says `match`. */
export const judgeFaces = ({ l2, centred }: FaceScores, bands?: FaceBands): FaceBand => {
  if (!bands || centred?.version !== bands.version || !Number.isFinite(centred.score)) return bandOf(l2)
  const { match, again } = centred.frames >= severalFrames ? bands.several : bands.one
  return centred.score >= match ? 'match' : centred.score >= again ? 'plausible' : 'again'
}
