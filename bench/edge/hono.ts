// The service on Node as a process of its own, for webhooks: checks the signature, deduplicates, inserts sealed. Like express.ts it does
// no work after the acknowledgement.
import { serve } from '@hono/node-server'
import { assemble } from '../../src/assemble.ts'
import { openDatabase } from '../../src/node.ts'
import { app } from '../../src/service/app.ts'
import { settingsFor } from './settings.ts'

const settings = await settingsFor(process.argv[2] ?? '')
const { db } = await openDatabase(settings)
const nowhere = async () => new Response()
const whole = assemble(settings, { db, pages: nowhere, log: () => {}, waitUntil: () => {} })
const deps = { ...whole, store: { ...whole.store, webhooks: { ...whole.store.webhooks, claim: async () => [] } } }
const server = serve({ fetch: (request) => app.fetch(request, { deps }), port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  process.send?.({ port }),
)
process.on('message', () => process.send?.({ cpu: process.cpuUsage() }))
process.on('disconnect', () => server.close(() => process.exit(0)))
