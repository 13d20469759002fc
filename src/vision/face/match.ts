// How far apart two faces are; what may be said of a distance stands in core/card/face-band.ts.

/** 128 numbers of dlib's face network, not of unit length. */
export type Descriptor = Float32Array

/** Euclidean distance of two descriptors of equal length. */
export const l2 = (a: Descriptor, b: Descriptor): number => {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2
  return Math.sqrt(sum)
}

/** Mean of at least one descriptor: mirrored and repeated views of one person steady each other. */
export const meanDescriptor = (descriptors: readonly Descriptor[]): Descriptor => {
  const mean = new Float32Array(descriptors[0].length)
  for (const descriptor of descriptors)
    for (let i = 0; i < mean.length; i++) mean[i] += descriptor[i] / descriptors.length
  return mean
}
