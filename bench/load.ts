// `npm run bench -- load`: 1,000 citizens register at once over HTTP on one machine. With `--soak` they keep coming for ten minutes.
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { encode } from 'jpeg-js'
import { openDatabase } from '../src/node.ts'
import { buildServiceUnderTest, openServiceUnderTest } from '../test/kit/service-under-test.ts'
import { installMenus, localEnv, newSecrets, settingsFrom, simulatorFor } from '../tools/dev/local.ts'
import { freePort } from '../tools/dev/port.ts'
import { optionsOf, wholeNumber } from '../tools/options.ts'
import { checksWhileLineIsSlow } from './load/checks.ts'
import { enrol, type LoadContext, type LoadFigures } from './load/citizen.ts'
import { percentile, slope } from './load/figures.ts'

const help = `npm run bench -- load [--citizens N] [--within SECONDS] [--think SECONDS] [--soak [--minutes N] [--rate N]]

--citizens  how many register (1000)
--within    seconds within which all of them begin (30)
--think     mean seconds between two actions of a citizen (5)
--soak      tests whether memory stays flat: --rate citizens a second (4) begin for --minutes (10)`
const values = optionsOf(help, {
  citizens: { type: 'string', default: '1000' },
  within: { type: 'string', default: '30' },
  think: { type: 'string', default: '5' },
  soak: { type: 'boolean', default: false },
  minutes: { type: 'string', default: '10' },
  rate: { type: 'string', default: '4' },
})
const thinkMs = Number(values.think) * 1000
/** ms, MB a minute, and a ratio. A phone waits for the answer to a PIN and to the consent. */
const target = { ackP99: 1000, phoneP95: 3000, checksP99: 500, mbAMinute: 1, resident: 1.25 }

/** A selfie frame as a phone sends it, of noise and not of a face: 224×280, about 15 KB. */
const picture = () => {
  const [width, height] = [224, 280]
  const noise = randomBytes(width * height)
  const data = Buffer.from(
    Array.from(noise, (n, i) => Math.min(255, 90 + (i % width) / 3 + (n >> 4))).flatMap((v) => [
      v,
      v - 20,
      v - 30,
      255,
    ]),
  )
  return encode({ data, width, height }, 80).data
}

/** Load of the last minute before anything began: figures of a machine that does other work are ratios at best. */
const [loadBefore = 0] = loadavg()
const folder = mkdtempSync(join(tmpdir(), 'phokbat-load-'))
const secrets = await newSecrets()
const port = await freePort()
const origin = `http://localhost:${port}`
const simulator = await simulatorFor(origin, secrets)
const env = localEnv(origin, simulator.origin, { databaseUrl: `file:${join(folder, 'service.db')}`, secrets })
const settings = settingsFrom(env)
;(await openDatabase(settings)).close()
await installMenus(settings)
const hands = { from: 0, at: 0, pace: 1, skew: 0 }
const service = openServiceUnderTest(
  await buildServiceUnderTest(),
  { ...env, PORT: String(port), LINE_TIMEOUT_MS: '8000', CATCH_UP_MS: '3000' },
  hands,
  () => 0,
)
service.start()
while (!service.up) await pause(20)

/** Resident memory of the service, MB. */
const memory = () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(service.pid)], { encoding: 'utf8' })) / 1024
const measured: LoadFigures = { acks: [], answers: new Map(), errors: new Map() }
const stage: LoadContext = { simulator, origin, measured, picture: picture() }
const begun = performance.now()
const seconds = () => (performance.now() - begun) / 1000
type Sample = { minutes: number; held: number; resident: number }
const samples: Sample[] = []
const sampleMemory = async () =>
  void samples.push({ minutes: seconds() / 60, held: (await service.weigh()) / 2 ** 20, resident: memory() })
// Measuring forces a garbage collection, which slows all requests: only in a soak test, and seldom.
const memoryTimer = values.soak ? setInterval(sampleMemory, 20_000) : undefined

let [active, mostAtOnce, issued] = [0, 0, 0]
const enrolOne = async (name: string) => {
  active++
  mostAtOnce = Math.max(mostAtOnce, active)
  if (await enrol(stage, name, thinkMs).catch((error: Error) => void countError(error.message))) issued++
  active--
}
const countError = (what: string) => measured.errors.set(what, (measured.errors.get(what) ?? 0) + 1)

const everybody: Promise<void>[] = []
const count = values.soak
  ? Number(values.minutes) * 60 * Number(values.rate)
  : wholeNumber('--citizens', values.citizens)
const span = values.soak ? Number(values.minutes) * 60 : Number(values.within)
for (let i = 0; i < count; i++) {
  const due = (i / count) * span
  if (due > seconds()) await pause((due - seconds()) * 1000)
  everybody.push(enrolOne(`c${i}`))
}
await Promise.all(everybody)
const took = seconds()
// The outbox sends the last messages after the last response: waits up to 30 s for them.
const cards = () =>
  Array.from({ length: count }, (_, i) => simulator.platform.received(`c${i}`)).filter((all) => all.length >= 4).length
for (let waited = 0; cards() < issued && waited < 30; waited++) await pause(1000)
clearInterval(memoryTimer)
await sampleMemory()

const errors = [...measured.errors, ...service.defects.map((defect) => [defect, 1] as const)]
for (const event of ['webhook_failed', 'work_failed', 'outbox_failed', 'line_unreachable', 'outbox_given_up'])
  if (service.said.has(event)) errors.push([event, service.said.get(event)!])
// Only now: calls to LINE that time out are what is wanted here.
const checks = await checksWhileLineIsSlow(simulator, origin)
const ms = (list: number[]) => [0.5, 0.95, 0.99, 1].map((share) => Math.round(percentile(list, share))).join(' / ')
const answers = [...measured.answers.values()].flat()
// In the second half the cache of persons' keys is full (store/person-keys.ts), so memory should no longer grow.
const warm = samples.filter(({ minutes }) => minutes > took / 60 / 2)
const growth = slope(warm.map(({ minutes, held }) => [minutes, held]))
const residentRatio = (warm.at(-1)?.resident ?? 0) / (warm[0]?.resident ?? 1)
const everyMinute = samples.filter((_, i) => (samples.length - 1 - i) % 3 === 0)
const listed = (of: 'held' | 'resident') => everyMinute.map((sample) => sample[of].toFixed(0)).join(' ')
const messages = Array.from({ length: count }, (_, i) => simulator.platform.received(`c${i}`).length).reduce(
  (a, b) => a + b,
  0,
)

console.log(
  `${count} citizens in ${took.toFixed(0)} s on ${cpus().length} cores, at most ${mostAtOnce} at the same time; ${values.think} s of thought between actions`,
)
const [loadAfter = 0] = loadavg()
console.log(
  `machine                 ${cpus()[0]?.model}, Node ${process.version}; load ${loadBefore.toFixed(1)} before, ${loadAfter.toFixed(1)} after`,
)
console.log(`cards issued            ${issued}, ${(issued / took).toFixed(1)} a second`)
console.log(`requests                ${((measured.acks.length + answers.length) / took).toFixed(0)} a second`)
console.log(
  `webhook acknowledged    ${ms(measured.acks)} ms (p50 / p95 / p99 / maximum), ${measured.acks.length} of them`,
)
console.log(`mini-app answered       ${ms(answers)} ms, ${answers.length} of them`)
for (const [path, list] of measured.answers) console.log(`  ${path.padEnd(22)}${ms(list)} ms, ${list.length} of them`)
console.log(`checks, LINE slow       ${ms(checks)} ms, ${checks.length} of them`)
console.log(`messages that arrived   ${messages}`)
console.log(`memory held            ${listed('held')} MB after garbage collection`)
console.log(`memory taken           ${listed('resident')} MB resident`)
if (values.soak)
  console.log(
    `in its second half     ${growth.toFixed(2)} MB a minute more memory held, ${residentRatio.toFixed(2)} of the memory taken before`,
  )
for (const [what, n] of errors) console.log(`error                   ${n} × ${what}`)

const p99 = percentile(measured.acks, 0.99)
const waits = ['/api/pin', '/api/consent'].map(
  (path) => [path, percentile(measured.answers.get(path) ?? [], 0.95)] as const,
)
const checksP99 = percentile(checks, 0.99)
const missed = [
  ...(p99 < target.ackP99 ? [] : [`p99 of acknowledgement is ${p99.toFixed(0)} ms, the target ${target.ackP99} ms`]),
  ...waits
    .filter(([, p95]) => !(p95 <= target.phoneP95))
    .map(([path, p95]) => `p95 of ${path} is ${p95.toFixed(0)} ms, the target ${target.phoneP95} ms`),
  ...(checksP99 <= target.checksP99
    ? []
    : [`p99 of checks while LINE is slow is ${checksP99.toFixed(0)} ms, the target ${target.checksP99} ms`]),
  ...(errors.length === 0 ? [] : [`${errors.length} kinds of errors`]),
  ...(issued === count ? [] : [`${count - issued} citizens without a card`]),
  ...(!values.soak || growth < target.mbAMinute ? [] : [`memory held grows by ${growth.toFixed(2)} MB a minute`]),
  ...(!values.soak || residentRatio < target.resident
    ? []
    : [`memory taken grew to ${residentRatio.toFixed(2)} of what it was`]),
]
for (const miss of missed) console.log(`MISSED                  ${miss}`)
await service.stop()
await simulator.close()
rmSync(folder, { recursive: true })
process.exit(missed.length === 0 ? 0 : 1)
