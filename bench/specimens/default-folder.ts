// The photographs of cards that a bench reads: those of a given folder, or specimens drawn here on the first run and kept.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { stop } from '../../tools/options.ts'

const drawn = '.data/specimens'
/** Four photographs each: enough for a first figure in one to two minutes of reading. */
const people = '12'

const isComplete = (folder: string) => existsSync(join(folder, 'truth.json'))

/** The folder to read from. Draws the default specimens if they are not there yet; ends the command if `given` has no truth.json. */
export const specimenFolder = (given: string | undefined): string => {
  if (given !== undefined)
    return isComplete(given)
      ? given
      : stop(`There is no truth.json in ${given}. Draw such a folder: npm run bench -- specimens --dir ${given}`)
  if (isComplete(drawn)) return drawn
  console.log(`No specimens yet: drawing ${people} people into ${drawn} (once, about a minute) …`)
  const draw = ['--import', 'tsx', 'bench/run.ts', 'specimens', '--dir', drawn, '--count', people]
  const { status } = spawnSync(process.execPath, draw, { stdio: 'inherit' })
  return status === 0 ? drawn : stop('The specimens could not be drawn.')
}
