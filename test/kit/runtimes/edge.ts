// Runs the service in workerd for a test, with a real libSQL server and R2.
import { join } from 'node:path'
import { Response } from 'miniflare'
import { inject } from 'vitest'
import { onEdge } from '../../../tools/dev/edge.ts'
import { startLibsqlServer } from '../../../tools/dev/libsql-server.ts'
import type { OpenRuntime } from './runtime.ts'

/** Counts the running requests that test/runtimes/worker.ts reports, so that a test can wait until all have ended. */
const counting = (now: () => number) => {
  let running = 0
  const waiting: (() => void)[] = []
  const report = (path: string) => {
    running += path === '/begins' ? 1 : -1
    if (running === 0) for (const wake of waiting.splice(0)) wake()
    return String(now())
  }
  const idle = () => (running === 0 ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve)))
  return { report, idle }
}

export const openEdge: OpenRuntime = async (folder, { now, print }) => {
  const server = await startLibsqlServer(join(folder, 'libsql'))
  const { report, idle } = counting(now)
  const start = onEdge({
    file: inject('bundle'),
    bucket: join(folder, 'r2'),
    print,
    serviceBindings: { WORLD: async ({ url }: { url: string }) => new Response(report(new URL(url).pathname)) },
    idle,
  })
  return { databaseUrl: server.url, start, close: server.close }
}
