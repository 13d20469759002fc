// `npm run bench -- spoof [--real DIR --attack DIR --fps N --people N --json]`: which attacks pass the phone's selfie and which people
// do not (ISO/IEC 30107-3: APCER, BPCER).
import { statSync } from 'node:fs'
import { openFaceEngine } from '../src/examiner/face.ts'
import { openHuman } from '../src/examiner/human.ts'
import type { FaceTemplate } from '../src/vision/face/model.ts'
import { interval, share } from '../src/vision/face/rates.ts'
import { cardTemplate } from '../src/vision/face/templates.ts'
import { shrink } from '../src/vision/pixels.ts'
import { loosestCalibration } from '../test/kit/faces/calibration.ts'
import { gridSamples } from '../test/kit/faces/samples.ts'
import { optionsOf, stop, wholeNumber } from '../tools/options.ts'
import { moreSamples } from './faces/more-samples.ts'
import { presentationsIn } from './spoof/folder.ts'
import { type Signals, type Trial, type TrialTools, tryAttack, tryPuppet, tryReal } from './spoof/trials.ts'

const help = `npm run bench -- spoof [--real DIR] [--attack DIR] [--fps N] [--people N] [--samples DIR] [--json]

--real    a folder of presentations of real people; --attack: of attacks. A picture (JPEG, PNG, WebP) is a photograph held
          before the camera. A subfolder is one recording: its frames as pictures, in the order of their names.
          Videos are not read. Extract the frames: ffmpeg -i clip.mp4 -vf fps=10 DIR/clip/%04d.jpg
          A recording of a person may hold asks.json, the challenges of that recording, such as ["turnLeft", "lookUp"].
          Without it the recording is tried against all six orders of challenges, and fails most of them
--fps     frames a second of the recordings (10)
--people  how many of the sample faces (all)
--samples  more sample faces: photographs named person-1.jpg, person-2.jpg
--json    the same figures as one line

Without --real the library's sample faces are the people. Without --attack the attacks are photographs, recordings and the puppet
camera, made of the same faces.`
const values = optionsOf(help, {
  real: { type: 'string' },
  attack: { type: 'string' },
  fps: { type: 'string', default: '10' },
  people: { type: 'string', default: '99' },
  samples: { type: 'string' },
  json: { type: 'boolean', default: false },
})
const [fps, people] = [wholeNumber('--fps', values.fps), wholeNumber('--people', values.people)]
for (const folder of [values.real, values.attack])
  if (folder && !statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    stop(`There is no folder ${folder}: --help says what it should contain.`)

const on = { enabled: true }
const off = { enabled: false }
const human = await openHuman({
  face: {
    enabled: true,
    detector: { maxDetected: 2, return: false },
    mesh: on,
    iris: off,
    emotion: off,
    description: off,
    antispoof: on,
    liveness: on,
  },
})
await human.load()
const engine = { ...(await openFaceEngine()), triangles: human.faceTriangulation }
const signals: Signals = async (picture) => {
  const tensor = human.tf.browser.fromPixels({ ...picture, data: new Uint8Array(picture.data) }, 3)
  const { face } = await human.detect(tensor)
  human.tf.dispose(tensor)
  return { live: face[0]?.live ?? 0, real: face[0]?.real ?? 0 }
}
const samples = [...(await gridSamples()), ...(await moreSamples(values.samples))].slice(0, people)
const prints: FaceTemplate[] = []
for (const { photo } of samples) {
  const print = await cardTemplate(engine, shrink(photo, 1280))
  if (print) prints.push(print)
}
const calibration = loosestCalibration(
  engine.model,
  prints.map((print) => [print]),
)
const tools: TrialTools = { engine, signals, fps, calibration }

const real: Trial[] = []
const attacks: Trial[] = []
if (values.real)
  for await (const one of presentationsIn(values.real, console.error)) real.push(...(await tryReal(tools, one)))
else for (const { name, photo } of samples) real.push(...(await tryReal(tools, { name, photo })))
if (values.attack)
  for await (const one of presentationsIn(values.attack, console.error)) attacks.push(...(await tryAttack(tools, one)))
else
  for (const { name, photo } of samples) {
    attacks.push(...(await tryAttack(tools, { name, photo })))
    attacks.push(...(await tryPuppet(tools, name, photo, photo)))
    if (!values.json) console.error(`tried ${name}`)
  }
if (real.length === 0 || attacks.length === 0)
  stop(`Nothing was found in ${real.length === 0 ? values.real : values.attack}: --help says what it should contain.`)

const percent = (part: number) => (Number.isNaN(part) ? '–' : `${(100 * part).toFixed(0)} %`)
const rateOf = (trials: readonly Trial[], says: (trial: Trial) => boolean) => ({
  count: trials.filter(says).length,
  of: trials.length,
})
const told = (rate: { count: number; of: number }) => {
  const { low, high } = interval(rate)
  return rate.of === 0 ? '–' : `${percent(share(rate))} (${rate.count}/${rate.of}; ${percent(low)}–${percent(high)})`
}
const gate = 0.5
const kinds = (trials: readonly Trial[]) => [...new Set(trials.map(({ kind }) => kind))]
const still = (kind: string) => kind === 'photograph of a person'
const rowOf = (trials: readonly Trial[], kind: string) => {
  const these = trials.filter((trial) => trial.kind === kind)
  const looked = these.filter(({ signals: found }) => found)
  return {
    kind,
    face: rateOf(these, ({ face }) => face),
    // A single photograph cannot follow a challenge: as a person's sample it says nothing about a full round.
    full: still(kind) ? { count: 0, of: 0 } : rateOf(these, ({ full }) => full),
    live: rateOf(looked, ({ signals: found }) => (found?.live ?? 0) >= gate),
    antispoof: rateOf(looked, ({ signals: found }) => (found?.real ?? 0) >= gate),
    rechecked: rateOf(
      these.filter(({ rechecked }) => rechecked !== undefined),
      ({ rechecked }) => rechecked === true,
    ),
  }
}
const rows = {
  real: kinds(real).map((kind) => rowOf(real, kind)),
  attack: kinds(attacks).map((kind) => rowOf(attacks, kind)),
}
if (values.json) {
  console.log(JSON.stringify(rows))
  process.exit()
}
const table = (list: readonly ReturnType<typeof rowOf>[]) =>
  console.table(
    list.map(({ kind, face, full, live, antispoof, rechecked }) => ({
      kind,
      'accepted as a face': told(face),
      'full round passed': told(full),
      [`liveness ≥ ${gate}`]: told(live),
      [`antispoof ≥ ${gate}`]: told(antispoof),
      'and raised by the recheck': told(rechecked),
    })),
  )
console.log('Real people. BPCER = 100 % less the share that passes:')
table(rows.real)
console.log('Attacks. APCER = the share that passes:')
table(rows.attack)
console.log(`In brackets: counts, and Wilson’s 95 % interval. Rows share photographs, so the true interval is wider.
A photograph can be accepted as a face but cannot follow a challenge. Before a challenge the phone does not tell a person from a photograph.
Liveness and antispoof show what the Human library’s networks would stop. The product stops nobody by them: it records liveness and does not
load antispoof.
Recheck: with a calibration made of the same people and the most lenient bands allowed; the attacker’s photograph is the card’s.
Without a calibration a reviewer looks at every case.
The recheck finds the puppet because its frames are too similar: a drawn picture has no sensor noise. It does not find a puppet with noise.
The service’s challenges stop photographs and recordings. Nothing here stops a puppet that follows the challenges and adds noise.`)
const stopped = new Map<string, number>()
for (const { kind, why } of [...real, ...attacks])
  stopped.set(`${kind}: ${why}`, (stopped.get(`${kind}: ${why}`) ?? 0) + 1)
console.log('How the trials ended:')
for (const [how, count] of stopped) console.log(`  ${count} × ${how}`)
