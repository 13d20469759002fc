// Dark glasses and masks, told by the skin that they hide. A guess from colours: it asks for a favour and never refuses anybody.
import type { Pixels } from '../pixels.ts'
import { faceSpan, type MeshPoint } from './mesh.ts'

export type Covering = 'eyes' | 'mouth'

/** Points of the mesh on skin: between the brows, below the left and the right eye, beside the nose on either cheek. */
const spots = { brow: [151, 9], under: [450, 230], cheeks: [425, 205], nose: [5] } as const
/** Half the side of a spot, in parts of the face's width. */
const reach = 0.03

/**
 * On 19 photographs of bare faces the skin below the eyes was at least .64 as light as the brow, behind drawn dark glasses at
 * most .48; the cheeks' colour was within .054 of the brow's and .55 to 1.1 times as light, that of drawn masks mostly not.
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
 * What seems to be covered. Both sides of the face must agree, and a fringe or a scarf over the brow is no mask: the cheeks
 * must differ from the skin below the eyes too, and dark glasses be darker than brow and cheeks.
 */
export const coveringOf = (picture: Pixels, mesh: readonly MeshPoint[]): Covering | undefined => {
  const half = faceSpan(mesh).width * reach
  const look = (points: readonly number[]) => points.map((point) => skinAt(picture, mesh[point], half))
  const [brow, under, cheeks, nose] = [look(spots.brow), look(spots.under), look(spots.cheeks), look(spots.nose)]
  const bare = [...brow, ...cheeks].reduce((least, { luma }) => Math.min(least, luma), 255)
  if (under.every(({ luma }) => luma < bare * limits.dark)) return 'eyes'
  const hidden = [...cheeks, ...nose].every((skin) => [brow[0], ...under].every((other) => cloth(skin, other)))
  return hidden ? 'mouth' : undefined
}
