// What to say to a person who is getting into position: one hint at a time, the most pressing first.
import type { FaceHint } from './capture.ts'
import { captureRules } from './capture-rules.ts'
import type { Measurement } from './measure.ts'

/** `undefined`: everything is right. `slack` > 1 widens the limits for somebody who already holds still. */
export const positionHint = ({ faces, face, frameLuma }: Measurement, slack = 1): FaceHint | undefined => {
  const rules = captureRules.position
  if (!face) return frameLuma < captureRules.darkFrame ? 'too_dark' : 'no_face'
  if (faces > 1) return 'two_faces'
  if (face.luma < rules.luma.min / slack) return 'too_dark'
  if (face.luma > rules.luma.max * slack) return 'too_bright'
  if (face.width < rules.width.min / slack || face.widthPx < rules.widthPx / slack) return 'closer'
  if (face.width > rules.width.max * slack) return 'further'
  if (Math.abs(face.dx) > rules.offCentre.x * slack || Math.abs(face.dy) > rules.offCentre.y * slack) return 'centre'
  const straight =
    Math.abs(face.yaw) < rules.yaw * slack &&
    Math.abs(face.pitch) < rules.pitch * slack &&
    Math.abs(face.roll) < rules.roll * slack
  if (!straight || face.score < rules.score / slack) return 'look_straight'
  return face.sharpness < rules.sharpness / slack ? 'hold_still' : undefined
}
