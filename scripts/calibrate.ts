// `npm run calibrate -- --dir DIR [--out FILE] [--seed N]`: learns a deployment's own means and thresholds (docs/calibration.md), or refuses.
import { createHash } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openFaceEngine } from '../src/examiner/face.ts'
import { calibrate, type Finding } from '../src/vision/face/calibrate.ts'
import { interval, type Rate, share } from '../src/vision/face/rates.ts'
import { readFolder } from './calibrate/folder.ts'

const { values } = parseArgs({
  options: {
    dir: { type: 'string' },
    out: { type: 'string', default: 'calibration.json' },
    seed: { type: 'string', default: '1' },
  },
})
const stop = (sentences: readonly string[]): never => {
  for (const sentence of sentences) console.error(sentence)
  process.exit(1)
}
const { dir } = values
if (!dir || !existsSync(dir)) throw stop(['--dir names the folder of the people: see docs/calibration.md'])

const percent = (part: number) => (Number.isNaN(part) ? '–' : `${(100 * part).toFixed(2)} %`)
const sure = (rate: Rate) => {
  const { low, high } = interval(rate)
  return `${percent(share(rate))} (${rate.count}/${rate.of}; ${percent(low)}–${percent(high)})`
}
const row = ({ group, frames, falseMatch, missed, refused }: Finding) => ({
  ...{ group, frames },
  'strangers that match (FAR)': sure(falseMatch),
  'own face below match (FRR)': sure(missed),
  'own face to try again': sure(refused),
})

const subjects = await readFolder(dir, await openFaceEngine(), console.error)
const today = new Date().toISOString().slice(0, 10)
const calibrated = calibrate(
  subjects,
  Number(values.seed),
  (learnt) => `${today}-${createHash('sha256').update(JSON.stringify(learnt)).digest('hex').slice(0, 8)}`,
)
if (!calibrated.ok) throw stop([...calibrated.faults, 'No calibration was written.'])
const { calibration, findings } = calibrated.value
console.table(findings.map(row))
console.log(
  'In brackets: counts, and Wilson’s 95 % interval. Pairs share persons and are not independent: the truth is wider.',
)
console.log(
  `match from ${calibration.one.match.toFixed(3)} (one frame), ${calibration.several.match.toFixed(3)} (three)`,
)
const text = JSON.stringify(calibration)
writeFileSync(values.out, `${text}\n`)
console.log(
  `Calibration ${calibration.version}: ${values.out} (${text.length} characters), for the setting FACE_CALIBRATION`,
)
