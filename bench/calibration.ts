// `npm run bench -- calibration [--seed N --out FILE]`: runs `npm run calibrate` on people made of the sample faces, and tries the
// calibration on people who were not among them.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { judgeFaces } from '../src/core/face/bands.ts'
import { readCalibration } from '../src/core/face/calibration.ts'
import { jpegOf } from '../src/examiner/encode.ts'
import { openFaceEngine } from '../src/examiner/face.ts'
import { openHuman } from '../src/examiner/human.ts'
import { faceModelHere } from '../src/examiner/model-files.ts'
import { scoreFaces } from '../src/vision/face/calibration.ts'
import { seededRandom } from '../src/vision/face/learn.ts'
import { cardTemplate, roundTemplates } from '../src/vision/face/templates.ts'
import { shrink } from '../src/vision/pixels.ts'
import { noisy, puppet } from '../test/kit/faces/cameras.ts'
import { askOrders, play } from '../test/kit/faces/play.ts'
import { recheckRound } from '../test/kit/faces/recheck.ts'
import { gridSamples, type Sample, wholeGrid } from '../test/kit/faces/samples.ts'
import { optionsOf, wholeNumber } from '../tools/options.ts'
import { degrees } from './faces/degrade.ts'
import { printedPortraitIn } from './faces/features.ts'
import { judgeHeldOut, onSeveral } from './faces/held-out.ts'
import { moreSamples } from './faces/more-samples.ts'

const help = `npm run bench -- calibration [--out FILE] [--samples DIR] [--seed N]

Runs npm run calibrate on the library's sample faces and those of --samples. Each person has one photograph: the figures say something about
strangers and nothing about a person's own face. A person who is twice in the library's grid counts as two.
People with several photographs are left out, and the calibration is tried on them.

--out      keeps the calibration. Try it with npm run demo -- --calibration FILE; never use it for a deployment
--samples  more photographs, named person-1.jpg, person-2.jpg
--seed     splits the people into thirds`
const values = optionsOf(help, {
  seed: { type: 'string', default: '1' },
  out: { type: 'string' },
  samples: { type: 'string' },
})
wholeNumber('--seed', values.seed, 0)
const model = faceModelHere()
const engine = await openFaceEngine(model)
const folder = mkdtempSync(join(tmpdir(), 'calibration-'))
const out = values.out ?? join(folder, 'calibration.json')
const people = join(folder, 'people')

const everybody = [...(await wholeGrid()), ...(await moreSamples(values.samples))]
const heldOut = onSeveral(everybody)
const learnt = everybody.filter((sample) => !heldOut.includes(sample))
for (const { person, photo } of learnt) {
  mkdirSync(join(people, person), { recursive: true })
  writeFileSync(join(people, person, 'selfie-1.jpg'), await jpegOf(shrink(photo, 1280), 90))
  // The card as photographed from near and from farther away.
  for (const [i, degree] of (Object.keys(degrees) as (keyof typeof degrees)[]).entries()) {
    const card = await printedPortraitIn(engine, photo, degree)
    if (card) writeFileSync(join(people, person, `card-${i + 1}.jpg`), await jpegOf(card, 90))
  }
}
console.log(`${learnt.length} people with one photograph each, and two printed portraits of it as cards`)
const command = [
  '--import',
  'tsx',
  'tools/ops/calibrate.ts',
  '--dir',
  people,
  '--out',
  out,
  '--seed',
  values.seed,
  '--model',
  model,
]
const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' })
const calibration = status === 0 ? readCalibration(readFileSync(out, 'utf8')) : undefined
rmSync(folder, { recursive: true })
if (!calibration) process.exit(1)

console.log(
  '\nPeople who were not in it, of whom there are several photographs: one frame beside the card of another photograph',
)
console.table(await judgeHeldOut(engine, heldOut, calibration))

/** A puppet plays one person, compared with his other photographs and with those of other people. */
const { faceTriangulation: triangles } = await openHuman({})
const samples = await gridSamples()
const [man, ...others] = samples as [Sample, ...Sample[]]
const made = await puppet({ ...engine, triangles }, man.photo)
const played = await play(noisy(made!.camera, seededRandom(1)), askOrders[0]!)
const centred = played.kept.filter(({ ask }) => ask === 'centre').slice(-3)
const prints = await roundTemplates(
  engine,
  centred.map(({ pixels, faces }) => ({ pixels, face: faces[0]! })),
)
console.log('\nA whole round of three frames, played by a puppet with sensor noise')
for (const { name, photo } of others) {
  const card = await cardTemplate(engine, photo)
  const scores = card && scoreFaces(engine.model, prints, card, calibration)
  const { outcome } = await recheckRound(engine, played, photo, calibration)
  const score = scores?.centred?.score.toFixed(2)
  const word = 'level' in outcome ? outcome.level : `for a person: ${outcome.review}`
  console.log(
    `${man.name} with the card of ${name}: ${score}, ${scores && judgeFaces(scores, engine.model.recipe, calibration)}; recheck: ${word}`,
  )
}
