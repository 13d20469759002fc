// Guesses from skin colours whether dark glasses or a mask cover the face. The guess leads to a hint, never a refusal.
import type { Pixels } from '../pixels.ts'
import { faceSpan, type MeshPoint } from './mesh.ts'

export type Covering = 'eyes' | 'mouth'

/** Points of the mesh on skin: between the brows, below each eye, on each cheek beside the nose, and on the nose. */
const spots = { brow: [151, 9], under: [450, 230], cheeks: [425, 205], nose: [5] } as const
/** Half the side of a spot, as a fraction of the face's width. */
const reach = 0.03

/**
 * Measured on 19 photographs of bare faces. The skin below the eyes was at least .64 as light as the brow, and at most
 * .48 behind drawn dark glasses. The cheeks' colour was within .054 of the brow's and .55 to 1.1 times as light; that
 * of drawn masks mostly was not.
 */
const limits = { dark: 0.55, colour: 0.08, black: 0.4, white: { colour: 0.056, luma: 1.14 } }

type Skin = { luma: number; red: number; green: number }

const skinAt = ({ width, height, data }: Pixels, [x, y]: MeshPoint, half: number): Skin => {
  const sum = [0, 0, 0]
  let count = 0
  for (let v = Math.max(0, Math.round(y - half)); v <= Math.min(height - 1, y + half); v++)
    for (let u = Math.max(0, Math.round(x - half)); u <= Math.min(width - 1, x + half); u++, count++)
      for (let c = 0; c < 3; c++) sum[c] += data[(v * width + u) * 4 + c]
  const [r, g, b] = sum.map((value) => value / Math.max(1, count))
  const all = r + g + b + 1
  return { luma: 0.299 * r + 0.587 * g + 0.114 * b + 1, red: r / all, green: g / all }
}

const colourApart = (a: Skin, b: Skin) => Math.hypot(a.red - b.red, a.green - b.green)

/** Whether the skin at `a` looks like cloth beside the skin at `b`. */
const cloth = (a: Skin, b: Skin): boolean => {
  const [colour, luma] = [colourApart(a, b), a.luma / b.luma]
  return colour > limits.colour || luma < limits.black || (colour > limits.white.colour && luma > limits.white.luma)
}

/**
 * The part of the face that seems to be covered. Both sides of the face must agree. A fringe or a scarf over the brow
 * must not look like a mask, so the cheeks must also differ from the skin below the eyes. Dark glasses must be darker
 * than both brow and cheeks.
 */
export const coveringOf = (picture: Pixels, mesh: readonly MeshPoint[]): Covering | undefined => {
  const half = faceSpan(mesh).width * reach
  const skins = (points: readonly number[]) => points.map((point) => skinAt(picture, mesh[point], half))
  const [brow, under, cheeks, nose] = [skins(spots.brow), skins(spots.under), skins(spots.cheeks), skins(spots.nose)]
  const bare = [...brow, ...cheeks].reduce((least, { luma }) => Math.min(least, luma), 255)
  if (under.every(({ luma }) => luma < bare * limits.dark)) return 'eyes'
  const hidden = [...cheeks, ...nose].every((skin) => [brow[0], ...under].every((other) => cloth(skin, other)))
  return hidden ? 'mouth' : undefined
}
