// The people of a calibration from a folder: one folder a person, `selfie-1.jpg`, `selfie-2-1.jpg` (round 2, frame 1), `card-1.jpg`.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodePicture } from '../../src/examiner/pictures.ts'
import type { Subject } from '../../src/vision/face/calibrate.ts'
import type { FaceEngine } from '../../src/vision/face/human.ts'
import type { FacePrint } from '../../src/vision/face/print.ts'
import { printCard } from '../../src/vision/face/prints.ts'

type About = { sex?: string; age?: number }

/** `persons.csv` (person,sex,age) or `persons.json` ({"person": {"sex", "age"}}); without them no figures by group. */
export const readAbout = (folder: string): Record<string, About> => {
  const [json, csv] = [join(folder, 'persons.json'), join(folder, 'persons.csv')]
  if (existsSync(json)) return JSON.parse(readFileSync(json, 'utf8'))
  if (!existsSync(csv)) return {}
  const [head, ...lines] = readFileSync(csv, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter(Boolean)
  const columns = head.split(',').map((cell) => cell.trim().toLowerCase())
  const cell = (line: string, name: string) => line.split(',')[columns.indexOf(name)]?.trim() || undefined
  return Object.fromEntries(
    lines.map((line) => {
      const age = Number(cell(line, 'age') ?? Number.NaN)
      return [cell(line, 'person') ?? '', { sex: cell(line, 'sex'), age: Number.isFinite(age) ? age : undefined }]
    }),
  )
}

const named = /^(selfie|card)-(\d+)(?:-(\d+))?\.(jpe?g|png|webp)$/i

/** Prints of everybody; `told` hears of every picture that was left out and why. */
export const readFolder = async (
  folder: string,
  engine: FaceEngine,
  told: (sentence: string) => void,
): Promise<Subject[]> => {
  const about = readAbout(folder)
  const subjects: Subject[] = []
  const people = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  for (const { name } of people) {
    const rounds = new Map<string, FacePrint[]>()
    const cards: FacePrint[] = []
    for (const file of readdirSync(join(folder, name)).sort()) {
      const [, side, round] = named.exec(file) ?? []
      const path = join(name, file)
      if (!side) {
        told(`${path} is neither selfie-N nor card-N`)
        continue
      }
      const picture = await decodePicture(readFileSync(join(folder, path)))
      const print = picture.ok ? await printCard(engine, picture.value) : undefined
      if (!print) told(`${path} ${picture.ok ? 'shows no face' : 'is no picture'}`)
      else if (side.toLowerCase() === 'card') cards.push(print)
      else rounds.set(round, [...(rounds.get(round) ?? []), print])
    }
    subjects.push({ name, ...about[name], selfies: [...rounds.values()], cards })
  }
  return subjects
}
