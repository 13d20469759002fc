// Reduces one camera frame and its detected faces to the measurements that the capture decides on.
import type { Pixels } from '../pixels.ts'
import { type Covering, coveringOf } from './covering.ts'
import { eyeOpenness, type Face, faceSpan, type Pose } from './mesh.ts'
import { faceQuality, frameLuma } from './quality.ts'

/** The nearest face. Lengths are fractions of the frame's shorter side, offsets are from the frame's middle. */
export type MeasuredFace = Pose & {
  score: number
  width: number
  widthPx: number
  dx: number
  dy: number
  luma: number
  sharpness: number
  open: number
  covering?: Covering
}
/** `atMs`: when the frame was taken, by any steady clock. `faces`: the number of faces near the camera, 0..2. */
export type Measurement = { atMs: number; faces: number; frameLuma: number; face?: MeasuredFace }

/** A face narrower than this fraction of the nearest one is a passer-by in the background, or a poster. */
const background = 0.45

const width = (face: Face): number => faceSpan(face.mesh).width

/** The widest face: the person in front of the camera. */
export const nearestFace = (seen: readonly Face[]): Face | undefined =>
  seen.reduce<Face | undefined>((near, face) => (near && width(near) >= width(face) ? near : face), undefined)

export const measure = (frame: Pixels, seen: readonly Face[], atMs: number): Measurement => {
  const light = frameLuma(frame)
  const face = nearestFace(seen)
  if (!face) return { atMs, faces: 0, frameLuma: light }
  const span = faceSpan(face.mesh)
  const shorter = Math.min(frame.width, frame.height)
  return {
    atMs,
    faces: seen.filter((other) => width(other) >= span.width * background).length,
    frameLuma: light,
    face: {
      yaw: face.yaw,
      pitch: face.pitch,
      roll: face.roll,
      score: face.score,
      width: span.width / shorter,
      widthPx: span.width,
      dx: (span.x - frame.width / 2) / shorter,
      dy: (span.y - frame.height / 2) / shorter,
      ...faceQuality(frame, face.mesh),
      open: eyeOpenness(face.mesh),
      covering: coveringOf(frame, face.mesh),
    },
  }
}
