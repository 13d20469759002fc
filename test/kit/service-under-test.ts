// The service process: killed without warning, started again as a supervisor would.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { build } from 'vite'
import type { ClockSkew } from './skewed-clock.ts'

const root = join(import.meta.dirname, '../..')

/** One file: what tsx needs three seconds for at each start takes a third of one. Beside `migrations`, as `src` is. */
const built = async (): Promise<string> => {
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
/** Built once, however many storms ask. @returns the file to start */
export const buildServiceUnderTest = (): Promise<string> => {
  file ??= built()
  return file
}

export type ServiceUnderTest = {
  /** Answering requests. */
  readonly up: boolean
  readonly pid: number | undefined
  readonly kills: number
  /** Wall time in ms. */
  readonly lastKill: number
  /** Ends that nobody ordered: a crash, or a start without a database. */
  readonly crashes: readonly string[]
  /** Lines of the log by their event. */
  readonly said: ReadonlyMap<string, number>
  readonly defects: readonly string[]
  kill: () => boolean
  turnClock: (hands: ClockSkew) => void
  /** Bytes that it still holds once the collector has been. */
  weigh: () => Promise<number>
  start: () => void
  stop: () => Promise<void>
}

/**
 * `patience`: ms before the supervisor starts it again, each time anew. `told`: it has seen that LINE took the reply with
 * this token.
 */
export const openServiceUnderTest = (
  file: string,
  env: Readonly<Record<string, string>>,
  hands: ClockSkew,
  patience: () => number,
  told: (replyToken: string) => void = () => {},
): ServiceUnderTest => {
  let child: ChildProcess | undefined
  let up = false
  let wanted = false
  let killing = false
  let turned = hands
  let kills = 0
  let lastKill = Date.now()
  const crashes: string[] = []
  const defects: string[] = []
  const said = new Map<string, number>()

  const hear = (line: string) => {
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
      env: { PATH: process.env.PATH, ...env, CLOCK_HANDS: JSON.stringify(turned) },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    child = started
    let complained = ''
    let rest = ''
    started.stdout!.on('data', (chunk) => {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) hear(line)
    })
    started.stderr!.on('data', (chunk) => {
      complained = `${complained}${chunk}`.slice(-3000)
    })
    started.on('message', (message: 'ready' | { told: string } | { held: number }) => {
      if (message === 'ready') up = true
      else if ('told' in message) told(message.told)
    })
    started.on('exit', (code) => {
      const ready = up
      up = false
      if (killing || !wanted) killing = false
      else crashes.push(`${ready ? 'while serving' : 'at the start'}: code ${code} ${complained}`)
      if (wanted) setTimeout(() => wanted && start(), patience())
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
    turnClock: (to) => {
      turned = to
      // It may have been killed this moment: then the next one starts with these hands.
      if (child?.connected) child.send(to, () => {})
    },
    weigh: async () => {
      if (!child) throw new Error('there is no service to weigh')
      const answered = new Promise<number>((resolve) => {
        const hear = (message: unknown) => {
          if (typeof message !== 'object' || message === null || !('held' in message)) return
          child?.off('message', hear)
          resolve(Number(message.held))
        }
        child?.on('message', hear)
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
