// Builds a 3D head from one still: the face's mesh, a fan that closes the mouth, and rings around the face that turn
// less outwards.
import { type MeshPoint, meshIndex } from '../../vision/face/mesh.ts'

/**
 * `points`: vertices on the still in px. `follows`: how much each vertex follows a turn (0..1). `triangles`: three
 * indices each.
 */
export type Head = {
  points: readonly MeshPoint[]
  follows: Float32Array
  triangles: readonly number[]
  /** The centre of a turn: between the ears, at their depth. */
  axis: MeshPoint
}
/** Commanded degrees, before calibration; signs as in `Pose`. `blink`: 0 open to 1 shut. */
export type Command = { yaw: number; pitch: number; blink: number }

const oval = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136,
  172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
]
const innerLips = [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95]
/**
 * Vertices of each eye, from outer to inner corner: lower lid, upper lid, the fold above it, the skin below the brow.
 */
const eyes = [
  {
    lower: [7, 163, 144, 145, 153, 154, 155],
    upper: [246, 161, 160, 159, 158, 157, 173],
    fold: [247, 30, 29, 27, 28, 56, 190],
    brow: [113, 225, 224, 223, 222, 221, 189],
  },
  {
    lower: [249, 390, 373, 374, 380, 381, 382],
    upper: [466, 388, 387, 386, 385, 384, 398],
    fold: [467, 260, 259, 257, 258, 286, 414],
    brow: [342, 445, 444, 443, 442, 441, 413],
  },
]
/**
 * How far each row moves down when the eye shuts, as a multiple of the eye's opening. The lids meet, and skin covers
 * the eye.
 */
const shut = { upper: 1.2, fold: 1.2, brow: 0.6 }
const rings = 8
const reach = 2.2
/** The mesh model's depth is too flat. With this factor turned puppets measure as turned. */
const depth = 1.3
const radians = Math.PI / 180

/** Builds a head. `mesh`: 468 points on the still. `faceTriangles`: the mesh model's own. */
export const buildHead = (mesh: readonly MeshPoint[], faceTriangles: readonly number[]): Head => {
  const points = mesh.slice(0, 468).map(([x, y, z]): MeshPoint => [x, y, z * depth])
  const [right, left] = [points[meshIndex.rightEdge], points[meshIndex.leftEdge]]
  const axis: MeshPoint = [(right[0] + left[0]) / 2, (right[1] + left[1]) / 2, (right[2] + left[2]) / 2]
  const triangles = [...faceTriangles]
  for (let i = 1; i < innerLips.length - 1; i++) triangles.push(innerLips[0], innerLips[i], innerLips[i + 1])
  const middle = [axis[0], (points[meshIndex.forehead][1] + points[meshIndex.chin][1]) / 2]
  const follow = points.map(() => 1)
  let inner = oval
  for (let ring = 1; ring <= rings; ring++) {
    const part = ring / rings
    const scale = 1 + (reach - 1) * part
    const outer = oval.map((index) => {
      const [x, y, z] = points[index]
      follow.push((1 + Math.cos(Math.PI * part)) / 2)
      return points.push([middle[0] + (x - middle[0]) * scale, middle[1] + (y - middle[1]) * scale, z]) - 1
    })
    oval.forEach((_, i) => {
      const j = (i + 1) % oval.length
      triangles.push(inner[i], outer[i], outer[j], inner[i], outer[j], inner[j])
    })
    inner = outer
  }
  return { points, follows: Float32Array.from(follow), triangles, axis }
}

/** Returns the turned head's vertices: x, y (px of the frame) and depth, three numbers each. */
export const turnHead = ({ points, follows, axis }: Head, { yaw, pitch, blink }: Command): Float32Array => {
  const moved = points.map((point) => [...point])
  for (const { lower, upper, fold, brow } of eyes)
    lower.forEach((low, i) => {
      for (let c = 0; c < 3; c++) {
        const opening = (points[low][c] - points[upper[i]][c]) * blink
        moved[upper[i]][c] += opening * shut.upper
        moved[fold[i]][c] += opening * shut.fold
        moved[brow[i]][c] += opening * shut.brow
      }
    })
  const [sinYaw, cosYaw, sinPitch, cosPitch] = [
    Math.sin(yaw * radians),
    Math.cos(yaw * radians),
    Math.sin(pitch * radians),
    Math.cos(pitch * radians),
  ]
  const out = new Float32Array(points.length * 3)
  moved.forEach(([px, py, pz], i) => {
    const [x, y, z] = [px - axis[0], py - axis[1], pz - axis[2]]
    const deep = z * cosYaw - x * sinYaw
    const turned = [x * cosYaw + z * sinYaw, y * cosPitch - deep * sinPitch, deep * cosPitch + y * sinPitch]
    const rest = [x, y, z]
    for (let c = 0; c < 3; c++) out[i * 3 + c] = axis[c] + rest[c] + (turned[c] - rest[c]) * follows[i]
  })
  return out
}
