// Converts the angles that Human reports to real degrees. Human's scaling of depth makes every turn too small.
import type { Pose } from './mesh.ts'

/**
 * Human divides the face's size by 1.5 before it measures, but not its depth (its angles.ts): tan(reported) = tan(real)
 * / 1.5.
 */
const squeeze = 1.5
const degrees = 180 / Math.PI

/** `reported`: radians, Human's `face.rotation.angle`. Roll lies in the picture's plane and is reported as it is. */
export const realPose = (reported: Pose): Pose => ({
  yaw: Math.atan(Math.tan(reported.yaw) * squeeze) * degrees,
  pitch: Math.atan(Math.tan(reported.pitch) * squeeze) * degrees,
  roll: reported.roll * degrees,
})
