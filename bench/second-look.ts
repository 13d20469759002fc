// `npm run bench -- second-look [--cases N --json]`: time and CPU of one recheck in a warm process. Cases are made of the
// library's sample faces: eight frames, a card, a portrait. A busy machine lengthens CPU time less than wall time; the minimum of each is
// closest to an idle machine.

import { openFaceEngine } from '../src/examiner/face.ts'
import { recheckEvidence, warmUp } from '../src/examiner/recheck.ts'
import { photograph } from '../test/kit/faces/cameras.ts'
import { frameMs } from '../test/kit/faces/play.ts'
import { evidenceOf } from '../test/kit/faces/recheck.ts'
import { gridSamples } from '../test/kit/faces/samples.ts'
import { optionsOf, wholeNumber } from '../tools/options.ts'

const help = `npm run bench -- second-look [--cases N] [--json]

--cases  cases to time: 9, at most 11. One more runs first, to warm up
--json   the same figures as one line`
const values = optionsOf(help, {
  cases: { type: 'string', default: '9' },
  json: { type: 'boolean', default: false },
})
const most = wholeNumber('--cases', values.cases)
const shown = ['centre', 'turnLeft', 'lookUp', 'centre', 'centre', 'centre', 'centre', 'centre'] as const

const engine = await openFaceEngine()
await warmUp(engine)
const began = performance.now()
const samples = await gridSamples()
const costs: { ms: number; cpu: number }[] = []
for (const { photo } of samples.slice(0, most + 1)) {
  const camera = await photograph(engine, photo)
  if (!camera) throw new Error('a sample without a face')
  const kept = []
  for (const [i, ask] of shown.entries()) {
    const atMs = i * frameMs
    kept.push({ ...(await camera('centre', 0, atMs)), ask, atMs })
  }
  const asks = ['turnLeft', 'lookUp'] as const
  const evidence = await evidenceOf({ face: true, done: 2, end: 'done', kept, asks, waits: [300, 300, 300] }, photo)
  const before = process.cpuUsage()
  const { report: measured } = await recheckEvidence(engine, { evidence, head: evidence.head }, () => performance.now())
  const { ms, roundScore, portraitScore, cardScore } = measured
  const { user, system } = process.cpuUsage(before)
  if ([roundScore, portraitScore, cardScore].some((score) => score === undefined))
    throw new Error('nothing was compared')
  costs.push({ ms, cpu: Math.round((user + system) / 1000) })
}
const [first, ...warm] = costs
const middle = (all: number[]) => all.sort((a, b) => a - b)[all.length >> 1]
const spread = (all: number[]) => ({ least: Math.min(...all), median: middle(all), worst: Math.max(...all) })
const of = (name: 'ms' | 'cpu') => warm.map((cost) => cost[name])
const report = {
  cases: warm.length,
  first,
  ms: spread(of('ms')),
  cpu: spread(of('cpu')),
}
if (values.json) console.log(JSON.stringify(report))
else
  console.log(`${warm.length} cases of ${shown.length} frames in ${Math.round((performance.now() - began) / 1000)} s with the staging
ms a case    ${report.ms.median} median, ${report.ms.least} to ${report.ms.worst}; the first one ${first.ms}
CPU ms       ${report.cpu.median} median, ${report.cpu.least} to ${report.cpu.worst}; the first one ${first.cpu}`)
