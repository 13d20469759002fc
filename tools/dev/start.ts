// `npm start`, `npm run start:edge`: runs the whole product on this machine with a simulated LINE. Needs no account, no channel and no network.

import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildPages } from '../build/pages.ts'
import { movableClock } from './clock.ts'
import { startExaminer } from './examiner-process.ts'
import { loadSecrets } from './local.ts'
import { chosenRuntime, startOn } from './runtimes.ts'
import { localPrint } from './terminal.ts'

const runtime = chosenRuntime(process.argv)
const folder = process.env.DATA_DIR ?? { node: '.data', edge: '.data/edge' }[runtime]
const service = { node: 'Database, service', edge: 'libSQL server, Worker' }[runtime]
/** A calibration to try, as `npm run calibrate` wrote it; without it no face is called a match. */
const { FACE_CALIBRATION } = process.env
const ports = {
  servicePort: Number(process.env.PORT ?? 8787),
  simulatorPort: Number(process.env.SIMULATOR_PORT ?? 4010),
}

const step = async <T>(
  what: string,
  work: () => T | Promise<T>,
  outcome: (value: T) => string = () => '',
): Promise<T> => {
  process.stdout.write(`  ${what} … `)
  const started = performance.now()
  const value = await work()
  console.log(`${outcome(value)}${Math.round(performance.now() - started)} ms`)
  return value
}

const explain = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return `A port is taken (${ports.servicePort} or ${ports.simulatorPort}): stop the other program, or set PORT and SIMULATOR_PORT.`
  if (code === 'EACCES' || code === 'EROFS')
    return `The folder ${folder} cannot be written: set DATA_DIR to one that can.`
  return error instanceof Error ? error.message : String(error)
}

const start = async () => {
  console.log('\nPhokbat · พกบัตร\n')
  await step('Pages', buildPages, (built) => (built ? 'built, ' : 'current, '))
  const { secrets } = await step(
    'Keys',
    () => loadSecrets(folder),
    ({ fresh }) => (fresh ? `made in ${folder}/secrets.json, ` : 'found, '),
  )
  const log = join(folder, 'service.log')
  mkdirSync(folder, { recursive: true })
  writeFileSync(log, '')
  /** Lines that come before the address: it stays the last thing that the start prints. */
  const early: string[] = []
  let show = (line: string): void => void early.push(line)
  const print = localPrint(
    (line) => appendFileSync(log, `${line}\n`),
    (line) => show(line),
  )
  const local = await step(`${service}, simulated LINE`, () =>
    startOn[runtime]({
      ...ports,
      folder,
      secrets,
      print,
      playground: true,
      movable: movableClock(),
      env: FACE_CALIBRATION ? { FACE_CALIBRATION } : {},
    }),
  )
  const secondLook = startExaminer(local.service.origin, secrets.examinerSecret, () =>
    console.error('\n  The examiner of selfies has ended. It starts again in a moment; selfies wait for it.'),
  )
  for (const line of early) console.log(line)
  show = console.log
  console.log(
    `\n  Ctrl+C stops; what was registered stays in ${folder}. Every line of the log is in ${log}.\n\n  Open ${local.simulator.origin}\n`,
  )
  let since: number | undefined
  const stop = () => {
    // One Ctrl+C arrives twice: from the terminal and from npm. A second one after a second ends the process at once.
    if (since !== undefined && performance.now() - since > 1000) process.exit(130)
    if (since !== undefined) return
    since = performance.now()
    console.log('\n  Finishing what is under way …')
    secondLook
      .close()
      .then(local.close)
      .then(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Miniflare's own handlers would end the process at once.
    process.removeAllListeners(signal)
    process.on(signal, stop)
  }
}

start().catch((error) => {
  console.error(`\n\n  Phokbat cannot start. ${explain(error)}\n`)
  process.exit(1)
})
