// The second look as a process of its own beside a service on this machine: begun with it, ended with it, never left behind.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export type Beside = { pid: number | undefined; close: () => Promise<void> }

/** @param died is called when it ends without having been asked to. */
export const startSecondLook = (origin: string, secret: string, died: () => void): Beside => {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'second-look.ts')], {
    env: { ...process.env, SERVICE_ORIGIN: origin, EXAMINER_SECRET: secret },
    // The channel closes with this process, however sudden its end: the other one takes that for a word to stop.
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  child.once('exit', died)
  return {
    pid: child.pid,
    close: async () => {
      child.off('exit', died)
      child.kill('SIGTERM')
      await ended
    },
  }
}
