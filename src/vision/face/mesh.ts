// A face as the mesh model reports it, and the points of the mesh that the selfie needs.

/** In pixels of the unmirrored picture: x to the right, y down, z away from the camera. */
export type MeshPoint = readonly [x: number, y: number, z: number]

/**
 * Real degrees. yaw < 0: turned to the user's own left; pitch < 0: looking up; roll > 0: leaning to the picture's
 * right.
 */
export type Pose = { yaw: number; pitch: number; roll: number }

/**
 * One detected face. `score` and `live` are 0..1; `live` is 0 unless the liveness net ran. 468 points, 478 with irises.
 */
export type Face = Pose & { score: number; live: number; mesh: readonly MeshPoint[] }

/** Indices of the MediaPipe face mesh. "left" and "right" are the user's own. */
export const meshIndex = {
  rightEdge: 234,
  leftEdge: 454,
  forehead: 10,
  chin: 152,
  /**
   * Outer and inner corner of the left eye, the same of the right eye, base of the nose, in the order of dlib's
   * template.
   */
  five: [263, 362, 33, 133, 2],
  /** The left eye: outer and inner corner, then pairs of upper and lower lid. */
  eye: {
    corners: [263, 362],
    lids: [
      [387, 373],
      [386, 374],
      [385, 380],
    ],
  },
} as const

const distance = (a: MeshPoint, b: MeshPoint): number => Math.hypot(a[0] - b[0], a[1] - b[1])

/** Width (px) between the two edges of the face, and its centre (px). */
export const faceSpan = (mesh: readonly MeshPoint[]): { x: number; y: number; width: number } => {
  const right = mesh[meshIndex.rightEdge]
  const left = mesh[meshIndex.leftEdge]
  const top = mesh[meshIndex.forehead]
  const bottom = mesh[meshIndex.chin]
  return { x: (right[0] + left[0]) / 2, y: (top[1] + bottom[1]) / 2, width: distance(right, left) }
}

/**
 * Openness of the left eye: lid distance over eye width. An open eye has about .3; an eye is shut below .6 of the
 * user's own value. The right eye is left out, because Human 3.3.6 mirrors it before the iris net and not after it, so
 * that its lids barely move.
 */
export const eyeOpenness = (mesh: readonly MeshPoint[]): number => {
  const { corners, lids } = meshIndex.eye
  const gap = lids.reduce((sum, [upper, lower]) => sum + distance(mesh[upper], mesh[lower]), 0) / lids.length
  return gap / Math.max(1, distance(mesh[corners[0]], mesh[corners[1]]))
}
