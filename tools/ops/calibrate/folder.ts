// Reads the pictures of a calibration: one folder for each person with `selfie-1.jpg`, `selfie-2-1.jpg` (round 2, frame 1), `card-1.jpg`.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodePicture } from '../../../src/examiner/pictures.ts'
import type { Subject } from '../../../src/vision/face/calibrate.ts'
import type { FaceEngine } from '../../../src/vision/face/human.ts'
import type { FaceTemplate } from '../../../src/vision/face/model.ts'
import { cardTemplate } from '../../../src/vision/face/templates.ts'
import { shrink } from '../../../src/vision/pixels.ts'
import type { PersonAttributes } from './attributes.ts'

const named = /^(selfie|card)-(\d+)(?:-([1-9]\d*))?\.(jpe?g|png|webp)$/i
/** px; pictures are shrunk to this length of the longer side. More pixels find no more faces and need more memory. */
const longest = 1280
/** ms between two reports of progress. */
const reportEvery = 30_000

/** The face templates of every person; `report` receives a sentence for every picture and person that is left out, and why. */
export const readFolder = async (
  folder: string,
  about: Readonly<Record<string, PersonAttributes>>,
  engine: FaceEngine,
  report: (sentence: string) => void,
): Promise<Subject[]> => {
  const subjects: Subject[] = []
  const people = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const names = new Set(people.map(({ name }) => name))
  for (const name of Object.keys(about))
    if (!names.has(name)) report(`there is no folder of ${name}, who is on the list`)
  let reportedAt = performance.now()
  for (const { name } of people) {
    const rounds = new Map<string, FaceTemplate[]>()
    const cards: FaceTemplate[] = []
    if (Object.keys(about).length > 0 && !about[name]) report(`${name} is not on the list of persons`)
    for (const file of readdirSync(join(folder, name)).sort()) {
      const [, side, round, frame] = named.exec(file) ?? []
      const path = join(name, file)
      if (!side) {
        report(`${path} is neither selfie-N nor card-N`)
        continue
      }
      const picture = await decodePicture(readFileSync(join(folder, path)))
      const print = picture.ok
        ? await cardTemplate(engine, shrink(picture.value, longest), frame ? Number(frame) - 1 : undefined)
        : undefined
      if (!print) report(`${path} ${picture.ok ? 'shows no face' : 'is no picture'}`)
      else if (side.toLowerCase() === 'card') cards.push(print)
      else rounds.set(round, [...(rounds.get(round) ?? []), print])
    }
    subjects.push({ name, ...about[name], selfies: [...rounds.values()], cards })
    if (performance.now() - reportedAt < reportEvery) continue
    reportedAt = performance.now()
    report(`${subjects.length} of ${people.length} people`)
  }
  return subjects
}
