// `npm run bench -- gates`: spoils photographs of cards and counts how often the reader names the fault that was made.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { addGrain } from '../src/simulator/specimen/lens.ts'
import { seededRandom } from '../src/simulator/specimen/table.ts'
import { readCard } from '../src/vision/card/read.ts'
import type { CardFault } from '../src/vision/card/reading.ts'
import type { Pixels, Point, Quad } from '../src/vision/pixels.ts'
import { readJpeg } from '../test/kit/card/photo.ts'
import { blankPhoto, blurred, lamp, paste, placed } from '../test/kit/card/rephotograph.ts'
import { openTesseract } from '../test/kit/card/tesseract.ts'
import type { Specimen } from '../test/kit/card/truth.ts'
import { optionsOf, wholeNumber } from '../tools/options.ts'
import { specimenFolder } from './specimens/default-folder.ts'

const help = `npm run bench -- gates [--dir DIR] [--count N] [--verbose]

--dir      photos and their truth.json, as npm run bench -- specimens draws them (.data/specimens, drawn on the first run)
--count    how many people, from the first (12)
--verbose  prints each photograph whose fault was not named`
const values = optionsOf(help, {
  dir: { type: 'string' },
  count: { type: 'string', default: '12' },
  verbose: { type: 'boolean', default: false },
})
const folder = specimenFolder(values.dir)
const specimens = (JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as Specimen[]).slice(
  0,
  wholeNumber('--count', values.count),
)

type Side = 'front' | 'back'
type Card = { photo: Pixels; quad: Quad; side: Side }
const random = seededRandom(116)
const between = (from: number, to: number) => from + (to - from) * random()

const changed = ({ width, height, data }: Pixels, rgb: (r: number, g: number, b: number) => number[]): Pixels => {
  const to = new Uint8ClampedArray(data)
  for (let i = 0; i < to.length; i += 4) to.set(rgb(to[i], to[i + 1], to[i + 2]), i)
  return { width, height, data: to }
}
const dimmed = (photo: Pixels, light: number) => {
  const dark = changed(photo, (r, g, b) => [r * light, g * light, b * light])
  addGrain(dark, 5, 7)
  return dark
}
const at = ({ quad: [a, b, , d] }: Card, u: number, v: number): Point => [
  a[0] + (b[0] - a[0]) * u + (d[0] - a[0]) * v,
  a[1] + (b[1] - a[1]) * u + (d[1] - a[1]) * v,
]
const widthOf = ({ quad: [a, b] }: Card) => Math.hypot(b[0] - a[0], b[1] - a[1])
const lying = (card: Card, share: number, turn: number, centre: Point = [800, 600]) => {
  const photo = blankPhoto(1600, 1200)
  paste(photo, card, placed(centre, 1600 * share, turn))
  return photo
}
const lit = (card: Card, u: number, v: number) => {
  const photo = { ...card.photo, data: card.photo.data.slice() }
  lamp(photo, at(card, u, v), widthOf(card) * between(0.14, 0.3))
  return photo
}

/**
 * Ways of spoiling a photograph. `right`: the faults that are true of it. `mayRead`: reading it is right as well; such a
 * photograph counts only when it is refused.
 */
type Spoiling = { right: (side: Side) => CardFault[]; mayRead?: true; asked?: 'other'; spoil: (card: Card) => Pixels }
const otherSide = (side: Side): CardFault[] => [side === 'front' ? 'front_for_back' : 'back_for_front']
const spoilings: Record<string, Spoiling> = {
  dark: { right: () => ['too_dark'], mayRead: true, spoil: ({ photo }) => dimmed(photo, between(0.08, 0.22)) },
  'dark, the other side': {
    right: (side) => ['too_dark', ...otherSide(side)],
    asked: 'other',
    spoil: ({ photo }) => dimmed(photo, between(0.08, 0.22)),
  },
  'the other side': { right: otherSide, asked: 'other', spoil: ({ photo }) => photo },
  glare: { right: () => ['glare'], mayRead: true, spoil: (card) => lit(card, between(0.15, 0.7), between(0.1, 0.9)) },
  'glare over what counts': {
    right: () => ['glare'],
    mayRead: true,
    spoil: (card) => lit(card, between(0.5, 0.8), card.side === 'front' ? between(0.12, 0.3) : between(0.85, 0.95)),
  },
  blurred: { right: () => ['blurred'], mayRead: true, spoil: (card) => blurred(card.photo, Math.round(between(5, 9))) },
  far: { right: () => ['too_small'], spoil: (card) => lying(card, between(0.25, 0.35), between(-8, 8)) },
  'cut off': { right: () => ['cut_off'], spoil: (card) => lying(card, 0.8, between(-3, 3), [between(300, 420), 600]) },
  'grey copy': {
    right: () => ['photocopy'],
    spoil: ({ photo }) =>
      changed(photo, (r, g, b) => {
        const grey = r * 0.3 + g * 0.59 + b * 0.11
        return [grey, grey * 0.98, grey * 0.93]
      }),
  },
  'turned 20 to 45°': {
    right: () => [],
    mayRead: true,
    spoil: (card) => lying(card, 0.62, between(20, 45) * (random() < 0.5 ? -1 : 1)),
  },
}

const { recognise, close } = await openTesseract()
const rows: Record<string, { photos: number; read: number; rightFault: number; wrongFault: number }> = {}
for (const { files } of specimens)
  for (const [kind, { file, quad }] of Object.entries(files)) {
    if (!kind.startsWith('guided')) continue
    const side: Side = kind.endsWith('front') ? 'front' : 'back'
    const card = { photo: readJpeg(join(folder, file)), quad, side }
    for (const [name, { right, mayRead, asked, spoil }] of Object.entries(spoilings)) {
      rows[name] ??= { photos: 0, read: 0, rightFault: 0, wrongFault: 0 }
      const row = rows[name]
      const expected = asked ? (side === 'front' ? 'back' : 'front') : side
      const read = await readCard(spoil(card), expected, recognise)
      row.photos++
      if (read.ok) row.read++
      const fault = read.ok ? 'read' : read.reason
      if (read.ok ? mayRead : (right(side) as string[]).includes(fault)) row.rightFault += Number(!read.ok)
      else {
        row.wrongFault++
        if (values.verbose) console.log(`${file}, ${name}: ${fault}`)
      }
    }
  }
await close()

console.table(rows)
const sum = (of: 'rightFault' | 'wrongFault') => Object.values(rows).reduce((total, row) => total + row[of], 0)
const refused = sum('rightFault') + sum('wrongFault')
console.log(
  `right sentence: ${sum('rightFault')} of ${refused} photographs that cannot be read (${((100 * sum('rightFault')) / refused).toFixed(1)} %), of at least 95 %`,
)
