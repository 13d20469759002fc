// A whole deployment for tests: the real service on the runtime of this run, a simulated LINE, and a manual clock.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { View } from '../../src/core/contract/responses/view.ts'
import { type Local, newSecrets, type Service, startLocal } from '../../tools/dev/local.ts'
import { phoneOf } from './phone.ts'
import type { OpenRuntime } from './runtimes/runtime.ts'

export type Deployment = Local<Service> & {
  /** Folder of all data that outlives the process: the database, its write-ahead log and the pictures. */
  folder: string
  /** The lines that the service logged, as printed. */
  logged: string[]
  now: () => number
  /** Moves the clocks of the service and the simulator forward by `ms`. */
  pass: (ms: number) => Promise<void>
  settled: () => Promise<void>
  /** Texts of all messages that a person received since the last call. */
  hears: (person: string) => Promise<string>
  phone: (person: string) => Promise<ReturnType<typeof phoneOf>>
}

/** All texts that a message shows, in reading order. */
const textsIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    (key === 'text' || key === 'label') && typeof inner === 'string' ? [inner] : textsIn(inner),
  )
}

/** Each runtime's module is loaded when it is needed, because workerd's tools are large. */
const runtimes: Record<'node' | 'edge', () => Promise<OpenRuntime>> = {
  node: async () => (await import('./runtimes/node.ts')).openNode,
  edge: async () => (await import('./runtimes/edge.ts')).openEdge,
}

/** 23 November 2026, 10:00 in Bangkok. */
const start = Date.UTC(2026, 10, 23, 3)

/** Opens a deployment. `settings`: returns changes to its settings, once the database exists. */
export const openDeployment = async (
  settings: (databaseUrl: string) => Promise<Record<string, string>> = async () => ({}),
): Promise<Deployment> => {
  const folder = mkdtempSync(join(tmpdir(), 'phokbat-'))
  const secrets = await newSecrets()
  const logged: string[] = []
  const readCounts = new Map<string, number>()
  let now = start
  const open = await runtimes[inject('runtime')]()
  const runtime = await open(folder, { now: () => now, print: (line) => void logged.push(line) })
  const options = {
    servicePort: 0,
    simulatorPort: 0,
    databaseUrl: runtime.databaseUrl,
    env: await settings(runtime.databaseUrl),
    secrets,
    clock: () => now,
    random: (bytes: number) => new Uint8Array(randomBytes(bytes)),
    log: (event: string, details?: object) => void logged.push(JSON.stringify({ event, ...details })),
    scheduledJobs: false,
    closeAfter: runtime.close,
  }
  const local = await startLocal(runtime.start, options)
  const settled = () => local.simulator.platform.settled()
  return {
    get service() {
      return local.service
    },
    folder,
    simulator: local.simulator,
    settings: local.settings,
    restart: local.restart,
    logged,
    now: () => now,
    settled,
    pass: async (ms) => {
      now += ms
      await settled()
    },
    hears: async (person) => {
      await settled()
      const all = local.simulator.platform.received(person)
      const readCount = readCounts.get(person) ?? 0
      readCounts.set(person, all.length)
      return textsIn(all.slice(readCount)).join(' · ')
    },
    phone: async (person) => {
      const idToken = await local.simulator.platform.person(person).idToken()
      return phoneOf(local.service.origin, idToken, fetch, undefined, settled)
    },
    close: async () => {
      await local.close()
      rmSync(folder, { recursive: true })
    },
  }
}
export type { View }
