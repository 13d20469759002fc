// Reads presentations from a folder: a picture is a photograph held before the camera, a subfolder is one recording's frames in name order.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Ask } from '../../src/core/face/asks.ts'
import { decodePicture } from '../../src/examiner/pictures.ts'
import { type Pixels, shrink } from '../../src/vision/pixels.ts'

/** `asks`: the challenges during the recording, from `asks.json` in the subfolder, such as `["turnLeft", "lookUp"]`. */
export type Presentation = { name: string; photo?: Pixels; frames?: Pixels[]; asks?: Ask[] }

const isPicture = (name: string) => /\.(jpe?g|png|webp)$/i.test(name)
const known: readonly string[] = ['turnLeft', 'turnRight', 'lookUp', 'blink'] satisfies Ask[]
/** Pixels are scaled down to these on the longer side, in px. Frames are smaller because a recording may have hundreds. */
const longest = { photo: 1280, frame: 640 }

const pixelsOf = async (file: string, most: number): Promise<Pixels | undefined> => {
  const decoded = await decodePicture(readFileSync(file))
  return decoded.ok ? shrink(decoded.value, most) : undefined
}

const asksIn = (file: string): Ask[] | undefined => {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'))
    const asks = Array.isArray(read) && read.length > 0 && read.every((ask) => known.includes(ask))
    return asks ? (read as Ask[]) : undefined
  } catch {
    return undefined
  }
}

/** Calls `told` with a sentence for each file that is skipped. */
export async function* presentationsIn(folder: string, told: (sentence: string) => void): AsyncGenerator<Presentation> {
  const inOrder = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true })
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => inOrder(a.name, b.name))
  for (const entry of entries) {
    const { name } = entry
    const path = join(folder, name)
    if (!entry.isDirectory()) {
      const photo = isPicture(name) ? await pixelsOf(path, longest.photo) : undefined
      if (photo) yield { name, photo }
      else told(`${path} is no picture. Of a video, make a folder of its frames (--help)`)
      continue
    }
    const frames: Pixels[] = []
    for (const file of readdirSync(path).filter(isPicture).sort(inOrder)) {
      const frame = await pixelsOf(join(path, file), longest.frame)
      if (frame) frames.push(frame)
      else told(`${join(path, file)} is no picture`)
    }
    if (frames.length === 0) {
      told(`${path} holds no frames: JPEG, PNG or WebP in the order of their names`)
      continue
    }
    const list = join(path, 'asks.json')
    const asks = existsSync(list) ? asksIn(list) : undefined
    if (existsSync(list) && !asks) told(`${list} is no list of ${known.join(', ')}: taken as if it were not there`)
    yield { name, frames, asks }
  }
}
