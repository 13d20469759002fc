// `npm run bench -- spoof [--real DIR --attack DIR --fps N --people N --json]`: who passes the phone's selfie (ISO/IEC 30107-3: APCER, BPCER).
import { statSync } from 'node:fs'
import { openFaceEngine } from '../src/examiner/face.ts'
import { openHuman } from '../src/examiner/human.ts'
import type { FaceEngine } from '../src/phone/vision/face.ts'
import { interval, share } from '../src/vision/face/rates.ts'
import type { FaceTemplate } from '../src/vision/face/template.ts'
import { cardTemplate } from '../src/vision/face/templates.ts'
import { shrink } from '../src/vision/pixels.ts'
import { loosestCalibration } from '../test/kit/faces/calibration.ts'
import { gridSamples } from '../test/kit/faces/samples.ts'
import { optionsOf, stop, wholeNumber } from '../tools/options.ts'
import { moreSamples } from './faces/more-samples.ts'
import { presentationsIn } from './spoof/folder.ts'
import { type Signals, type Trial, type TrialTools, tryAttack, tryPuppet, tryReal } from './spoof/trials.ts'

const help = `npm run bench -- spoof [--real DIR] [--attack DIR] [--fps N] [--people N] [--samples DIR] [--json]

--real    presentations of real people, --attack of attacks. In such a folder a picture (JPEG, PNG, WebP) is a photograph held
          before the camera, and a subfolder is one recording: its frames as pictures, in the order of their names.
          A video is not read. Make frames of it: ffmpeg -i clip.mp4 -vf fps=10 DIR/clip/%04d.jpg
          A recording of a person may hold asks.json, what was asked meanwhile, such as ["turnLeft", "lookUp"]; without it
          it is tried against each of the six orders that the service draws, most of which it cannot have answered
--fps     frames a second of the recordings (10)
--people  how many of the sample faces (all)
--samples  more sample faces: photographs named person-1.jpg, person-2.jpg
--json    the same figures as one line

In place of a folder that is not given: the library's sample faces as people, and photographs of them, recordings and the
puppet camera as attacks.`
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
    stop(`There is no folder ${folder}: --help says what belongs into it.`)

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
const engine: FaceEngine = { ...(await openFaceEngine()), backend: 'wasm', triangles: human.faceTriangulation }
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
const calibration = loosestCalibration(prints.map((print) => [print]))
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
  stop(`Nothing was found in ${real.length === 0 ? values.real : values.attack}: --help says what belongs into it.`)

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
    // One photograph cannot do what is asked: of people it says nothing, of attacks everything.
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
      'and raised by the second look': told(rechecked),
    })),
  )
console.log('Real people. BPCER = 100 % less the share that passes:')
table(rows.real)
console.log('Attacks. APCER = the share that passes:')
table(rows.attack)
console.log(`In brackets: counts, and Wilson’s 95 % interval. Rows share photographs: the truth is wider.
A photograph alone can be accepted as a face, never fulfil a challenge; the phone does not tell a person from a photograph before it.
Liveness and antispoof are Human’s networks as they would gate; the product gates on neither: it notes liveness, antispoof it does not load.
Second look: by a calibration made of these very people, with the loosest bands there may be; the attacker’s photograph is the card’s.
Without a calibration a person looks at every case.
It finds the puppet by frames that are too alike: a drawn picture has no camera’s noise. Of one that adds noise it has no sign.
Which the service’s own asks stop: photographs, and recordings. What nothing here stops: a puppet that obeys, and adds noise.`)
const stopped = new Map<string, number>()
for (const { kind, why } of [...real, ...attacks])
  stopped.set(`${kind}: ${why}`, (stopped.get(`${kind}: ${why}`) ?? 0) + 1)
console.log('How the trials ended:')
for (const [how, count] of stopped) console.log(`  ${count} × ${how}`)
