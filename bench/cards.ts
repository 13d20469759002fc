// `npm run bench -- cards`: how well cards are read. Per field: exact matches, character errors, flagged readings, wrong readings that
// were accepted. Also corner errors and seconds per card.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { editDistance } from '../src/vision/card/date-text.ts'
import { findCard } from '../src/vision/card/find.ts'
import { readCard } from '../src/vision/card/read.ts'
import type { FieldReading } from '../src/vision/card/reading.ts'
import { looksLikeScreen } from '../src/vision/card/screen.ts'
import { project, squareToQuad } from '../src/vision/homography.ts'
import type { Quad } from '../src/vision/pixels.ts'
import { readJpeg } from '../test/kit/card/photo.ts'
import { loadGazetteer } from '../test/kit/card/places.ts'
import { openTesseract } from '../test/kit/card/tesseract.ts'
import { type Specimen, truthOf } from '../test/kit/card/truth.ts'
import { optionsOf } from '../tools/options.ts'
import { openNaive } from './cards/naive.ts'
import { specimenFolder } from './specimens/default-folder.ts'

const help = `npm run bench -- cards [--dir DIR] [--only N,N] [--shift DX,DY] [--naive] [--unread] [--verbose]

--dir      photos and their truth.json, as npm run bench -- specimens draws them (.data/specimens, drawn on the first run)
--only     only these people, by the numbers in the file names
--shift    reads each front as if its print lay this many millimetres to the right and lower: 0,0.5 or -1,0
--naive    also runs tesseract on the whole photograph, to compare
--unread   measures only corners and screens, and reads nothing
--verbose  prints each misread field and the seconds of each photograph`
const values = optionsOf(help, {
  dir: { type: 'string' },
  only: { type: 'string' },
  shift: { type: 'string', default: '0,0' },
  naive: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
  unread: { type: 'boolean', default: false },
})
const folder = specimenFolder(values.dir)
const list = join(folder, 'truth.json')
const only = values.only?.split(',').map(Number)
const specimens = (JSON.parse(readFileSync(list, 'utf8')) as Specimen[]).filter(({ n }) => !only || only.includes(n))

const [right, lower] = values.shift.split(',').map(Number)
const shifted = right !== 0 || lower !== 0
/** Corners for which the card's print lies elsewhere than the layout says. */
const shiftedQuad = (quad: Quad): Quad => {
  const m = squareToQuad(quad)
  const [dx, dy] = [-right / 85.6, -lower / 54]
  return [project(m, dx, dy), project(m, 1 + dx, dy), project(m, 1 + dx, 1 + dy), project(m, dx, 1 + dy)]
}

type CardTally = {
  photos: number
  exact: number
  letters: number
  slips: number
  flagged: number
  acceptedWrong: number
}
const tallies: Record<string, CardTally> = {}
const naive: Record<string, CardTally> = {}
const none = (): CardTally => ({ photos: 0, exact: 0, letters: 0, slips: 0, flagged: 0, acceptedWrong: 0 })
const add = (all: Record<string, CardTally>, field: string, truth: string, slips: number, accepted: boolean) => {
  all[field] ??= none()
  const tally = all[field]
  tally.photos++
  tally.letters += truth.length
  tally.slips += slips
  if (slips === 0) tally.exact++
  if (!accepted) tally.flagged++
  else if (slips > 0) tally.acceptedWrong++
}
const count = (field: string, reading: FieldReading | undefined, truth: string) => {
  const slips = editDistance(reading?.value ?? '', truth)
  add(tallies, field, truth, slips, reading?.status === 'accepted')
  if (values.verbose && slips > 0)
    console.log(`  ${field}: “${reading?.value}” for “${truth}”`, reading?.status, reading?.candidates)
}

/** Largest corner error in per cent of the card's width. A card found upside down counts as found. */
const cornerError = (found: Quad, truth: Quad) => {
  const worst = (quad: Quad) => Math.max(...quad.map(([x, y], i) => Math.hypot(x - truth[i][0], y - truth[i][1])))
  const [a, b, c, d] = found
  const width = Math.hypot(truth[1][0] - truth[0][0], truth[1][1] - truth[0][1])
  return (100 * Math.min(worst(found), worst([c, d, a, b]))) / width
}

const { recognise, close } = await openTesseract()
const gazetteer = await loadGazetteer()
const whole = values.naive ? await openNaive() : undefined
const cornerErrors: number[] = []
/** [photographs, of these taken for a screen], for printed cards and for cards shown on a screen. */
const screens = { printed: [0, 0], shown: [0, 0] }
const seconds: Record<string, number[]> = { front: [], back: [], naive: [] }
const timed = async <T>(into: number[], work: () => Promise<T>): Promise<T> => {
  const started = performance.now()
  const result = await work()
  into.push((performance.now() - started) / 1000)
  return result
}
for (const specimen of specimens)
  for (const [kind, { file, quad, screen }] of Object.entries(specimen.files)) {
    const side = kind.endsWith('front') ? 'front' : 'back'
    const photo = readJpeg(join(folder, file))
    const found = findCard(photo)
    cornerErrors.push(found.ok ? cornerError(found.value, quad) : 100)
    const noticed = found.ok && looksLikeScreen(photo, found.value)
    const counts = screens[screen ? 'shown' : 'printed']
    counts[0]++
    if (noticed) counts[1]++
    if (values.unread) continue
    if (shifted && side === 'back') continue
    const corners = shifted && found.ok ? shiftedQuad(found.value) : undefined
    const read = await timed(seconds[side], () => readCard(photo, side, recognise, { corners, gazetteer }))
    if (values.verbose) console.log(file, read.ok ? `${seconds[side].at(-1)?.toFixed(2)} s` : read.reason)
    const fields: Record<string, FieldReading> = read.ok ? read.value.fields : {}
    const how = kind.split('_')[0]
    const truths = Object.entries(truthOf(specimen, side))
    for (const [field, truth] of truths) count(`${field} ${how}`, fields[field], truth)
    if (!whole) continue
    const text = await timed(side === 'front' ? seconds.naive : [], () => whole.read(join(folder, file)))
    for (const [field, truth] of truths) add(naive, `${field} ${how}`, truth, whole.slips(text, truth), true)
  }
await close()
await whole?.close()

const rate = (part: number, of: number) => Number((part / Math.max(1, of)).toFixed(3))
const rows = (all: Record<string, CardTally>, ours: boolean) =>
  Object.fromEntries(
    Object.entries(all).map(([field, { photos, exact, letters, slips, flagged, acceptedWrong }]) => [
      field,
      {
        photos,
        exact: rate(exact, photos),
        characterErrors: rate(slips, letters),
        ...(ours && { flagged: rate(flagged, photos), acceptedWrong }),
      },
    ]),
  )
if (!values.unread) console.table(rows(tallies, true))
if (whole) {
  console.log('naive: tesseract on the whole photograph, values searched in its text')
  console.table(rows(naive, false))
}
const mean = (all: number[]) => all.reduce((a, b) => a + b, 0) / Math.max(1, all.length)
const wrong = Object.values(tallies).reduce((sum, { acceptedWrong }) => sum + acceptedWrong, 0)
const over = cornerErrors.filter((error) => error > 1).length
const { front, back } = seconds
console.log(
  `corners: largest error ${Math.max(...cornerErrors).toFixed(2)} % of the card's width, over 1 % in ${over} of ${cornerErrors.length}`,
)
for (const [made, [photos, noticed]] of Object.entries(screens))
  if (photos > 0)
    console.log(
      `${made === 'shown' ? 'shown on a screen' : 'printed'}: ${noticed} of ${photos} look photographed off a screen`,
    )
if (values.unread) process.exit()
console.log(`accepted and wrong: ${wrong}`)
console.log(`seconds a card: front ${mean(front).toFixed(2)}, back ${mean(back).toFixed(2)}`)
if (whole)
  console.log(
    `naive front ${mean(seconds.naive).toFixed(2)} s, ${(mean(seconds.naive) / mean(front)).toFixed(1)} times ours`,
  )
