// The edge entry point: the app on Cloudflare Workers, with libSQL over HTTP and sealed pictures in R2.
import { createClient } from '@libsql/client/http'
import { drizzle } from 'drizzle-orm/libsql/http'
import { assemble } from './assemble.ts'
import { app } from './service/app.ts'
import type { Deps } from './service/deps.ts'
import { catchUp, tidy } from './service/jobs/scheduled.ts'
import { networkOf } from './service/platform/address.ts'
import { errorName, logLine as log } from './service/platform/log.ts'
import { isSecondAddress } from './service/platform/second-address.ts'
import { readEdgeSettings } from './service/settings/read.ts'
import type { Environment } from './service/settings/setting.ts'
import { databaseCallMs, limitedFetch } from './service/store/limited-fetch.ts'
import { retryBusy } from './service/store/retry-busy.ts'
import { noSeenRows } from './service/store/row-guard.ts'
import { createR2BlobStore } from './service/vault/r2.ts'

type Env = Environment & { ASSETS: Fetcher; VAULT: R2Bucket }
const hourly = '17 * * * *' // every other trigger of wrangler.toml catches up

/** Outlives a request, as long as the isolate does: an earlier state of a row is refused. */
const seenRows = noSeenRows()

/** Created per request: a connection must not outlive its request. Undefined if the settings are wrong. */
const depsFor = (env: Env, ctx: ExecutionContext): Deps | undefined => {
  const read = readEdgeSettings(env)
  if (!read.ok) return void log('misconfigured', { faults: read.faults.join('; ') })
  const { DATABASE_URL: url, DATABASE_TOKEN: authToken, PUBLIC_ORIGIN: origin } = read.value
  const waitUntil = (work: () => Promise<unknown>) =>
    ctx.waitUntil(work().catch((error) => log('work_failed', { error: errorName(error) })))
  const pages = (path: string) => env.ASSETS.fetch(new URL(path, origin).href)
  const db = drizzle(retryBusy(createClient({ url, authToken, fetch: limitedFetch(() => databaseCallMs) })))
  return assemble(read.value, {
    db,
    seenRows,
    blobStore: createR2BlobStore(env.VAULT),
    pages,
    log,
    waitUntil,
    dataCentreCache: caches.default,
  })
}

export default {
  fetch: (request, env, ctx) => {
    const deps = depsFor(env, ctx)
    if (deps && isSecondAddress(request.url, deps.config.origin))
      return new Response('Misdirected request.', { status: 421 })
    const network = networkOf(request.headers.get('cf-connecting-ip') ?? undefined)
    if (deps) return app.fetch(request, { deps, network })
    return new Response('Not configured; the log says what is missing.', { status: 503 })
  },
  scheduled: async ({ cron }, env, ctx) => {
    const deps = depsFor(env, ctx)
    if (deps) await (cron === hourly ? tidy(deps) : catchUp(deps))
  },
} satisfies ExportedHandler<Env>
