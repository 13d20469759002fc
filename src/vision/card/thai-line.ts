// Reads a line of Thai print with our own net, to check tesseract, which does not know ฌ and loses stacked marks.
import type { Grey } from '../pixels.ts'
import type { FeatureMaps } from './convolution.ts'
import type { Lattice } from './lattice.ts'
import { outputsOf, type ThaiNet } from './thai-net.ts'

/**
 * The net's input, as in training/thai-line/pipeline.py, in pixels. `letter`: height of a letter's body. `middle`: the
 * ink's centre row.
 */
export const thaiNetPicture = { height: 48, letter: 14.5, middle: 26 } as const

/** A letter less probable than this is left out of the lattice, because it cannot change the result. */
const leastShare = 0.001

/**
 * The net's input for one line: paper 0, ink 1, its centre of ink on row `middle`, its width a multiple of a step (4
 * px).
 */
export const inkOf = ({ width, height, data }: Grey): FeatureMaps => {
  let sum = 0
  let moment = 0
  for (let y = 0; y < height; y++) {
    let row = 0
    for (let x = 0; x < width; x++) row += 255 - data[y * width + x]
    sum += row
    moment += row * y
  }
  const top = Math.floor(thaiNetPicture.middle - moment / Math.max(1, sum) + 0.5)
  const wide = Math.ceil(width / 4) * 4
  const ink = new Float32Array(wide * thaiNetPicture.height)
  for (let y = Math.max(0, top); y < Math.min(thaiNetPicture.height, top + height); y++)
    for (let x = 0; x < width; x++) ink[y * wide + x] = (255 - data[(y - top) * width + x]) / 255
  return { width: wide, height: thaiNetPicture.height, data: ink }
}

/**
 * The lattice of one line, as our own net reads it.
 * @param picture one line alone on white, a letter's body `thaiNetPicture.letter` high
 */
export const thaiLattice = (net: ThaiNet, picture: Grey): Lattice =>
  outputsOf(net, inkOf(picture)).map((shares) => ({
    blank: shares[0],
    letters: new Map(
      net.letters.map((letter, i) => [letter, shares[i + 1]] as const).filter(([, share]) => share >= leastShare),
    ),
  }))
