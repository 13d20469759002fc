// The service on one machine: the app over an embedded libSQL file or a remote database, with its pages beside it.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getConnInfo } from '@hono/node-server/conninfo'
import { serveStatic } from '@hono/node-server/serve-static'
import { createClient } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql'
import { migrate } from 'drizzle-orm/libsql/migrator'
import { Hono } from 'hono'
import { assemble, type Runtime } from './assemble.ts'
import { contract, routeIds } from './core/contract/contract.ts'
import { type ConnectionLimits, listen } from './listen.ts'
import { openFile } from './open-file.ts'
import { app } from './service/app.ts'
import type { Deps, Log } from './service/deps.ts'
import { catchUp, tidy } from './service/jobs/scheduled.ts'
import { callerOf, lacksProxyEntries } from './service/platform/address.ts'
import { errorName, logLine } from './service/platform/log.ts'
import { startsPerTurn } from './service/platform/turns.ts'
import type { Settings } from './service/settings/read.ts'
import { databaseCallMs, limitedFetch } from './service/store/limited-fetch.ts'
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
export type ServiceOptions = Pick<Runtime, 'clock' | 'random' | 'lineTimeoutMs' | 'bodyMs'> & {
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
  connections?: ConnectionLimits
}

/** ms for one call of a remote database while it is migrated: an index over millions of rows takes minutes. */
const migrationMs = 600_000

/** Opens any libSQL database, embedded or remote, and applies the migrations. `callMs`: ms for one call of a remote one. */
export const openDatabase = async (settings: Settings, callMs = databaseCallMs) => {
  const { DATABASE_URL: url, DATABASE_TOKEN: authToken } = settings
  const isFile = url.startsWith('file:')
  const file = isFile ? await openFile(url) : undefined
  let limit = migrationMs
  const client = file?.client ?? retryBusy(createClient({ url, authToken, fetch: limitedFetch(() => limit) }))
  const db = drizzle(client)
  await migrate(db, { migrationsFolder: join(import.meta.dirname, '../migrations') })
  await file?.started()
  limit = callMs
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

/** Requests, and works after a response, that start in one turn of the loop. */
const perTurn = { requests: 4, after: 2 }
/**
 * Paths whose requests start at once: LINE counts the seconds until the webhook answers, the service those between the
 * steps of a selfie, and a checker those until the status list comes. Decision 100: no request holds a place while it waits.
 */
const timed: ReadonlySet<string> = new Set(
  routeIds.flatMap((id) => (contract[id].priority === 'timed' ? [contract[id].path] : [])),
)

/** Tracks work that continues after a response, so that a graceful stop can wait for it. */
const tracked = (log: Log) => {
  const running = new Set<Promise<unknown>>()
  const enter = startsPerTurn(perTurn.after, setImmediate)
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

/** Paths that programs on the same machine call past the proxy: monitors and examiners. */
const calledLocally = /^\/(?:health|ready|internal)\b/

/** Logs once that a request lacks the entries that the proxies in front of us must have written. */
const onceForProxy = ({ PUBLIC_ORIGIN: origin, TRUSTED_PROXIES: proxies }: Settings, log: Log) => {
  let quiet = !origin.startsWith('https:')
  return (path: string, socket: string | undefined, forwarded: string | undefined) => {
    if (quiet || calledLocally.test(path) || !lacksProxyEntries(socket, forwarded, proxies)) return
    quiet = true
    log('proxy_header_missing', { trusted: proxies })
  }
}

/** Checkers take the time from `Date`: a clock that is not the machine's must be told there too. */
const dated = (response: Response, clock: () => number) => {
  const headers = new Headers(response.headers)
  headers.set('date', new Date(clock()).toUTCString())
  return new Response(response.body, { status: response.status, headers })
}

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
  const enter = startsPerTurn(perTurn.requests, setImmediate)
  const warnOfProxy = onceForProxy(settings, log)
  root.all('*', async (c) => {
    const [socket, forwarded] = [getConnInfo(c).remote.address, c.req.header('x-forwarded-for')]
    warnOfProxy(c.req.path, socket, forwarded)
    const network = callerOf(socket, forwarded, settings.TRUSTED_PROXIES)
    const answer = () => app.fetch(c.req.raw, { deps, network })
    const answered = timed.has(c.req.path) ? answer() : enter(answer)
    return options.clock ? dated(await answered, options.clock) : answered
  })
  const server = await listen(root.fetch, { ...options, host: options.host ?? '127.0.0.1' })

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
      await server.close()
      await idle()
      database.close()
    },
  }
}
