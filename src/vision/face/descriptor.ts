// The numbers that a network makes of a face, and how near two of them are.

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
