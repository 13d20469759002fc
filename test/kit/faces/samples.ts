// Sample faces: the grid of the Human library, and the licensed photographs beside the project if that folder exists.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodePicture } from '../../../src/examiner/pictures.ts'
import { sampleFaces, withoutCaptions } from '../../../src/simulator/puppet/samples.ts'
import { crop } from '../../../src/vision/face/crop.ts'
import type { Pixels } from '../../../src/vision/pixels.ts'

const assets = 'node_modules/@vladmandic/human/assets'
export const sharedFaces = '../shared/data/faces'

/**
 * `among`: a group of samples in which a person may occur twice; its samples are compared only with samples outside it.
 */
export type Sample = { name: string; person: string; photo: Pixels; among?: string }

const pictureOf = async (file: string): Promise<Pixels> => {
  const decoded = await decodePicture(readFileSync(file))
  if (!decoded.ok) throw new Error(`${file} is no picture`)
  return decoded.value
}

export const gridSamples = async (): Promise<Sample[]> => {
  const grids = {
    facematch: await pictureOf(join(assets, 'screenshot-facematch.jpg')),
    faceid: await pictureOf(join(assets, 'screenshot-faceid.jpg')),
  }
  return sampleFaces.map(({ name, person, file, x, y, size }) => {
    const face = crop(grids[file], { x, y, width: size, height: size })
    return { name, person, photo: file === 'facematch' ? withoutCaptions(face) : face }
  })
}

/**
 * The library's grid, labelled by hand, row by row. m: the man in most pictures. w: women, o: other men; each of them
 * may occur twice. A dot: a face that is blurred, behind dark glasses, or possibly the man.
 */
const grid = [
  'mmmmmmmmmmmm...m.m',
  '....ooww.wwww.w.ow',
  '.www.oo.w.wwo.wwww',
  'w.ww.wwwwwwwwwwoww',
  'wwwwwwwwoww.owwwww',
  'wwwwwoowwowwwwwwww',
]
/** Geometry of the grid (px): top of the first face, horizontal and vertical distance between faces, size of a face. */
const [gridTop, across, down, cell] = [283, 106.5, 112.5, 105]

/** Every labelled face of the grid. */
export const wholeGrid = async (): Promise<Sample[]> => {
  const picture = await pictureOf(join(assets, 'screenshot-facematch.jpg'))
  return grid.flatMap((row, y) =>
    [...row].flatMap((who, x): Sample[] => {
      if (who === '.') return []
      const name = `grid-${y + 1}-${x + 1}`
      const at = { x: Math.round(3 + x * across), y: Math.round(gridTop + y * down), width: cell, height: cell }
      const identity = who === 'm' ? { person: 'woodland' } : { person: name, among: who }
      return [{ name, ...identity, photo: withoutCaptions(crop(picture, at)) }]
    }),
  )
}

/** The photographs of a folder with names such as `person-1.jpg`, `person-2.jpg`. */
export const samplesIn = (folder: string): Promise<Sample[]> =>
  Promise.all(
    readdirSync(folder)
      .filter((file) => /\.(jpe?g|png|webp)$/i.test(file))
      .map(async (name) => ({
        name,
        person: name.replace(/-\d+\.\w+$/, ''),
        photo: await pictureOf(join(folder, name)),
      })),
  )

/** The licensed photographs; empty if the folder does not exist. */
export const sharedSamples = async (): Promise<Sample[]> => (existsSync(sharedFaces) ? samplesIn(sharedFaces) : [])

export const allPairs = (samples: readonly Sample[]): Pair[] =>
  samples.flatMap((one, i) =>
    samples
      .slice(i + 1)
      .filter((two) => one.among === undefined || one.among !== two.among)
      .map((two) => ({ a: [one.name], b: [two.name], same: one.person === two.person })),
  )

/**
 * `a`: pictures of one person, used as the frames of a selfie. `b`: pictures of one person, used as card. `group`: the
 * group that the list names, if any.
 */
export type Pair = { a: readonly string[]; b: readonly string[]; same: boolean; group?: string }
