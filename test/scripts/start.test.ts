import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../../scripts/port.ts'

let folder: string
let started: ChildProcess
/** Whoever was started by it writes into the same pipe, which closes with the last of them. */
let closed: Promise<unknown[]>
let printed = ''

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'phokbat-'))
  const ports = { PORT: String(await freePort()), SIMULATOR_PORT: String(await freePort()) }
  started = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], {
    env: { ...process.env, ...ports, DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  closed = once(started, 'close')
  printed = ''
  started.stdout?.on('data', (chunk) => {
    printed += chunk
  })
})
afterEach(async () => {
  started.kill('SIGKILL')
  await closed
  rmSync(folder, { recursive: true })
})

const prints = async (what: string) => {
  while (!printed.includes(what))
    await Promise.race([once(started.stdout!, 'data'), closed.then(() => Promise.reject(new Error(printed)))])
}

describe('npm start', () => {
  it('starts the second look beside the service, and ends with it at a Ctrl+C', async () => {
    await prints('Open http://localhost:')
    await prints('examiner_ready')
    started.kill('SIGINT')
    expect(await closed).toEqual([0, null])
  })

  it('leaves nobody behind when it dies suddenly', async () => {
    await prints('Open http://localhost:')
    started.kill('SIGKILL')
    expect(await closed).toEqual([null, 'SIGKILL'])
  })
})
