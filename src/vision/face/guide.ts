// Chooses the hint for a user who is getting into position: one at a time, the most urgent first.

import { captureRules } from './capture-rules.ts'
import type { FaceHint } from './hints.ts'
import type { Measurement } from './measure.ts'

/** `seen`: an earlier frame had a face. `lenient`: do not ask again to take off a mask or dark glasses. */
export type HintContext = { seen?: boolean; lenient?: boolean }

const hidden = { eyes: 'dark_glasses', mouth: 'mask' } as const

/**
 * The hint for one measurement; `undefined` if all is right. `slack` > 1 widens the limits for a user who already holds
 * still.
 */
export const positionHint = (
  { faces, face, frameLuma }: Measurement,
  slack = 1,
  { seen = false, lenient = false }: HintContext = {},
): FaceHint | undefined => {
  const rules = captureRules.position
  if (!face) return frameLuma < captureRules.darkFrame ? 'too_dark' : seen ? 'face_gone' : 'no_face'
  if (faces > 1) return 'two_faces'
  if (face.luma < rules.luma.min / slack) return frameLuma > face.luma * rules.backLight ? 'back_light' : 'too_dark'
  if (face.luma > rules.luma.max * slack) return 'too_bright'
  if (face.width < rules.width.min / slack || face.widthPx < rules.widthPx / slack) return 'closer'
  if (face.width > rules.width.max * slack) return 'further'
  if (Math.abs(face.dx) > rules.offCentre.x * slack || Math.abs(face.dy) > rules.offCentre.y * slack) return 'centre'
  if (face.score < rules.score / slack) return 'covered'
  // This comes before the pose, because a mask falsifies the pose.
  if (face.covering && !lenient) return hidden[face.covering]
  const straight =
    Math.abs(face.yaw) < rules.yaw * slack &&
    Math.abs(face.pitch) < rules.pitch * slack &&
    Math.abs(face.roll) < rules.roll * slack
  if (!straight) return 'look_straight'
  return face.sharpness < rules.sharpness / slack ? 'blurry' : undefined
}
