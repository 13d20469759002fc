// Starts the service as a process, as `npm run serve` does. Tests read its log, stop it or kill it.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Service, Start } from '../../tools/dev/local.ts'

const root = join(import.meta.dirname, '../..')
export type ExitResult = { code: number | null; printed: string; complained: string }
export type ServedProcess = Service & { lines: string[]; process: ChildProcess; ended: Promise<ExitResult> }

type As = { uid?: number; gid?: number }
export const spawnServe = (env: Readonly<Record<string, string>>, as: As = {}) => {
  const { PATH, HOME, TMPDIR } = process.env
  const child = spawn(process.execPath, ['--import', 'tsx', 'tools/ops/serve.ts'], {
    cwd: root,
    env: { PATH, HOME, TMPDIR, ...env },
    ...as,
  })
  let [printed, complained] = ['', '']
  child.stdout.on('data', (chunk) => {
    printed += chunk
  })
  child.stderr.on('data', (chunk) => {
    complained += chunk
  })
  const ended = once(child, 'close').then(([code]): ExitResult => ({ code, printed, complained }))
  return { child, ended, printed: () => printed, complained: () => complained }
}

/** Starts the process. Resolves when the service is ready. */
export const onProcess: Start<ServedProcess> = async ({ PUBLIC_ORIGIN }, env, { port }) => {
  const { child, ended, printed, complained } = spawnServe({ ...env, PORT: String(port) })
  const ready = () =>
    fetch(`${PUBLIC_ORIGIN}/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
  while (!(await ready())) {
    if (child.exitCode !== null) throw new Error(complained())
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  const unasked = async () => {
    throw new Error('a process does its chores by itself')
  }
  return {
    origin: PUBLIC_ORIGIN,
    get lines() {
      return printed().split('\n')
    },
    process: child,
    ended,
    idle: async () => {},
    catchUp: unasked,
    tidy: unasked,
    close: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}
