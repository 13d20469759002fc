// The pairs that `npm run bench -- faces` compares: those of a list, or all pairs of the sample faces.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { decodePicture } from '../../src/examiner/pictures.ts'
import type { Pixels } from '../../src/vision/pixels.ts'
import { allPairs, type Pair, wholeGrid } from '../../test/kit/faces/samples.ts'
import { stop } from '../../tools/options.ts'
import { moreSamples } from './more-samples.ts'
import { readPairs } from './pairs.ts'

/** `photo` gives undefined for a picture that is missing or cannot be read. */
export type PairSelection = { pairs: Pair[]; photo: (name: string) => Promise<Pixels | undefined> }

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false

/** Names in the list are relative to the folder, or absolute paths. */
export const pairsFrom = (folder: string, list: string): PairSelection => {
  if (!existsSync(folder)) return stop(`There is no folder ${folder}: --images names the one with the pictures.`)
  if (!isFile(list)) return stop(`There is no file ${list}: --pairs names the list, rows of a,b,same.`)
  const read = readPairs(readFileSync(list, 'utf8'))
  if (!read.ok) return stop(`${list}: ${read.reason}.`, 'Write rows of a,b,same, such as: one.jpg,two.jpg,1')
  if (read.value.skipped > 0) console.log(`${read.value.skipped} lines of the list are no pair and were left out`)
  return {
    pairs: read.value.pairs,
    photo: async (name) => {
      const file = [join(folder, name), name].find(isFile)
      const decoded = file ? await decodePicture(readFileSync(file)) : undefined
      return decoded?.ok ? decoded.value : undefined
    },
  }
}

export const samplePairs = async (folder: string | undefined): Promise<PairSelection> => {
  const samples = [...(await wholeGrid()), ...(await moreSamples(folder))]
  console.log(
    `${samples.length} sample faces; nearly all pairs of one person are of one man, and most strangers are of the other sex: no measure of people`,
  )
  const photos = new Map(samples.map(({ name, photo }) => [name, photo]))
  return { pairs: allPairs(samples), photo: async (name) => photos.get(name) }
}
