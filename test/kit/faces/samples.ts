// The faces that are on a fresh machine: the library's own sample grid, and the licensed photographs beside the project if there.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodePicture } from '../../../src/examiner/pictures.ts'
import { sampleFaces, withoutCaptions } from '../../../src/simulator/puppet/samples.ts'
import { crop } from '../../../src/vision/face/crop.ts'
import type { Pixels } from '../../../src/vision/pixels.ts'

const assets = 'node_modules/@vladmandic/human/assets'
export const sharedFaces = '../shared/data/faces'

/** `among`: people who may be one another, nobody knows; they are compared with everybody else alone. */
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
 * The library's grid by eye, row by row: m, the man of whom most pictures are; w, women, and o, other men, each of whom may be in it
 * twice; a dot where a face is blurred, behind dark glasses, or may be the man.
 */
const grid = [
  'mmmmmmmmmmmm...m.m',
  '....ooww.wwww.w.ow',
  '.www.oo.w.wwo.wwww',
  'w.ww.wwwwwwwwwwoww',
  'wwwwwwwwoww.owwwww',
  'wwwwwoowwowwwwwwww',
]
/** Pixels of the grid: where its first face begins, from one to the next, and a face. */
const [gridTop, across, down, cell] = [283, 106.5, 112.5, 105]

/** Every face of the grid of which it is certain who it is not. */
export const wholeGrid = async (): Promise<Sample[]> => {
  const picture = await pictureOf(join(assets, 'screenshot-facematch.jpg'))
  return grid.flatMap((row, y) =>
    [...row].flatMap((who, x): Sample[] => {
      if (who === '.') return []
      const name = `grid-${y + 1}-${x + 1}`
      const at = { x: Math.round(3 + x * across), y: Math.round(gridTop + y * down), width: cell, height: cell }
      const known = who === 'm' ? { person: 'woodland' } : { person: name, among: who }
      return [{ name, ...known, photo: withoutCaptions(crop(picture, at)) }]
    }),
  )
}

/** The photographs of a folder, named `person-1.jpg`, `person-2.jpg`. */
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

/** An empty list where the folder is absent. */
export const sharedSamples = async (): Promise<Sample[]> => (existsSync(sharedFaces) ? samplesIn(sharedFaces) : [])

export const allPairs = (samples: readonly Sample[]): Pair[] =>
  samples.flatMap((one, i) =>
    samples
      .slice(i + 1)
      .filter((two) => one.among === undefined || one.among !== two.among)
      .map((two) => ({ a: [one.name], b: [two.name], same: one.person === two.person })),
  )

/** `a` are pictures of one person, used as selfie; `b` are pictures of one person, used as card. */
export type Pair = { a: readonly string[]; b: readonly string[]; same: boolean }
