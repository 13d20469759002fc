// A real libSQL server as a child process on loopback: the database that the edge talks to over HTTP.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from './port.ts'

export type LibsqlServer = { url: string; close: () => Promise<void> }

const mostMs = 15_000
/** Seconds without a request after which it ends by itself: we were killed and could not end it. The Worker asks every minute. */
const orphanedAfter = '600'

/** The program itself: its package's install script only copies it elsewhere, and is not run. */
const program = (): string => {
  const platform = `${process.platform}-${process.arch}`
  try {
    return createRequire(import.meta.url).resolve(`@sqld/${platform}/sqld`)
  } catch {
    throw new Error(`The edge needs libsql-server, and there is none for ${platform} (Windows: use WSL).`)
  }
}

/** One writes at a time in any case; with more at once, this server answers “locked” or, at a checkpoint, stands still for ever. */
const inTurn = ['--max-concurrent-connections', '1']

/** Starts it over this folder and resolves when it answers. It ends with us. */
export const startLibsqlServer = async (folder: string): Promise<LibsqlServer> => {
  mkdirSync(folder, { recursive: true })
  const address = `127.0.0.1:${await freePort()}`
  const url = `http://${address}`
  const words = ['--db-path', folder, '--http-listen-addr', address, '--no-welcome', ...inTurn]
  const child = spawn(program(), [...words, '--idle-shutdown-timeout-s', orphanedAfter], {
    // A terminal's Ctrl+C goes to its whole group: the database has to outlive it, until we have finished.
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
