// The second look as a process of its own beside a service on this machine: begun with it, ended with it, never left behind.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export type ExaminerProcess = { readonly pid: number | undefined; close: () => Promise<void> }

/** ms until it is begun anew: one that cannot live should not take the machine. */
const pauseMs = 5_000

/**
 * Begun anew when it dies. @param died is called when it ends without having been asked to.
 * @param quiet prints nothing of what it logs.
 */
export const startSecondLook = (origin: string, secret: string, died: () => void, quiet = false): ExaminerProcess => {
  let child: ChildProcess
  let again: NodeJS.Timeout | undefined
  let closing = false
  const start = () => {
    child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, '../ops/second-look.ts')], {
      env: { ...process.env, SERVICE_ORIGIN: origin, EXAMINER_SECRET: secret },
      // The channel closes with this process, however sudden its end: the other one takes that for a word to stop.
      stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit', 'ipc'],
    })
    child.once('exit', () => {
      if (closing) return
      died()
      again = setTimeout(start, pauseMs)
    })
  }
  start()
  return {
    get pid() {
      return child.pid
    },
    close: async () => {
      closing = true
      clearTimeout(again)
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}
