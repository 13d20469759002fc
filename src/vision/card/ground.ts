// Looks at the ground around the card: whether anything crosses the picture's border.
import { type Pixels, shrink } from '../pixels.ts'

/** A step of at least this many grey levels within eight pixels crosses the border. Shade is softer. */
const step = 12
const reach = 8

/** Whether the ground is plain along all four borders, so that no card runs out of the picture. */
export const isPlainAround = (photo: Pixels): boolean => {
  const { width, height, data } = shrink(photo, 320)
  const depth = Math.max(2, Math.round(Math.min(width, height) * 0.02))
  /** The mean of a channel over the strip's depth, at every place along the border. */
  const profile = (length: number, at: (along: number, deep: number) => number, channel: number) =>
    Array.from({ length }, (_, along) => {
      let sum = 0
      for (let deep = 0; deep < depth; deep++) sum += data[at(along, deep) * 4 + channel]
      return sum / depth
    })
  const borders: [number, (along: number, deep: number) => number][] = [
    [width, (x, d) => d * width + x],
    [width, (x, d) => (height - 1 - d) * width + x],
    [height, (y, d) => y * width + d],
    [height, (y, d) => y * width + width - 1 - d],
  ]
  return borders.every(([length, at]) =>
    [0, 1, 2].every((channel) => {
      const line = profile(length, at, channel)
      return line.every((value, i) => Math.abs((line[i + reach] ?? value) - value) < step)
    }),
  )
}
