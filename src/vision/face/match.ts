// How near two faces are, before and after a deployment knows its own people; what may be said of it stands in core/card/face-band.ts.

import { cosine, l2 } from './descriptor.ts'
import type { FaceTemplate } from './template.ts'

/** Weight of `faceres` beside dlib's network. */
const half = 0.5

/** Without a calibration: larger is nearer, 0.5 at most. */
export const plainScore = (a: FaceTemplate, b: FaceTemplate): number =>
  half * cosine(a.faceres, b.faceres) - l2(a.dlib, b.dlib)

/** The mean face of a deployment's own selfies and of its own card portraits. */
export type Means = { selfie: FaceTemplate; card: FaceTemplate }

/** With a calibration: what sets the two apart from the deployment's mean faces points the same way; −1.5 to 1.5. */
export const centredScore = ({ selfie, card }: Means, a: FaceTemplate, b: FaceTemplate): number =>
  cosine(a.dlib, b.dlib, selfie.dlib, card.dlib) + half * cosine(a.faceres, b.faceres, selfie.faceres, card.faceres)
