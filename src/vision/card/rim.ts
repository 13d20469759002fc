// Measures the strip just inside a side, up to 1 % of the card's width: it is even on a card, and patterned on cloth.
import type { Pixels, Point } from '../pixels.ts'

type Colour = readonly [number, number, number]
const apart = (a: Colour, b: Colour) => Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]) + Math.abs(a[2] - b[2])
/** How much two colours of the same paper may differ: by noise, and by a share of their brightness. */
const allowed = (colour: Colour) => 18 + (colour[0] + colour[1] + colour[2]) * 0.07

/**
 * `usual`: the paper's colour at each of 48 places along a side. `even`: the share (0 to 1) of places as even as a
 * card's rim.
 */
export type Rim = { usual: readonly Colour[]; even: number }

const colourAt = ({ width, height, data }: Pixels, x: number, y: number): Colour => {
  const i =
    (Math.min(height - 1, Math.max(0, Math.round(y))) * width + Math.min(width - 1, Math.max(0, Math.round(x)))) * 4
  return [data[i], data[i + 1], data[i + 2]]
}

/** The offsets of the places whose median colour is the usual colour of a place. */
const neighbours = [-8, -6, -4, -2, 0, 2, 4, 6, 8]
const sorted = new Uint8Array(neighbours.length)

/**
 * Median of one channel around place `k`, by insertion into the same few bytes: a photo needs it a hundred thousand
 * times.
 */
const usualOf = (places: readonly (readonly [Colour, Colour])[], k: number, channel: 0 | 1 | 2): number => {
  let count = 0
  for (const by of neighbours) {
    const place = places[k + by]
    if (!place) continue
    const value = place[0][channel]
    let at = count++
    for (; at > 0 && sorted[at - 1] > value; at--) sorted[at] = sorted[at - 1]
    sorted[at] = value
  }
  return sorted[count >> 1]
}

/** The number of places along a side at which the rim is measured. */
const along = 48

/**
 * Measures the rim behind a side. A place is even if the colour does not change behind it and is like that of its
 * neighbours. A line of the cloth has the cloth's pattern behind it.
 */
export const rimOf = (photo: Pixels, from: Point, to: Point, width: number): Rim => {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1])
  const [ax, ay] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
  const [near, far] = [Math.max(2, width * 0.0035), Math.max(4, width * 0.009)]
  const places: (readonly [Colour, Colour])[] = []
  for (let k = 0; k < along; k++) {
    const t = length * (0.08 + (0.84 * k) / (along - 1))
    const [x, y] = [from[0] + ax * t, from[1] + ay * t]
    places.push([colourAt(photo, x - ay * near, y + ax * near), colourAt(photo, x - ay * far, y + ax * far)])
  }
  const usual: Colour[] = []
  let even = 0
  for (let k = 0; k < along; k++) {
    const colour: Colour = [usualOf(places, k, 0), usualOf(places, k, 1), usualOf(places, k, 2)]
    usual.push(colour)
    const [rim, inner] = places[k]
    const bound = allowed(colour)
    if (apart(rim, inner) < bound && apart(rim, colour) < bound) even++
  }
  return { usual, even: even / along }
}

/** Whether the same paper is behind two lines. Then the inner line is print, and the card continues beyond it. */
export const samePaper = (a: Rim, b: Rim): boolean =>
  a.usual.filter((colour, k) => apart(colour, b.usual[k]) < allowed(colour)).length >= a.usual.length * 0.7

/** The difference between the colour just inside a side and further in, summed over the channels: small on a card. */
export const unevenness = (photo: Pixels, from: Point, to: Point, width: number): number => {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1])
  const [ax, ay] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
  const mean = (depth: number) => {
    const sum = [0, 0, 0]
    for (let k = 0; k < 40; k++) {
      const along = length * (0.1 + (0.8 * k) / 39)
      const colour = colourAt(photo, from[0] + ax * along - ay * depth, from[1] + ay * along + ax * depth)
      for (let c = 0; c < 3; c++) sum[c] += colour[c] / 40
    }
    return sum
  }
  const [rim, inner] = [mean(width * 0.008), mean(width * 0.06)]
  return rim.reduce((sum, value, c) => sum + Math.abs(value - inner[c]), 0)
}
