// The photographs that `--samples DIR` adds to the library's sample faces.
import { statSync } from 'node:fs'
import { type Sample, samplesIn } from '../../test/kit/faces/samples.ts'
import { stop } from '../../tools/options.ts'

/** None without a folder; a folder that does not exist ends the command. */
export const moreSamples = async (folder: string | undefined): Promise<Sample[]> => {
  if (folder === undefined) return []
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory()
    ? samplesIn(folder)
    : stop(`There is no folder ${folder}: --samples names one with photographs such as person-1.jpg.`)
}
