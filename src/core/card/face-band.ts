// How near two faces must be: what may be said of a distance before a deployment has calibrated itself on its own people.

/** Three bands exist; nothing is a `match` before calibration, since the usual threshold accepts one in five of the wrong people in some groups. */
export type FaceBand = 'again' | 'plausible' | 'match'

/**
 * Distance (L2) between two descriptors of the dlib network above which another try is asked for. 94 % of genuine and .30 %
 * of impostor pairs of a Western set stay below it on 220×280 portraits; for Thai faces the impostor rate is far higher,
 * which is why what lies below is only `plausible`.
 */
export const implausibleAbove = 0.6

/** `again` for anything that is no distance: a claim of NaN or a negative number is not a near face. */
export const bandOf = (l2: number): FaceBand => (l2 >= 0 && l2 <= implausibleAbove ? 'plausible' : 'again')
