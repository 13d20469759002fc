// Straight lines in a picture, and the point where two of them cross.
import type { Point } from '../pixels.ts'

/**
 * `at`: where the line crosses the middle of the picture. A lying line is y = at + slope·(x − width/2), a standing one
 * x = at + slope·(y − height/2).
 */
export type Line = { at: number; slope: number }

export const crossing = (lying: Line, standing: Line, width: number, height: number): Point => {
  const y =
    (lying.at + lying.slope * (standing.at - width / 2 - (standing.slope * height) / 2)) /
    (1 - lying.slope * standing.slope)
  return [standing.at + standing.slope * (y - height / 2), y]
}
