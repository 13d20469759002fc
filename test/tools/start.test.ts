// Promises that npm start runs service and examiner together and leaves no process behind.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startExaminer } from '../../tools/dev/examiner-process.ts'
import { freePort } from '../../tools/dev/port.ts'

let folder: string
let started: ChildProcess
/** Resolves when the pipe closes. All child processes share it, so it closes with the last of them. */
let closed: Promise<unknown[]>
let printed = ''

const prints = async (what: string) => {
  while (!printed.includes(what))
    await Promise.race([once(started.stdout!, 'data'), closed.then(() => Promise.reject(new Error(printed)))])
}

describe('npm start', () => {
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'phokbat-'))
    const ports = { PORT: String(await freePort()), SIMULATOR_PORT: String(await freePort()) }
    started = spawn(process.execPath, ['--import', 'tsx', 'tools/dev/start.ts'], {
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

  it('starts the examiner beside the service, and ends with it at a Ctrl+C', async () => {
    await prints('Open http://localhost:')
    await prints('examiner_ready')
    started.kill('SIGINT')
    expect(await closed).toEqual([0, null])
  })

  it('leaves no process behind when it is killed', async () => {
    await prints('Open http://localhost:')
    started.kill('SIGKILL')
    expect(await closed).toEqual([null, 'SIGKILL'])
  })
})

describe('the examiner beside it', () => {
  it('is started again after a crash and a pause, but not after a stop', async () => {
    let deaths = 0
    const beside = startExaminer('http://127.0.0.1:9', 'a-secret-that-only-examiners-have', () => deaths++)
    const first = beside.pid!
    process.kill(first, 'SIGKILL')
    await expect.poll(() => beside.pid, { timeout: 20_000, interval: 200 }).not.toBe(first)
    expect(deaths).toBe(1)
    await beside.close()
    expect(deaths).toBe(1)
  })
})
