// Presentations in a folder: a picture is a photograph held up; a subfolder is one camera's frames in the order of their names.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Ask } from '../../src/core/journey/claims.ts'
import { decodePicture } from '../../src/examiner/pictures.ts'
import type { Pixels } from '../../src/vision/pixels.ts'

/** `asks`: what was asked while it was recorded, from `asks.json` (`["turnLeft", "lookUp"]`) in the subfolder. */
export type Presentation = { name: string; photo?: Pixels; frames?: Pixels[]; asks?: Ask[] }

const isPicture = (name: string) => /\.(jpe?g|png|webp)$/i.test(name)

const pixelsOf = async (file: string): Promise<Pixels> => {
  const decoded = await decodePicture(readFileSync(file))
  if (!decoded.ok) throw new Error(`${file} is no picture`)
  return decoded.value
}

export async function* presentationsIn(folder: string): AsyncGenerator<Presentation> {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name.localeCompare(b.name, 'en', { numeric: true }),
  )
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isFile() && isPicture(entry.name)) yield { name: entry.name, photo: await pixelsOf(path) }
    if (!entry.isDirectory()) continue
    const names = readdirSync(path)
      .filter(isPicture)
      .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    if (names.length === 0) continue
    const list = join(path, 'asks.json')
    const asks = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Ask[]) : undefined
    yield { name: entry.name, frames: await Promise.all(names.map((name) => pixelsOf(join(path, name)))), asks }
  }
}
