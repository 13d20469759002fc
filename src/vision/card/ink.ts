// Splits the print on a flattened crop into lines, and says of each whether the crop's edge cuts it.
import type { Grey } from '../pixels.ts'

/** Bounds in pixels, both ends included. */
export type InkBlob = { x0: number; x1: number; y0: number; y1: number; area: number }

const isInk = (value: number) => value < 140

/**
 * The eight-connected pieces of ink.
 * @param label receives for each pixel the number of its piece + 1; 0 is paper
 */
export const piecesOf = ({ width, height, data }: Grey, label: Uint16Array): InkBlob[] => {
  const pieces: InkBlob[] = []
  const stack: number[] = []
  for (let start = 0; start < data.length; start++) {
    if (label[start] > 0 || !isInk(data[start])) continue
    const piece = { x0: width, x1: 0, y0: height, y1: 0, area: 0 }
    pieces.push(piece)
    label[start] = pieces.length
    stack.push(start)
    for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
      const x = i % width
      const y = (i - x) / width
      piece.x0 = Math.min(piece.x0, x)
      piece.x1 = Math.max(piece.x1, x)
      piece.y0 = Math.min(piece.y0, y)
      piece.y1 = Math.max(piece.y1, y)
      piece.area++
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          const j = v * width + u
          if (label[j] > 0 || !isInk(data[j])) continue
          label[j] = pieces.length
          stack.push(j)
        }
    }
  }
  return pieces
}

type Band = { y0: number; y1: number; area: number; moment: number }
const middle = ({ area, moment }: Band) => moment / area

/**
 * The rows of print, top to bottom. Pieces whose middles are less than 1.6 letter heights apart are in one row: a Thai
 * row has tall vowels, and marks as high as letters. The next row is 2.5 letter heights away, unless only its top
 * reaches into the crop from below. Small marks join the nearest row later.
 */
const bandsOf = (pieces: readonly InkBlob[], letter: number, height: number): Band[] => {
  const bands = pieces
    .filter((p) => p.y1 - p.y0 + 1 >= letter * 0.6)
    .map(({ y0, y1, area }): Band => ({ y0, y1, area, moment: (area * (y0 + y1)) / 2 }))
    .sort((a, b) => middle(a) - middle(b))
  for (;;) {
    const onlyTop = (below: Band, above: Band) => below.y1 >= height - 2 && below.y0 > above.y1
    const gaps = bands
      .slice(1)
      .map((band, i) => (onlyTop(band, bands[i]) ? Number.POSITIVE_INFINITY : middle(band) - middle(bands[i])))
    const least = Math.min(...gaps)
    if (!(least < letter * 1.6)) return bands
    const at = gaps.indexOf(least)
    const [a, b] = bands.splice(at, 2)
    const both = { y0: Math.min(a.y0, b.y0), y1: Math.max(a.y1, b.y1) }
    bands.splice(at, 0, { ...both, area: a.area + b.area, moment: a.moment + b.moment })
  }
}

/** `ink`: number of ink pixels. `cut`: part of the line may be outside the crop. */
export type InkLine = { picture: Grey; ink: number; cut: boolean }

export type Bounds = Pick<InkBlob, 'x0' | 'x1' | 'y0' | 'y1'>
export const boundsOf = (pieces: readonly InkBlob[]): Bounds => ({
  x0: Math.min(...pieces.map(({ x0 }) => x0)),
  x1: Math.max(...pieces.map(({ x1 }) => x1)),
  y0: Math.min(...pieces.map(({ y0 }) => y0)),
  y1: Math.max(...pieces.map(({ y1 }) => y1)),
})

/**
 * The ink of one band on white, with the soft rim of one pixel around it.
 * @param label the number of each pixel's piece + 1
 * @param home the band of each piece
 */
export const alone = (
  { width, height, data }: Grey,
  label: Uint16Array,
  home: readonly number[],
  band: number,
  { x0, x1, y0, y1 }: Bounds,
  margin: number,
): Grey => {
  const wide = x1 - x0 + 1 + 2 * margin
  const high = y1 - y0 + 1 + 2 * margin
  const to = new Uint8ClampedArray(wide * high).fill(255)
  for (let y = y0; y <= y1; y++)
    for (let x = x0; x <= x1; x++) {
      const piece = label[y * width + x]
      if (piece === 0 || home[piece - 1] !== band) continue
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++)
          to[(v - y0 + margin) * wide + u - x0 + margin] = data[v * width + u]
    }
  return { width: wide, height: high, data: to }
}

/** The least gap between the label and the name, in heights of a letter. Gaps between letters are at most .25. */
const leastGap = 0.32

/**
 * Where a name begins, in pixels: behind the widest gap near the crop's left edge. Undefined if the label touches the
 * name.
 * @param lead the part of the crop, from its left edge, in which the label may end
 */
export const beginningOf = (pieces: readonly InkBlob[], letter: number, lead: number): number | undefined => {
  let end = 0
  let best: { width: number; to: number } | undefined
  for (const { x0, x1 } of [...pieces].sort((a, b) => a.x0 - b.x0)) {
    if (end > lead) break
    if (x0 - end > (best?.width ?? 0)) best = { width: x0 - end, to: x0 }
    end = Math.max(end, x1 + 1)
  }
  if (end <= lead) return end
  return best && best.width >= letter * leastGap ? best.to : undefined
}

/**
 * The lines of print in a crop, each alone on white with an even margin. Pieces of neighbouring lines that reach into
 * the crop from above or below are removed. A line is `cut` if its own print touches an edge.
 * @param letter height of a letter's body in pixels
 * @param labelled a label may reach into the crop from the left; it is removed too
 * @param lead the label ends within this part of the crop, in pixels from the left; it is removed up to the widest gap
 */
export const inkLinesOf = (crop: Grey, letter: number, labelled = false, lead?: number): InkLine[] => {
  const { width, height } = crop
  const label = new Uint16Array(width * height)
  const all = piecesOf(crop, label)
  const ofNeighbour = (p: InkBlob) =>
    (p.y0 <= 1 && p.y1 < letter * 0.8) ||
    (p.y1 >= height - 2 && height - p.y0 < letter * 0.8) ||
    (labelled && p.x0 <= 1)
  const ours = all.filter((p) => p.area >= 3 && !ofNeighbour(p))
  const letters = ours.filter((p) => p.y1 - p.y0 + 1 >= letter * 0.3)
  const beginning = lead === undefined ? 0 : beginningOf(letters, letter, lead)
  const pieces = ours.filter(({ x1 }) => x1 >= (beginning ?? 0))
  const bands = bandsOf(pieces, letter, height)
  // A tall vowel may touch two rows. It belongs to the one with which it has more height in common.
  const nearest = (p: InkBlob) => {
    const away = bands.map((band) => Math.max(band.y0, p.y0) - Math.min(band.y1, p.y1))
    const least = Math.min(...away)
    return least <= letter ? away.indexOf(least) : -1
  }
  const kept = new Set(pieces)
  const home = all.map((p) => (kept.has(p) ? nearest(p) : -1))
  return bands.flatMap((_, band) => {
    const mine = all.filter((_, i) => home[i] === band)
    if (mine.length === 0) return []
    const within = boundsOf(mine)
    const picture = alone(crop, label, home, band, within, Math.round(letter * 0.7))
    const ink = mine.reduce((sum, { area }) => sum + area, 0)
    const { x0, x1, y0, y1 } = within
    return [{ picture, ink, cut: beginning === undefined || x0 <= 1 || x1 >= width - 2 || y0 <= 1 || y1 >= height - 2 }]
  })
}
