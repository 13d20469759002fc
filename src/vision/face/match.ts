// How near two faces are, before and after a deployment knows its own people; what may be said of it stands in core/card/face-band.ts.
import type { FacePrint } from './print.ts'

/** The numbers of one network for one face, not of unit length. */
export type Descriptor = Float32Array

/** Euclidean distance of two descriptors of equal length. */
export const l2 = (a: Descriptor, b: Descriptor): number => {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2
  return Math.sqrt(sum)
}

/** Cosine of the angle between two descriptors, seen from `from` and `fromB`; 0 where one of them has no length. */
export const cosine = (a: Descriptor, b: Descriptor, from?: Descriptor, fromB?: Descriptor): number => {
  let [dot, aa, bb] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] - (from?.[i] ?? 0), b[i] - (fromB?.[i] ?? 0)]
    dot += x * y
    aa += x * x
    bb += y * y
  }
  return aa * bb === 0 ? 0 : dot / Math.sqrt(aa * bb)
}

/** Mean of at least one descriptor: mirrored and repeated views of one person steady each other. */
export const meanDescriptor = (descriptors: readonly Descriptor[]): Descriptor => {
  const mean = new Float32Array(descriptors[0].length)
  for (const descriptor of descriptors)
    for (let i = 0; i < mean.length; i++) mean[i] += descriptor[i] / descriptors.length
  return mean
}

/** Weight of `faceres` beside dlib's network. */
const half = 0.5

/** Without a calibration: larger is nearer, 0.5 at most. */
export const plainScore = (a: FacePrint, b: FacePrint): number =>
  half * cosine(a.faceres, b.faceres) - l2(a.dlib, b.dlib)

/** The mean face of a deployment's own selfies and of its own card portraits. */
export type Means = { selfie: FacePrint; card: FacePrint }

/** With a calibration: what sets the two apart from the deployment's mean faces points the same way; −1.5 to 1.5. */
export const centredScore = ({ selfie, card }: Means, a: FacePrint, b: FacePrint): number =>
  cosine(a.dlib, b.dlib, selfie.dlib, card.dlib) + half * cosine(a.faceres, b.faceres, selfie.faceres, card.faceres)
