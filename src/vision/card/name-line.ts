// Picks the line of the Thai name out of its crop with all its marks, or says that a mark may lie outside the crop.
import type { Grey } from '../pixels.ts'
import { alone, beginningOf, boundsOf, type InkBlob, type InkLine, piecesOf } from './ink.ts'

/**
 * How far the marks of a line reach, in heights of a letter's body from its baseline: a tone on top of a vowel ends 2.1
 * above it, ุ and ู end .65 below it. The lines above and below begin at least 2.5 above and 1.3 below.
 */
const reach = { above: 2.45, below: 0.95 } as const
const heightOf = ({ y0, y1 }: InkBlob) => y1 - y0 + 1

/** The row on which most ink of whole letters stands. Thai letters stand on the baseline, vowels and marks do not. */
const baselineOf = (pieces: readonly InkBlob[], letter: number, height: number): number | undefined => {
  const whole = pieces.filter(
    (p) => heightOf(p) >= letter * 0.65 && heightOf(p) <= letter * 2.6 && p.y0 > 1 && p.y1 < height - 2,
  )
  const near = (row: number) =>
    whole.filter(({ y1 }) => Math.abs(y1 - row) <= letter * 0.18).reduce((sum, { area }) => sum + area, 0)
  let best: { row: number; ink: number } | undefined
  for (const { y1 } of whole) {
    const ink = near(y1)
    if (!best || ink > best.ink) best = { row: y1, ink }
  }
  return best?.row
}

/**
 * The line with the name, alone on white with an even margin; undefined without ink. No piece is dropped because it
 * touches the crop's edge: what lies within the reach of the line's marks is the line's, and if it touches an edge the
 * line is `cut`, because the rest of a mark may be outside.
 * @param letter height of a letter's body in pixels
 * @param lead the part of the crop, in pixels from its left edge, in which the label may end
 */
export const nameLineOf = (crop: Grey, letter: number, lead: number): InkLine | undefined => {
  const { width, height } = crop
  const label = new Uint16Array(width * height)
  const all = piecesOf(crop, label)
  const pieces = all.filter(({ area }) => area >= 3)
  const baseline = baselineOf(pieces, letter, height)
  if (baseline === undefined) return undefined
  const ofLine = ({ y0, y1 }: InkBlob) => y1 > baseline - reach.above * letter && y0 < baseline + reach.below * letter
  const line = pieces.filter(ofLine)
  // Specks are smaller than any mark and say nothing about where the label ends.
  const beginning = beginningOf(
    line.filter((p) => heightOf(p) >= letter * 0.3 || p.area >= letter),
    letter,
    lead,
  )
  const mine = line.filter(({ x1 }) => x1 >= (beginning ?? 0))
  if (mine.length === 0) return undefined
  const kept = new Set(mine)
  const home = all.map((p) => (kept.has(p) ? 0 : -1))
  const within = boundsOf(mine)
  const picture = alone(crop, label, home, 0, within, Math.round(letter * 0.7))
  const ink = mine.reduce((sum, { area }) => sum + area, 0)
  // A piece that reaches as far as a neighbouring line has run together with it.
  const fused = mine.some((p) => p.y0 < baseline - (reach.above + 0.2) * letter || p.y1 > baseline + 1.25 * letter)
  const { x0, x1, y0, y1 } = within
  const touches = x0 <= 1 || x1 >= width - 2 || y0 <= 1 || y1 >= height - 2
  return { picture, ink, cut: beginning === undefined || fused || touches }
}
