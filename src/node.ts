// The service on one machine: the app over an embedded libSQL file or a remote database, with its pages beside it.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { serveStatic } from '@hono/node-server/serve-static'
import { createClient } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql'
import { migrate } from 'drizzle-orm/libsql/migrator'
import { Hono } from 'hono'
import { assemble, type Runtime } from './assemble.ts'
import { contract, routeIds } from './core/contract/contract.ts'
import { openFile } from './open-file.ts'
import { app } from './service/app.ts'
import type { Deps, Log } from './service/deps.ts'
import { catchUp, tidy } from './service/jobs/scheduled.ts'
import { callerOf } from './service/platform/address.ts'
import { errorName, logLine } from './service/platform/log.ts'
import { concurrencyLimit } from './service/platform/per-key.ts'
import type { Settings } from './service/settings/read.ts'
import { retryBusy } from './service/store/retry-busy.ts'

const usualCatchUpMs = 3_000
const tidyMs = 3_600_000

/** Files named by their content may be cached for ever. On the edge `_headers` says the same. */
const cachedFolders: Record<string, string> = {
  '/assets/*': 'public, max-age=31536000, immutable',
  '/models/*': 'public, max-age=31536000, immutable',
  '/i/static/*': 'public, max-age=86400',
}

export type RunningService = {
  deps: Deps
  origin: string
  idle: () => Promise<void>
  catchUp: () => Promise<void>
  tidy: () => Promise<void>
  close: () => Promise<void>
}
export type ServiceOptions = Pick<Runtime, 'clock' | 'random' | 'lineTimeoutMs'> & {
  port: number
  /** Loopback by default, because a proxy terminates TLS. */
  host?: string
  /** Folder of the built pages. */
  webRoot: string
  log?: Log
  /** False in tests that run the scheduled jobs themselves. */
  scheduledJobs?: boolean
  /** ms between two runs of `catchUp`. */
  catchUpMs?: number
}

/** Opens any libSQL database, embedded or remote, and applies the migrations. */
export const openDatabase = async (settings: Settings) => {
  const { DATABASE_URL: url, DATABASE_TOKEN: authToken } = settings
  const isFile = url.startsWith('file:')
  const file = isFile ? await openFile(url) : undefined
  const client = file?.client ?? retryBusy(createClient({ url, authToken }))
  const db = drizzle(client)
  await migrate(db, { migrationsFolder: join(import.meta.dirname, '../migrations') })
  await file?.started()
  /** Old pages stay in the write-ahead log until it is emptied: only then is erased data gone from the disk. */
  const emptyLog = async () => {
    if (isFile) await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  }
  return { db, emptyLog, close: () => client.close() }
}

const files = (root: string, cacheControl: string) =>
  serveStatic({
    root,
    onFound: (_, c) => {
      c.header('cache-control', cacheControl)
      c.header('x-content-type-options', 'nosniff')
    },
  })

/** Requests, and works after a response, that run at the same time; others wait in order. */
const atOnce = { requests: 16, after: 16 }
/**
 * Paths whose requests do not wait, because they are short and timed: LINE counts the seconds until the webhook answers,
 * and the service those between the steps of a selfie. Decision 069: timed work first.
 */
const timed: ReadonlySet<string> = new Set(
  routeIds.flatMap((id) => (contract[id].priority === 'timed' ? [contract[id].path] : [])),
)

/** Tracks work that continues after a response, so that a graceful stop can wait for it. */
const tracked = (log: Log) => {
  const running = new Set<Promise<unknown>>()
  const enter = concurrencyLimit(atOnce.after)
  const waitUntil = (work: () => Promise<unknown>) => {
    const guarded = enter(work)
      .catch((error) => log('work_failed', { error: errorName(error) }))
      .finally(() => running.delete(guarded))
    running.add(guarded)
  }
  const idle = async () => {
    while (running.size > 0) await Promise.all(running)
  }
  return { waitUntil, idle }
}

const listen = (
  fetch: (request: Request) => Response | Promise<Response>,
  { port, host = '127.0.0.1' }: ServiceOptions,
) =>
  new Promise<ReturnType<typeof createAdaptorServer>>((resolve, reject) => {
    // Longer than a proxy keeps a connection, usually a minute. Node accepts one connection per turn of its loop: while
    // it is busy, clients that open a new connection wait longest.
    const server = createAdaptorServer({ fetch, serverOptions: { keepAliveTimeout: 65_000 } })
    server.once('error', reject)
    // Node's default backlog of 511 turns phones away in a rush.
    server.listen({ port, host, backlog: 4096 }, () => resolve(server))
  })

/** Starts the service. Resolves when it accepts requests. */
export const runService = async (settings: Settings, options: ServiceOptions): Promise<RunningService> => {
  const log = options.log ?? logLine
  const database = await openDatabase(settings)
  const { waitUntil, idle } = tracked(log)
  const pages = async (path: string) => new Response(await readFile(join(options.webRoot, path)))
  const deps = assemble(settings, { ...options, db: database.db, pages, log, waitUntil })

  const root = new Hono()
  for (const [folder, cacheControl] of Object.entries(cachedFolders))
    root.use(folder, files(options.webRoot, cacheControl))
  const enter = concurrencyLimit(atOnce.requests)
  root.all('*', (c) => {
    const network = callerOf(getConnInfo(c).remote.address, c.req.header('x-forwarded-for'))
    const answer = () => app.fetch(c.req.raw, { deps, network })
    return timed.has(c.req.path) ? answer() : enter(answer)
  })
  const server = await listen(root.fetch, options)

  const tidied = async () => {
    await tidy(deps)
    await database.emptyLog()
  }
  /** One run at a time: while LINE or the database is slow, scheduled jobs must not pile up. */
  const guarded = (work: () => Promise<void>) => {
    let busy = false
    return () => {
      if (busy) return
      busy = true
      waitUntil(() =>
        work().finally(() => {
          busy = false
        }),
      )
    }
  }
  const timers =
    options.scheduledJobs === false
      ? []
      : [
          setInterval(
            guarded(() => catchUp(deps)),
            options.catchUpMs ?? usualCatchUpMs,
          ),
          setInterval(guarded(tidied), tidyMs),
        ]
  if (timers.length > 0) waitUntil(() => catchUp(deps))
  return {
    deps,
    origin: settings.PUBLIC_ORIGIN,
    idle,
    catchUp: () => catchUp(deps),
    tidy: tidied,
    close: async () => {
      for (const timer of timers) clearInterval(timer)
      await new Promise((resolve) => server.close(resolve))
      await idle()
      database.close()
    },
  }
}
