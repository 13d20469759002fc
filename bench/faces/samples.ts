// The faces that are on a fresh machine: the library's own sample grid, and the licensed photographs beside the project if there.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodePicture } from '../../src/examiner/pictures.ts'
import { sampleFaces, withoutCaptions } from '../../src/simulator/puppet/samples.ts'
import { crop } from '../../src/vision/face/crop.ts'
import type { Pixels } from '../../src/vision/pixels.ts'
import type { Pair } from './pairs.ts'

const assets = 'node_modules/@vladmandic/human/assets'
export const sharedFaces = '../shared/data/faces'

export type Sample = { name: string; person: string; photo: Pixels }

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

/** Named `person-1.jpg`, `person-2.jpg`; an empty list where the folder is absent. */
export const sharedSamples = (folder = sharedFaces): Promise<Sample[]> =>
  Promise.all(
    (existsSync(folder) ? readdirSync(folder) : [])
      .filter((file) => /\.(jpe?g|png|webp)$/i.test(file))
      .map(async (name) => ({
        name,
        person: name.replace(/-\d+\.\w+$/, ''),
        photo: await pictureOf(join(folder, name)),
      })),
  )

export const allPairs = (samples: readonly Sample[]): Pair[] =>
  samples.flatMap((one, i) =>
    samples.slice(i + 1).map((two) => ({ a: [one.name], b: [two.name], same: one.person === two.person })),
  )
