// Renders a photo of a printed card on a table, with defects on request, and returns the card's corners. Pure: the same
// options give the same photo.
import { project, squareToQuad } from '../../vision/homography.ts'
import type { Pixels, Point, Quad } from '../../vision/pixels.ts'
import { addGrain, defocus, reflect } from './lens.ts'
import { type Screen, screenSampler } from './screen.ts'
import { drawTable, type Table } from './table.ts'

export type Shot = {
  /** The card's rotation on the table, in degrees clockwise. */
  turn?: number
  /** By which fraction the far edge is shorter than the near one; 0 = straight from above. */
  tilt?: number
  /** Defocus in pixels; 0 = sharp. */
  blur?: number
  glare?: boolean
  upsideDown?: boolean
  /** How far the card is moved out of the photo, as a fraction of the photo's width. */
  shift?: number
  table?: Table
  /** The card's width as a fraction of the photo's width. */
  fill?: number
  size?: readonly [width: number, height: number]
  seed?: number
  /** The photo shows the card on this screen; absent for a printed card. */
  screen?: Screen
}
export type Photo = { pixels: Pixels; quads: Quad[] }

const plain = {
  turn: 0,
  tilt: 0,
  blur: 0,
  glare: false,
  upsideDown: false,
  shift: 0,
  table: 'dark',
  fill: 0.82,
  size: [1920, 1440],
  seed: 7,
} as const satisfies Required<Omit<Shot, 'screen'>>

/** Returns the corners of a card of `aspect` and `width` pixels around `centre`. */
const cornersOf = (aspect: number, width: number, centre: Point, turn: number, tilt: number): Quad => {
  const [sin, cos] = [Math.sin((turn * Math.PI) / 180), Math.cos((turn * Math.PI) / 180)]
  const at = (u: number, v: number): Point => {
    const near = 1 + tilt * v
    const x = u * width * 0.5 * near
    const y = (v * width * 0.5 * (1 - Math.abs(tilt) * 0.6)) / aspect
    return [centre[0] + x * cos - y * sin, centre[1] + x * sin + y * cos]
  }
  return [at(-1, -1), at(1, -1), at(1, 1), at(-1, 1)]
}

/** Returns the inverse of a projective map whose last entry is 1: the adjugate, up to a factor. */
const inverse = ([a, b, c, d, e, f, g, h]: ReturnType<typeof squareToQuad>) =>
  [
    e - f * h,
    c * h - b,
    b * f - c * e,
    f * g - d,
    a - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ] as const

const taken = new Float64Array(3)
/**
 * Writes the card's colour at a point of the photo into `taken` (mean of 2 × 2 points). Returns the card's coverage,
 * 0..1.
 */
const sample = (card: Pixels, m: ReturnType<typeof inverse>, px: number, py: number): number => {
  const { data, width, height } = card
  let alpha = 0
  let r = 0
  let g = 0
  let b = 0
  for (let s = 0; s < 4; s++) {
    const x = px + ((s & 1) - 0.5) / 2
    const y = py + ((s >> 1) - 0.5) / 2
    const w = m[6] * x + m[7] * y + m[8]
    const u = ((m[0] * x + m[1] * y + m[2]) / w) * width
    const v = ((m[3] * x + m[4] * y + m[5]) / w) * height
    if (u < 0 || v < 0 || u >= width || v >= height) continue
    const i = (Math.floor(v) * width + Math.floor(u)) * 4
    const a = data[i + 3]
    alpha += a
    r += data[i] * a
    g += data[i + 1] * a
    b += data[i + 2] * a
  }
  if (alpha === 0) return 0
  taken[0] = r / alpha
  taken[1] = g / alpha
  taken[2] = b / alpha
  return alpha / (4 * 255)
}

/** Draws `card` with its shadow onto `scene` at `quad`. The table shows through transparent corners. */
const lay = (scene: Pixels, card: Pixels, quad: Quad, screen?: Screen): void => {
  const back = inverse(squareToQuad(quad))
  const seen = screen && screenSampler(card, screen, back)
  const xs = quad.map(([x]) => x)
  const ys = quad.map(([, y]) => y)
  const bound = (value: number, limit: number) => Math.max(0, Math.min(limit, Math.round(value)))
  const [left, right] = [bound(Math.min(...xs) - 2, scene.width), bound(Math.max(...xs) + 26, scene.width)]
  const [top, bottom] = [bound(Math.min(...ys) - 2, scene.height), bound(Math.max(...ys) + 26, scene.height)]
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const to = (y * scene.width + x) * 4
      const shaded = sample(card, back, x - 11.5, y - 13.5) > 0.5
      const alpha = seen ? seen(x + 0.5, y + 0.5, taken) : sample(card, back, x + 0.5, y + 0.5)
      for (let c = 0; c < 3; c++) {
        const ground = scene.data[to + c] * (shaded ? 0.62 : 1)
        scene.data[to + c] = alpha === 0 ? ground : ground + (taken[c] - ground) * alpha
      }
    }
  }
}

/**
 * Returns a photo of cards on a table (usually one; two lie one below the other).
 * `quads`: the corners in pixels of the photo, clockwise from the card's own top left, even if the card lies upside
 * down.
 */
export const photograph = (cards: readonly Pixels[], options: Shot = {}): Photo => {
  const shot = { ...plain, ...options }
  const [width, height] = shot.size
  const scene = drawTable(width, height, shot.table, shot.seed)
  const cardWidth = cards.length > 1 ? Math.min(width * 0.7, height * 0.7) : width * shot.fill
  const quads = cards.map((card, i): Quad => {
    const rows = cards.length
    const centre: Point = [width * (0.5 + shot.shift), (height * (2 * i + 1)) / (2 * rows)]
    const turn = shot.turn + (shot.upsideDown ? 180 : 0)
    return cornersOf(card.width / card.height, cardWidth, centre, turn, shot.upsideDown ? -shot.tilt : shot.tilt)
  })
  for (const [i, card] of cards.entries()) lay(scene, card, quads[i], shot.screen)
  const pixels = defocus(scene, shot.blur)
  if (shot.glare) for (const quad of quads) reflect(pixels, project(squareToQuad(quad), 0.52, 0.36), cardWidth * 0.3)
  addGrain(pixels, 4, shot.seed)
  return { pixels, quads }
}
