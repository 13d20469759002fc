// `npm run bench -- edge`: the Worker's size and its webhooks per second against Express with the SDK's middleware, held to budgets; and the CPU
// time of requests in workerd.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWorker } from '../tools/build/worker.ts'
import { optionsOf } from '../tools/options.ts'
import { openEdge } from './edge/edge.ts'
import { measureRequests } from './edge/requests.ts'
import { measureRaw, measureThroughput } from './edge/throughput.ts'

/** `kb` after gzip, at most: Workers allow 3 MB, and each KB lengthens a cold start. `ratio` to Express's webhooks per second, at least. */
const budget = { kb: 400, ratio: 2 }
const misses: string[] = []

const help = `npm run bench -- edge [--bundle]

--bundle  the size of the Worker alone, which does not depend on how busy the machine is`
const values = optionsOf(help, { bundle: { type: 'boolean', default: false } })

// wrangler refuses to bundle without the folder of the pages; the bench serves none of them.
mkdirSync('dist/web', { recursive: true })

const { bytes, gzipBytes } = buildWorker()
const kb = (count: number) => Math.round(count / 1000)
console.log(`Worker bundle: ${kb(gzipBytes)} KB gz of ${budget.kb} (${kb(bytes)} KB before)`)
if (kb(gzipBytes) > budget.kb) misses.push('the bundle: look for what the last change imports')

const each = (perSecond: number, ms: number) => `${Math.round(perSecond)}/s, ${ms.toFixed(2)} ms of CPU each`

const webhooks = async (folder: string) => {
  const { ours, express, ratio, lowest, highest, ourMs, expressMs } = await measureThroughput(folder)
  console.log(
    'Webhooks acknowledged (signature, dedupe, insert; the work after the answer left out; medians of rounds):',
  )
  console.log(`  this service on Node, events sealed     ${each(ours, ourMs)}`)
  console.log(`  Express 5 + SDK middleware, in clear    ${each(express, expressMs)}`)
  const cpu = (expressMs / ourMs).toFixed(2)
  const spread = `rounds from ${lowest.toFixed(2)} to ${highest.toFixed(2)}`
  console.log(
    `  ratio ${ratio.toFixed(2)} of ${budget.ratio}; ${spread}; ${cpu} by CPU, which other programs disturb less`,
  )
  if (ratio < budget.ratio) misses.push('webhook throughput')
}

const requests = async (folder: string) => {
  const edge = await openEdge(join(folder, 'edge'))
  try {
    const raw = await measureRaw(edge)
    console.log(
      `  this service in raw workerd             ${each(raw.perSecond, raw.ms)}, over HTTP to a libSQL server`,
    )
    console.log('CPU of the Worker in raw workerd, one request after the other, each:')
    for (const [what, ms] of await measureRequests(edge)) console.log(`  ${what.padEnd(40)}${ms.toFixed(1)} ms`)
  } finally {
    await edge.close()
  }
}

if (!values.bundle) {
  const folder = mkdtempSync(join(tmpdir(), 'phokbat-bench-'))
  try {
    await webhooks(folder)
    await requests(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
if (misses.length > 0) {
  console.error(`Over budget: ${misses.join('; ')}.`)
  process.exit(1)
}
