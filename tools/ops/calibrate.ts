// `npm run calibrate -- --dir DIR [--out FILE] [--seed N]`: learns the mean faces and thresholds of a deployment (docs/calibration.md), or says why it cannot.
import { createHash } from 'node:crypto'
import { statSync, writeFileSync } from 'node:fs'
import { defaultFaceModel, faceModelNames } from '../../src/core/face/recipes.ts'
import { openFaceEngine } from '../../src/examiner/face.ts'
import { hasFaceModel } from '../../src/examiner/model-files.ts'
import { calibrate, calibrationRules, type GroupFinding, type SureRate } from '../../src/vision/face/calibrate.ts'
import { share } from '../../src/vision/face/rates.ts'
import { optionsOf, stop, wholeNumber } from '../options.ts'
import { readAttributes } from './calibrate/attributes.ts'
import { readFolder } from './calibrate/folder.ts'

const help = `npm run calibrate -- --dir DIR [--model NAME] [--out calibration.json] [--seed N]

--dir   one folder a person: selfie-1.jpg, selfie-2.jpg (or frames of one round: selfie-1-1.jpg, selfie-1-2.jpg, selfie-1-3.jpg)
        and card-1.jpg, as JPEG, PNG or WebP; beside the folders, optional, persons.csv: person,sex,age
--out   where the calibration is written: one line, for the setting FACE_CALIBRATION
--model the face model, as the setting FACE_MODEL names it: ${faceModelNames.join(' or ')} (${defaultFaceModel})
--seed  splits the persons into thirds: for the mean faces, the thresholds and the reported figures

At least ${calibrationRules.persons} persons are needed, 100 to 150 are better. Each reason to refuse is one sentence. See docs/calibration.md.`
const values = optionsOf(help, {
  dir: { type: 'string' },
  out: { type: 'string', default: 'calibration.json' },
  model: { type: 'string', default: defaultFaceModel },
  seed: { type: 'string', default: '1' },
})
const seed = wholeNumber('--seed', values.seed, 0)
const { dir, out } = values
const model = faceModelNames.find((name) => name === values.model)
if (!model) throw stop(`--model is ${faceModelNames.join(' or ')}, and not "${values.model}".`)
if (!hasFaceModel(model)) throw stop(`The package of ${model} is not installed: run npm ci, or choose another --model.`)
if (!dir) throw stop('Which people? --dir names the folder: --help says what belongs into it.')
if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory())
  throw stop(`There is no folder ${dir}: --help says what belongs into it.`)

const percent = (part: number) => (Number.isNaN(part) ? '–' : `${(100 * part).toFixed(2)} %`)
const withInterval = ({ low, high, ...rate }: SureRate) =>
  `${percent(share(rate))} (${rate.count}/${rate.of}; ${percent(low)}–${percent(high)})`
const row = ({ group, frames, falseMatch, missed, refused }: GroupFinding) => ({
  group,
  frames,
  'strangers that match (FAR)': withInterval(falseMatch),
  'own face below match (FRR)': withInterval(missed),
  'own face to try again': withInterval(refused),
})

const about = readAttributes(dir)
if (!about.ok) throw stop(about.reason)
const engine = await openFaceEngine(model)
const subjects = await readFolder(dir, about.value, engine, console.error)
const today = new Date().toISOString().slice(0, 10)
const calibrated = calibrate(
  engine.model,
  subjects,
  seed,
  (learnt) => `${today}-${createHash('sha256').update(JSON.stringify(learnt)).digest('hex').slice(0, 8)}`,
)
if (!calibrated.ok) throw stop(...calibrated.faults, 'No calibration was written.')
const { calibration, findings } = calibrated.value
console.table(findings.map(row))
console.log(
  'In brackets: counts, and a 95 % interval over persons who are drawn anew, or Wilson’s where that is wider.',
)
console.log(
  `${calibration.recipe}: match from ${calibration.match.toFixed(3)}, again below ${calibration.again.toFixed(2)}`,
)
const text = JSON.stringify(calibration)
try {
  writeFileSync(out, `${text}\n`)
} catch {
  stop(`${out} cannot be written: --out names another file.`)
}
console.log(`Calibration ${calibration.version}: ${out} (${text.length} characters), for the setting FACE_CALIBRATION`)
