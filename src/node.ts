// The service on one machine: the same app over an embedded libSQL file, its pages beside it.
import { mkdirSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setImmediate as tick } from 'node:timers/promises'
import { createAdaptorServer } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { serveStatic } from '@hono/node-server/serve-static'
import { createClient } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql'
import { migrate } from 'drizzle-orm/libsql/migrator'
import { Hono } from 'hono'
import { assemble, type Runtime } from './assemble.ts'
import { contract, routeIds } from './core/contract/contract.ts'
import { app } from './service/app.ts'
import type { Deps, Log } from './service/deps.ts'
import { catchUp, tidy } from './service/jobs/scheduled.ts'
import { callerOf } from './service/platform/address.ts'
import { errorName, logLine } from './service/platform/log.ts'
import { concurrencyLimit } from './service/platform/per-key.ts'
import type { Settings } from './service/settings/read.ts'
import { groupCommit } from './service/store/group-commit.ts'
import { retryBusy } from './service/store/retry-busy.ts'

const usualCatchUpMs = 3_000
const tidyMs = 3_600_000

/** What the build named by its contents may be kept for ever. On the edge `_headers` says the same. */
const keep: Record<string, string> = {
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
  /** Loopback unless said otherwise: TLS ends in front of us. */
  host?: string
  /** Where the built pages lie. */
  webRoot: string
  log?: Log
  /** Off in tests that call the chores themselves. */
  scheduledJobs?: boolean
  /** ms between two looks at what was left behind. */
  catchUpMs?: number
}

/**
 * What LINE was told we have heard is on the disk, also when the power goes in the next moment. `synchronous = FULL` would
 * do that with the whole process standing still; `NORMAL` leaves it to us, and a thread waits for the disk instead.
 */
const openFile = async (url: string) => {
  const path = url.slice('file:'.length)
  mkdirSync(dirname(path), { recursive: true })
  // One connection: a file is worked synchronously anyway, and what is said of a connection then holds for every statement.
  const client = createClient({ url, concurrency: 1 })
  await client.executeMultiple('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;')
  // Every commit is written here first; the file stays the same for as long as the connection is open.
  const log = await open(`${path}-wal`, 'a')
  const close = client.close.bind(client)
  client.close = () => {
    close()
    void log.close()
  }
  return groupCommit(client, tick, () => log.datasync())
}

/** Any libSQL database, embedded or remote, brought to the newest migration. */
export const openDatabase = async (settings: Settings) => {
  const { DATABASE_URL: url, DATABASE_TOKEN: authToken } = settings
  const isFile = url.startsWith('file:')
  const client = isFile ? await openFile(url) : retryBusy(createClient({ url, authToken }))
  const db = drizzle(client)
  await migrate(db, { migrationsFolder: join(import.meta.dirname, '../migrations') })
  /** Old pages lie in the log of writes until it is emptied: what was erased is gone from the disk after this. */
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

/** Requests worked at a time, and works that go on after an answer. Who is beyond that waits in order … */
const atOnce = { requests: 16, after: 16 }
/** … but for what is timed and takes a row: LINE counts seconds until we acknowledge, and we count those of a face. */
const timed: ReadonlySet<string> = new Set(
  routeIds.flatMap((id) => (contract[id].priority === 'timed' ? [contract[id].path] : [])),
)

/** Work that goes on after an answer: a graceful stop waits for it. */
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
  return { after: waitUntil, idle }
}

const listen = (
  fetch: (request: Request) => Response | Promise<Response>,
  { port, host = '127.0.0.1' }: ServiceOptions,
) =>
  new Promise<ReturnType<typeof createAdaptorServer>>((resolve, reject) => {
    // Longer than what stands in front of us keeps a connection, usually a minute. Node accepts one connection in a turn of
    // its loop: while it is busy, whoever has to open a new one waits longest.
    const server = createAdaptorServer({ fetch, serverOptions: { keepAliveTimeout: 65_000 } })
    server.once('error', reject)
    // Node's own queue of 511 turns phones away when a whole town comes at once.
    server.listen({ port, host, backlog: 4096 }, () => resolve(server))
  })

/** Starts the service and resolves when it answers. */
export const runService = async (settings: Settings, options: ServiceOptions): Promise<RunningService> => {
  const log = options.log ?? logLine
  const database = await openDatabase(settings)
  const { after: waitUntil, idle } = tracked(log)
  const pages = async (path: string) => new Response(await readFile(join(options.webRoot, path)))
  const deps = assemble(settings, { ...options, db: database.db, pages, log, waitUntil })

  const root = new Hono()
  for (const [folder, cacheControl] of Object.entries(keep)) root.use(folder, files(options.webRoot, cacheControl))
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
  /** One at a time: while LINE or the database is slow, chores must not pile up. */
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
