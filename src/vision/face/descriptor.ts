// Face descriptors (the numbers that a network computes for a face) and the distance between two of them.

/** The numbers of one network for one face, not of unit length. */
export type Descriptor = Float32Array

/** Euclidean distance of two descriptors of equal length. */
export const l2 = (a: Descriptor, b: Descriptor): number => {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2
  return Math.sqrt(sum)
}

/**
 * Cosine of the angle between `a` − `from` and `b` − `fromB`, −1 to 1; 0 if one of the two has no length. Rounding alone
 * would carry a picture compared with itself past 1, where a score counts as impossible.
 */
export const cosine = (a: Descriptor, b: Descriptor, from?: Descriptor, fromB?: Descriptor): number => {
  let [dot, aa, bb] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] - (from?.[i] ?? 0), b[i] - (fromB?.[i] ?? 0)]
    dot += x * y
    aa += x * x
    bb += y * y
  }
  return aa * bb === 0 ? 0 : Math.max(-1, Math.min(1, dot / Math.sqrt(aa * bb)))
}

/** Mean of at least one descriptor. The mean of several views of one person is less noisy than each of them. */
export const meanDescriptor = (descriptors: readonly Descriptor[]): Descriptor => {
  const mean = new Float32Array(descriptors[0].length)
  for (const descriptor of descriptors)
    for (let i = 0; i < mean.length; i++) mean[i] += descriptor[i] / descriptors.length
  return mean
}

/** The descriptor scaled to length 1. A descriptor of zeros is returned unchanged. */
export const unit = (descriptor: Descriptor): Descriptor => {
  const length = Math.hypot(...descriptor)
  return length === 0 ? descriptor : descriptor.map((value) => value / length)
}
