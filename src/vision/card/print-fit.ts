// Fits the card's corners to its printed labels, because print lies up to a millimetre beside its place on the card.
import { project, squareToQuad, warpGrey } from '../homography.ts'
import type { Grey, Point, Quad } from '../pixels.ts'
import { boxBlur } from './flatten.ts'
import { type LabelShape, labelShapes } from './label-shapes.ts'
import { cardAspect } from './shape.ts'

/** Width of the flat card in pixels, and of the rim around it in which print may lie if a corner is wrong. */
const cardWidth = 400
const rim = 20
/** How far a label is searched for, in pixels: 2.8 mm. */
const window = 13
/** How far one label may lie from where all together lie, in pixels: a card in a sleeve is also sheared. */
const apart = 5
/** Sizes of the same words in other typefaces. The title keeps its width, and real labels are a fifth wider than ours. */
const sizes = [0.9, 0.95, 1, 1.05, 1.1, 1.15, 1.2]
/** Below any of these the print was not found. Residual: median, in fractions of the card's width. */
const needed = { labels: 4, score: 0.5, residual: 0.0025 } as const
/** A label that correlates less than this, or lies farther from the fit (fraction of the width), does not count. */
const agrees = { score: 0.35, within: 0.006 } as const

const high = Math.round(cardWidth / cardAspect)

/** Print without its paper: how much darker a pixel is than its surroundings. */
const inkOf = ({ width, height, data }: Grey): Float32Array => {
  const around = boxBlur({ width, height, data }, 4).data
  return Float32Array.from(data, (value, i) => Math.max(0, around[i] - value) / (around[i] + 1))
}

/** A label's template at one size, with zero mean and unit length. `x`, `y`: its top left corner in the rimmed card. */
type Template = { width: number; height: number; x: number; y: number; data: Float32Array }

const templateOf = (shape: LabelShape, size: number): Template => {
  const width = Math.round(shape.width * size)
  const height = Math.round(shape.height * size)
  const data = new Uint8ClampedArray(width * height).fill(255)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [u, v] = [Math.max(0, (x + 0.5) / size - 0.5), Math.max(0, (y + 0.5) / size - 0.5)]
      const [i, j] = [Math.min(shape.width - 2, Math.floor(u)), Math.min(shape.height - 2, Math.floor(v))]
      const [fx, fy] = [Math.min(1, u - i), Math.min(1, v - j)]
      const at = (dx: number, dy: number) => shape.ink[(j + dy) * shape.width + i + dx]
      const ink = (at(0, 0) * (1 - fx) + at(1, 0) * fx) * (1 - fy) + (at(0, 1) * (1 - fx) + at(1, 1) * fx) * fy
      data[y * width + x] = 255 - 0.6 * ink
    }
  const ink = inkOf({ width, height, data })
  // The words keep their beginning and their baseline at every size.
  return {
    width,
    height,
    x: Math.round(shape.x * cardWidth - shape.left * size) + rim,
    y: Math.round(shape.y * high - shape.base * size) + rim,
    data: normalised(ink),
  }
}

/** The labels at each size, in full and at half the resolution for the first search. */
type SizedLabels = { fine: Template[]; coarse: Template[] }

let drawn: SizedLabels[] | undefined
/** The first label is the title. It has the same width on every card, so it is drawn at one size only. */
const templates = (): SizedLabels[] => {
  drawn ??= sizes.map((size) => {
    const fine = labelShapes().map((shape, i) => templateOf(shape, i === 0 ? 1 : size))
    return { fine, coarse: fine.map(halfTemplate) }
  })
  return drawn
}

/** Means of 2 × 2 pixels of the sheet's grid, to which the template's odd corner is aligned. */
const halfInk = (ink: Float32Array, width: number, height: number, oddX = 0, oddY = 0) => {
  const [wide, tall] = [(width + oddX + 1) >> 1, (height + oddY + 1) >> 1]
  const half = new Float32Array(wide * tall)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) half[((y + oddY) >> 1) * wide + ((x + oddX) >> 1)] += ink[y * width + x] / 4
  return { ink: half, width: wide, height: tall }
}

const normalised = (ink: Float32Array) => {
  const mean = ink.reduce((a, b) => a + b, 0) / ink.length
  const length = Math.sqrt(ink.reduce((sum, value) => sum + (value - mean) ** 2, 0)) || 1
  return ink.map((value) => (value - mean) / length)
}

const halfTemplate = ({ width, height, x, y, data }: Template): Template => {
  const half = halfInk(data, width, height, x & 1, y & 1)
  return { width: half.width, height: half.height, x: x >> 1, y: y >> 1, data: normalised(half.ink) }
}

/** Sums over every rectangle from the top left corner, of the values and of their squares. */
const sumsOf = (ink: Float32Array, width: number, height: number) => {
  const wide = width + 1
  const sum = new Float64Array(wide * (height + 1))
  const square = new Float64Array(wide * (height + 1))
  for (let y = 0; y < height; y++)
    for (let x = 0, s = 0, q = 0; x < width; x++) {
      const value = ink[y * width + x]
      s += value
      q += value * value
      sum[(y + 1) * wide + x + 1] = sum[y * wide + x + 1] + s
      square[(y + 1) * wide + x + 1] = square[y * wide + x + 1] + q
    }
  const over = (of: Float64Array, x: number, y: number, w: number, h: number) =>
    of[(y + h) * wide + x + w] - of[y * wide + x + w] - of[(y + h) * wide + x] + of[y * wide + x]
  return { sum, square, over }
}

/** The print of a flat card, ready to be compared with labels. */
type Sheet = { ink: Float32Array; width: number; height: number; sums: ReturnType<typeof sumsOf> }

/** The normalised cross-correlation of a label with the print `dx`, `dy` pixels from the label's place. */
const likeness = ({ ink, width, height, sums }: Sheet, t: Template, dx: number, dy: number): number => {
  const [x0, y0] = [t.x + dx, t.y + dy]
  if (x0 < 0 || y0 < 0 || x0 + t.width > width || y0 + t.height > height) return 0
  const sum = sums.over(sums.sum, x0, y0, t.width, t.height)
  const spread = sums.over(sums.square, x0, y0, t.width, t.height) - (sum * sum) / (t.width * t.height)
  if (spread < 1e-6) return 0
  let product = 0
  for (let y = 0, i = 0; y < t.height; y++)
    for (let x = 0, j = (y0 + y) * width + x0; x < t.width; x++, i++, j++) product += t.data[i] * ink[j]
  return product / Math.sqrt(spread)
}

type Offset = { dx: number; dy: number; score: number }

const bestOffset = (
  columns: readonly number[],
  rows: readonly number[],
  scoreAt: (dx: number, dy: number) => number,
) => {
  let best: Offset = { dx: 0, dy: 0, score: Number.NEGATIVE_INFINITY }
  for (const dy of rows)
    for (const dx of columns) {
      const score = scoreAt(dx, dy)
      if (score > best.score) best = { dx, dy, score }
    }
  return best
}

const around = (at: number, reach: number) => Array.from({ length: 2 * reach + 1 }, (_, i) => at - reach + i)

/** The offset at which all labels together are most like the print, in pixels of the half sheet. */
const jointOffset = (sheet: Sheet, labels: readonly Template[]): Offset => {
  const grid = around(0, (window + 1) >> 1)
  return bestOffset(grid, grid, (dx, dy) =>
    labels.reduce((sum, label) => sum + Math.max(0, likeness(sheet, label, dx, dy)), 0),
  )
}

/** The top of the parabola through three neighbours, from the middle one. */
const vertex = (before: number, at: number, after: number) => {
  const bend = before - 2 * at + after
  return bend < 0 ? Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bend))) : 0
}

/** One label in the photo: its place on the card and how far from there it lies, in fractions of the card's width. */
type FoundLabel = { x: number; y: number; dx: number; dy: number; score: number }

const totalOf = (found: readonly FoundLabel[]) => found.reduce((sum, { score }) => sum + Math.max(0, score), 0)

/** Finds one label near an offset, to a fraction of a pixel. */
const foundAt = (sheet: Sheet, label: Template, nearX: number, nearY: number): FoundLabel => {
  const at = (x: number, y: number) => likeness(sheet, label, x, y)
  const { dx, dy, score } = bestOffset(around(nearX, apart), around(nearY, apart), at)
  return {
    x: (label.x - rim + label.width / 2) / cardWidth,
    y: (label.y - rim + label.height / 2) / cardWidth,
    dx: (dx + vertex(at(dx - 1, dy), score, at(dx + 1, dy))) / cardWidth,
    dy: (dy + vertex(at(dx, dy - 1), score, at(dx, dy + 1))) / cardWidth,
    score,
  }
}

/** Solves `m`·x = `v` for three unknowns by Cramer's rule. */
const solve3 = (m: readonly number[], v: readonly number[]): [number, number, number] => {
  const [a, b, c, d, e, f, g, h, i] = m
  const det = (p: number, q: number, r: number, s: number, t: number, u: number, x: number, y: number, z: number) =>
    p * (t * z - u * y) - q * (s * z - u * x) + r * (s * y - t * x)
  const all = det(a, b, c, d, e, f, g, h, i) || 1e-12
  const [r, s, t] = v
  return [
    det(r, b, c, s, e, f, t, h, i) / all,
    det(a, r, c, d, s, f, g, t, i) / all,
    det(a, b, r, d, e, s, g, h, t) / all,
  ]
}

type Warp = { at: (x: number, y: number) => number; off: number[] }

/** Shift, scale and shear along one axis, by least squares in which a label that lies apart loses its weight. */
const fitAxis = (found: readonly FoundLabel[], axis: 'dx' | 'dy'): Warp => {
  // Scale and shear are small; where few labels show they would otherwise follow a single one.
  const calm = 0.02
  let weights = found.map(({ score }) => Math.max(0, score) ** 2)
  let at = (_x: number, _y: number) => 0
  for (let round = 0; round < 8; round++) {
    const m = [1e-9, 0, 0, 0, calm, 0, 0, 0, calm]
    const v = [0, 0, 0]
    for (const [i, one] of found.entries()) {
      const row = [1, one.x - 0.4, one.y - 0.3]
      for (let r = 0; r < 3; r++) {
        v[r] += weights[i] * row[r] * one[axis]
        for (let c = 0; c < 3; c++) m[r * 3 + c] += weights[i] * row[r] * row[c]
      }
    }
    const [shift, scale, shear] = solve3(m, v)
    at = (x, y) => shift + scale * (x - 0.4) + shear * (y - 0.3)
    weights = found.map((one) => Math.max(0, one.score) ** 2 / (1 + ((at(one.x, one.y) - one[axis]) / 0.0015) ** 2))
  }
  return { at, off: found.map((one) => one[axis] - at(one.x, one.y)) }
}

/** `labels`, `score`, `residual`, `shift`: how well it fits; they hold nothing of the card's text. */
export type PrintFit = { quad: Quad; labels: number; score: number; residual: number; shift: Point }

/**
 * The corners of a card on which the labels lie where the layout says, if enough labels of a front are found within
 * 2.8 mm of there. Undefined if they are not: then nothing is known about where the print lies.
 * @param quad the card's corners as its edges show them, the right way up
 */
export const fitToPrint = (grey: Grey, quad: Quad): PrintFit | undefined => {
  const [width, height] = [cardWidth + 2 * rim, high + 2 * rim]
  const [overX, overY] = [rim / cardWidth, rim / high]
  const card = warpGrey(grey, quad, [-overX, 1 + overX, -overY, 1 + overY], width, height)
  const ink = inkOf(card)
  const sheet: Sheet = { ink, width, height, sums: sumsOf(ink, width, height) }
  const half = halfInk(ink, width, height)
  const small: Sheet = { ...half, sums: sumsOf(half.ink, half.width, half.height) }
  // Half the resolution shows where the print lies, but not always the size, so the likeliest two are measured in full.
  const [found] = templates()
    .map(({ coarse, fine }) => ({ fine, joint: jointOffset(small, coarse) }))
    .sort((a, b) => b.joint.score - a.joint.score)
    .slice(0, 2)
    .map(({ fine, joint }) => fine.map((label) => foundAt(sheet, label, 2 * joint.dx, 2 * joint.dy)))
    .sort((a, b) => totalOf(b) - totalOf(a))
  const clear = found.filter(({ score }) => score >= agrees.score)
  if (clear.length < needed.labels) return undefined
  const [alongX, alongY] = [fitAxis(clear, 'dx'), fitAxis(clear, 'dy')]
  const off = clear.map((_, i) => Math.hypot(alongX.off[i], alongY.off[i]))
  const agreeing = clear.filter((_, i) => off[i] <= agrees.within)
  const residual = [...off].sort((a, b) => a - b)[off.length >> 1]
  const score = agreeing.reduce((sum, one) => sum + one.score, 0) / Math.max(1, agreeing.length)
  if (agreeing.length < needed.labels || score <= needed.score || residual >= needed.residual) return undefined
  const m = squareToQuad(quad)
  const corner = (u: number, v: number) => {
    const y = v / cardAspect
    return project(m, u + alongX.at(u, y), v + alongY.at(u, y) * cardAspect)
  }
  const shift: Point = [alongX.at(0.5, 0.3), alongY.at(0.5, 0.3)]
  return {
    quad: [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)],
    labels: agreeing.length,
    score,
    residual,
    shift,
  }
}
