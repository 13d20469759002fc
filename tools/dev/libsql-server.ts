// Runs a real libSQL server as a child process on loopback: the database that the Worker reaches over HTTP.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from './port.ts'

export type LibsqlServer = { url: string; close: () => Promise<void> }

/** ms that the server may take to start. */
const mostMs = 15_000
/** s without a request after which the server ends by itself, in case this process was killed. The Worker asks every minute. */
const orphanedAfter = '600'

/** The path of the server. The install script of its package would only copy it, and is not run. */
const program = (): string => {
  const platform = `${process.platform}-${process.arch}`
  try {
    return createRequire(import.meta.url).resolve(`@sqld/${platform}/sqld`)
  } catch {
    throw new Error(`The edge needs libsql-server, and there is none for ${platform} (Windows: use WSL).`)
  }
}

/** SQLite has one writer at a time in any case. With more connections this server answers “locked” or hangs for ever at a checkpoint. */
const inTurn = ['--max-concurrent-connections', '1']

/** Starts the server over this folder and resolves when it answers. It ends with this process. */
export const startLibsqlServer = async (folder: string): Promise<LibsqlServer> => {
  mkdirSync(folder, { recursive: true })
  const address = `127.0.0.1:${await freePort()}`
  const url = `http://${address}`
  const words = ['--db-path', folder, '--http-listen-addr', address, '--no-welcome', ...inTurn]
  const child = spawn(program(), [...words, '--idle-shutdown-timeout-s', orphanedAfter], {
    // Ctrl+C on a terminal signals the whole process group: the database must run until the service has stopped.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { RUST_LOG: 'error' },
  })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-2000)
  })
  const kill = () => void child.kill()
  process.once('exit', kill)
  const ended = once(child, 'exit').finally(() => process.off('exit', kill))

  const deadline = performance.now() + mostMs
  const answers = () =>
    fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    )
  while (!(await answers())) {
    if (child.exitCode !== null || performance.now() > deadline) {
      kill()
      throw new Error(`libsql-server does not start over ${folder}. ${said}`)
    }
    await wait(20)
  }
  return {
    url,
    close: async () => {
      kill()
      await ended
    },
  }
}
