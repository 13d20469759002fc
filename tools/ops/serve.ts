// `npm run serve`: runs the service on one machine. Checks everything before it starts and finishes current work before it stops.
import { join } from 'node:path'
import { runService } from '../../src/node.ts'
import { errorName, logLine } from '../../src/service/platform/log.ts'
import { sentenceOf } from '../settings/unknown.ts'
import { examine, valuesFrom } from './serve/examine.ts'
import { proxyWarnings } from './serve/proxies.ts'

/** ms for current work at a stop, less than the 30 s of the service manager. Unfinished work is stored and done at the next start. */
const patience = 25_000
const webRoot = join(import.meta.dirname, '../../dist/web')

/** EX_CONFIG of sysexits.h: tells the service manager not to restart. */
const misconfigured = 78

const refuse = (faults: readonly string[]): never => {
  for (const fault of faults) console.error(`${fault}.`)
  process.exit(misconfigured)
}

const words = process.argv.slice(2)
const from = valuesFrom(words, process.env)
const examined =
  'fault' in from ? refuse([from.fault]) : await examine(from.values, webRoot, words.includes('--allow-destructive'))
if ('unknown' in from) for (const each of from.unknown) console.error(`${sentenceOf(each)}.`)
const { settings, port, host } = examined.ok ? examined.value : refuse(examined.faults)

const running = await runService(settings, { port, host, webRoot }).catch((error) => {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  return refuse([
    taken ? `Port ${port} is taken: stop the other program, or set PORT` : `It does not start: ${errorName(error)}`,
  ])
})
for (const warning of proxyWarnings(settings, host)) console.error(`${warning}.`)
logLine('started', { host, port })

const stop = (signal: string) => {
  logLine('stopping', { signal })
  setTimeout(() => {
    logLine('stopped', { finished: false })
    process.exit(0)
  }, patience).unref()
  running.close().then(
    () => {
      logLine('stopped', { finished: true })
      process.exit(0)
    },
    (error) => {
      logLine('stop_failed', { error: errorName(error) })
      process.exit(1)
    },
  )
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop)
