// The Worker as it is deployed, except that it does no work after it acknowledged a webhook: the servers beside it do none either.
import { createClient } from '@libsql/client/http'
import { drizzle } from 'drizzle-orm/libsql/http'
import { assemble } from '../../src/assemble.ts'
import { app } from '../../src/service/app.ts'
import { readEdgeSettings } from '../../src/service/settings/read.ts'
import type { Environment } from '../../src/service/settings/setting.ts'
import { retryBusy } from '../../src/service/store/retry-busy.ts'
import { createR2BlobStore } from '../../src/service/vault/r2.ts'

type Env = Environment & { VAULT: R2Bucket }

export default {
  fetch: (request, env, ctx) => {
    const read = readEdgeSettings(env)
    if (!read.ok) throw new Error(read.faults.join('; '))
    const { DATABASE_URL: url, DATABASE_TOKEN: authToken } = read.value
    const db = drizzle(retryBusy(createClient({ url, authToken })))
    const nowhere = async () => new Response()
    const after = (work: () => Promise<unknown>) => ctx.waitUntil(work())
    const whole = assemble(read.value, {
      db,
      blobStore: createR2BlobStore(env.VAULT),
      pages: nowhere,
      log: (event, details) => void (event !== 'request' && console.error(event, JSON.stringify(details))),
      waitUntil: after,
    })
    const webhooks = { ...whole.store.webhooks, claim: async () => [] }
    return app.fetch(request, { deps: { ...whole, store: { ...whole.store, webhooks } } })
  },
} satisfies ExportedHandler<Env>
