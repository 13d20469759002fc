// `npm run second-look`: looks again at the evidence of selfies, case by case, beside the service on Node or on the edge alike.
import { setTimeout as pause } from 'node:timers/promises'
import { examineOne, postTo } from '../../src/examiner/examine.ts'
import { openFaceEngine } from '../../src/examiner/face.ts'
import { recheckEvidence, warmUp } from '../../src/examiner/recheck.ts'
import { logLine } from '../../src/service/platform/log.ts'
import { optionsOf } from '../options.ts'

/** ms until it asks again, after nothing to do and after a fault. */
const waits = { idle: 2_000, fault: 15_000 }
const { SERVICE_ORIGIN, PUBLIC_ORIGIN, EXAMINER_SECRET: secret = '' } = process.env
const origin = SERVICE_ORIGIN ?? PUBLIC_ORIGIN
const help = `npm run second-look -- [--once]

Asks the service at SERVICE_ORIGIN (or PUBLIC_ORIGIN) for selfies to look at again; EXAMINER_SECRET is the service's own.
Several may run side by side.

--once  ends as soon as there is nothing to do`
const { once } = optionsOf(help, { once: { type: 'boolean', default: false } })

if (!origin || secret.length < 32) {
  console.error(
    'Set SERVICE_ORIGIN (or PUBLIC_ORIGIN) and EXAMINER_SECRET, the same 32 characters or more as the service.',
  )
  process.exit(78)
}
const stopped = new AbortController()
let ready = false
/** A case that is under way is finished; nothing else is. */
const stop = () => {
  stopped.abort()
  if (!ready) process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.on(signal, stop)
// Whoever started it may have died before anybody listened.
if (process.connected === false) stop()

const engine = await openFaceEngine()
await warmUp(engine)
ready = true
const post = postTo(origin, secret)
logLine('examiner_ready')
while (!stopped.signal.aborted) {
  const done = await examineOne(post, (given) => recheckEvidence(engine, given, () => performance.now()))
  if (typeof done !== 'string') logLine('second_look', { ms: done.ms, frames: done.frames.length })
  else if (done !== 'idle') logLine('second_look', { reason: done })
  if (once && typeof done === 'string') break
  if (typeof done === 'string')
    await pause(done === 'idle' ? waits.idle : waits.fault, undefined, { signal: stopped.signal }).catch(() => {})
}
if (process.connected) process.disconnect()
