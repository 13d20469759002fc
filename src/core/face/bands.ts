// How near two faces must be, before and after a deployment has calibrated itself on its own people.

/** `match` needs a calibration: in some groups the usual threshold accepts one impostor in five. */
export type FaceBand = 'again' | 'plausible' | 'match'

/**
 * Distance (L2) between two descriptors of the dlib network above which another try is asked for. 94 % of genuine and .30 %
 * of impostor pairs of a Western set stay below it on 220×280 portraits; for Thai faces the impostor rate is far higher,
 * which is why what lies below is only `plausible`.
 */
export const implausibleAbove = 0.6

/** `again` for anything that is no distance: a phone may claim NaN or a negative number. */
export const bandOf = (l2: number): Exclude<FaceBand, 'match'> =>
  l2 >= 0 && l2 <= implausibleAbove ? 'plausible' : 'again'

/** `match` from here on, `again` below that. */
export type Bands = { match: number; again: number }
/** What a calibration decides by: bands for one frame, and for three and more different ones. */
export type FaceBands = { version: string; one: Bands; several: Bands }

/** A calibration may not go below these bands, which held on other people's faces: a deployment's own sample is small. */
export const minimumBands = {
  one: { match: 0.75, again: 0.4 },
  several: { match: 0.8, again: 0.45 },
} as const satisfies Record<string, Bands>
/** Changes whenever face templates change (networks, alignment, views): mean faces of another recipe cannot be used. */
export const faceRecipe = 'dlib+faceres/2'

/** From so many frames on, the stricter bands for several frames apply: the mean of several scores higher for everybody. */
export const severalFrames = 3

/** What two faces scored. `score` is set when it was computed with the mean faces of the calibration `version`. */
export type FaceScores = { l2: number; centred?: { version: string; score: number; frames: number } }

/** Without a calibration, or with a score by another one, only the distance counts, and it never gives `match`. */
export const judgeFaces = ({ l2, centred }: FaceScores, bands?: FaceBands): FaceBand => {
  if (!bands || centred?.version !== bands.version || !Number.isFinite(centred.score)) return bandOf(l2)
  const { match, again } = centred.frames >= severalFrames ? bands.several : bands.one
  return centred.score >= match ? 'match' : centred.score >= again ? 'plausible' : 'again'
}
