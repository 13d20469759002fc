// A small software rasteriser: draws the still's triangles at the turned head's position, over the still itself.

import type { MeshPoint } from '../../vision/face/mesh.ts'
import type { Pixels } from '../../vision/pixels.ts'

type Rgba = Uint8ClampedArray

/** Writes the still's bilinear RGB at (u, v) into `out` at `to`. */
const paint = (still: Pixels, u: number, v: number, out: Rgba, to: number) => {
  const x = Math.min(Math.max(u, 0), still.width - 1.001)
  const y = Math.min(Math.max(v, 0), still.height - 1.001)
  const [x0, y0] = [x | 0, y | 0]
  const [fx, fy] = [x - x0, y - y0]
  const at = (y0 * still.width + x0) * 4
  const below = at + still.width * 4
  const { data } = still
  const [a, b, c, d] = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy]
  out[to] = data[at] * a + data[at + 4] * b + data[below] * c + data[below + 4] * d
  out[to + 1] = data[at + 1] * a + data[at + 5] * b + data[below + 1] * c + data[below + 5] * d
  out[to + 2] = data[at + 2] * a + data[at + 6] * b + data[below + 2] * c + data[below + 6] * d
}

/**
 * Returns a new picture of the still's size. `points`: vertices on the still; `moved`: the same vertices in the frame
 * (x, y, depth). Triangles that face away or fold over are not drawn; of two, the nearer one is visible.
 */
export const raster = (
  still: Pixels,
  points: readonly MeshPoint[],
  moved: Float32Array,
  triangles: readonly number[],
): Pixels => {
  const { width, height } = still
  const out = new Uint8ClampedArray(still.data)
  const nearest = new Float32Array(width * height).fill(Number.POSITIVE_INFINITY)
  for (let t = 0; t < triangles.length; t += 3) {
    const [i, j, k] = [triangles[t], triangles[t + 1], triangles[t + 2]]
    const [ax, ay, bx, by, cx, cy] = [
      moved[i * 3],
      moved[i * 3 + 1],
      moved[j * 3],
      moved[j * 3 + 1],
      moved[k * 3],
      moved[k * 3 + 1],
    ]
    const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
    const [a, b, c] = [points[i], points[j], points[k]]
    const before = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])
    if (Math.abs(area) < 1e-3 || area * before <= 0) continue
    const left = Math.max(0, Math.ceil(Math.min(ax, bx, cx)))
    const right = Math.min(width - 1, Math.floor(Math.max(ax, bx, cx)))
    const top = Math.max(0, Math.ceil(Math.min(ay, by, cy)))
    const bottom = Math.min(height - 1, Math.floor(Math.max(ay, by, cy)))
    for (let y = top; y <= bottom; y++)
      for (let x = left; x <= right; x++) {
        const wb = ((x - ax) * (cy - ay) - (cx - ax) * (y - ay)) / area
        const wc = ((bx - ax) * (y - ay) - (x - ax) * (by - ay)) / area
        const wa = 1 - wb - wc
        if (wa < -1e-4 || wb < -1e-4 || wc < -1e-4) continue
        const depth = wa * moved[i * 3 + 2] + wb * moved[j * 3 + 2] + wc * moved[k * 3 + 2]
        const at = y * width + x
        if (depth >= nearest[at]) continue
        nearest[at] = depth
        paint(still, wa * a[0] + wb * b[0] + wc * c[0], wa * a[1] + wb * b[1] + wc * c[1], out, at * 4)
      }
  }
  return { width, height, data: out }
}
