// A line of Thai print as our own net reads it: a second witness beside tesseract, which knows no ฌ and loses stacked marks.
import type { Grey } from '../pixels.ts'
import type { FeatureMaps } from './convolution.ts'
import type { Lattice } from './lattice.ts'
import { outputsOf, type ThaiNet } from './thai-net.ts'

/** As in training/thai-line/pipeline.py. `letter`: height of a letter's body in pixels of the picture. */
export const thaiNetPicture = { height: 48, letter: 14.5, middle: 26 } as const

/** Below this a letter is left out of the lattice: nothing that matters is as unlikely. */
const seen = 0.001

/** The middle of its ink on one row of all pictures; paper 0, ink 1; as wide as whole steps are. */
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

/** @param picture one line alone on white, a letter's body `thaiNetPicture.letter` high */
export const thaiLattice = (net: ThaiNet, picture: Grey): Lattice =>
  outputsOf(net, inkOf(picture)).map((shares) => ({
    blank: shares[0],
    letters: new Map(
      net.letters.map((letter, i) => [letter, shares[i + 1]] as const).filter(([, share]) => share >= seen),
    ),
  }))
