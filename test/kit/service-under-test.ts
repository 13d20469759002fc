// Runs the service as a process that a test kills without warning and that restarts as under a supervisor.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { build } from 'vite'
import type { ClockSkew } from './skewed-clock.ts'

const root = join(import.meta.dirname, '../..')

/**
 * Bundles the service into one file, which starts in a third of a second instead of tsx's three seconds. The file lies
 * in `dist`, beside `migrations`, because `src` does too.
 */
const bundle = async (): Promise<string> => {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: 'test/kit/service-under-test-entry.ts',
      outDir: 'dist',
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rollupOptions: { output: { entryFileNames: 'service-to-kill.mjs' } },
    },
    ssr: { noExternal: true, external: ['@libsql/client', 'libsql'] },
  })
  return join(root, 'dist/service-to-kill.mjs')
}

let file: Promise<string> | undefined
/** Bundles the service once for all fault runs and returns the path of the file to start. */
export const buildServiceUnderTest = (): Promise<string> => {
  file ??= bundle()
  return file
}

export type ServiceUnderTest = {
  /** True while the service answers requests. */
  readonly up: boolean
  readonly pid: number | undefined
  readonly kills: number
  /** Wall-clock time of the last kill (ms since the epoch). */
  readonly lastKill: number
  /** Ends that the test did not cause: a crash, or a start without a database. */
  readonly crashes: readonly string[]
  /** Number of log lines per event. */
  readonly said: ReadonlyMap<string, number>
  readonly defects: readonly string[]
  kill: () => boolean
  turnClock: (skew: ClockSkew) => void
  /** Memory (bytes) in use after a garbage collection. */
  weigh: () => Promise<number>
  start: () => void
  stop: () => Promise<void>
}

/**
 * Opens the service process. `restartDelay`: returns the ms before the next restart. `told` is called when the service
 * has seen LINE accept the reply with this token.
 */
export const openServiceUnderTest = (
  file: string,
  env: Readonly<Record<string, string>>,
  initialSkew: ClockSkew,
  restartDelay: () => number,
  told: (replyToken: string) => void = () => {},
): ServiceUnderTest => {
  let child: ChildProcess | undefined
  let up = false
  let wanted = false
  let killing = false
  let clockSkew = initialSkew
  let kills = 0
  let lastKill = Date.now()
  const crashes: string[] = []
  const defects: string[] = []
  const said = new Map<string, number>()

  const readLogLine = (line: string) => {
    const event = /"event":"(\w+)"/.exec(line)?.[1]
    if (!event) return
    said.set(event, (said.get(event) ?? 0) + 1)
    if (event === 'defect' || event === 'outbox_given_up' || event === 'line_refused') defects.push(line)
  }

  const start = () => {
    wanted = true
    killing = false
    const started = spawn(process.execPath, ['--expose-gc', file], {
      cwd: root,
      env: { PATH: process.env.PATH, ...env, CLOCK_HANDS: JSON.stringify(clockSkew) },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    child = started
    let errorOutput = ''
    let rest = ''
    started.stdout!.on('data', (chunk) => {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) readLogLine(line)
    })
    started.stderr!.on('data', (chunk) => {
      errorOutput = `${errorOutput}${chunk}`.slice(-3000)
    })
    started.on('message', (message: 'ready' | { told: string } | { held: number }) => {
      if (message === 'ready') up = true
      else if ('told' in message) told(message.told)
    })
    started.on('exit', (code) => {
      const ready = up
      up = false
      if (killing || !wanted) killing = false
      else crashes.push(`${ready ? 'while serving' : 'at the start'}: code ${code} ${errorOutput}`)
      if (wanted) setTimeout(() => wanted && start(), restartDelay())
    })
  }

  return {
    get up() {
      return up
    },
    get pid() {
      return child?.pid
    },
    get kills() {
      return kills
    },
    get lastKill() {
      return lastKill
    },
    crashes,
    said,
    defects,
    start,
    kill: () => {
      if (!child || !up || killing) return false
      killing = true
      up = false
      kills++
      lastKill = Date.now()
      child.kill('SIGKILL')
      return true
    },
    turnClock: (skew) => {
      clockSkew = skew
      // If the process was killed just now, the next one starts with this skew.
      if (child?.connected) child.send(skew, () => {})
    },
    weigh: async () => {
      if (!child) throw new Error('there is no service to weigh')
      const answered = new Promise<number>((resolve) => {
        const onMessage = (message: unknown) => {
          if (typeof message !== 'object' || message === null || !('held' in message)) return
          child?.off('message', onMessage)
          resolve(Number(message.held))
        }
        child?.on('message', onMessage)
      })
      child.send('weigh')
      return answered
    },
    stop: async () => {
      wanted = false
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}
