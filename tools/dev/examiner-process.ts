// Runs the face examiner as a child process of a local service: started with it, stopped with it, never left running.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export type ExaminerProcess = { readonly pid: number | undefined; close: () => Promise<void> }

/** ms before a restart: an examiner that cannot run should not occupy the machine. */
const pauseMs = 5_000

/**
 * Restarts it when it ends. @param died is called when it ends without having been asked to.
 * @param quiet suppresses its log.
 */
export const startExaminer = (origin: string, secret: string, died: () => void, quiet = false): ExaminerProcess => {
  let child: ChildProcess
  let again: NodeJS.Timeout | undefined
  let closing = false
  const start = () => {
    child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, '../ops/second-look.ts')], {
      env: { ...process.env, SERVICE_ORIGIN: origin, EXAMINER_SECRET: secret },
      // The channel closes when this process ends, even if it is killed: the examiner then stops.
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
