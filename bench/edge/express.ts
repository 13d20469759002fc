// The server to compare with: Express 5 and the official SDK's middleware, as most LINE bots are built. It writes to the same table in a
// database file, unencrypted.
import { type MiddlewareConfig, middleware, type webhook } from '@line/bot-sdk'
import { eq } from 'drizzle-orm'
import express, { type Request, type Response } from 'express'
import { openDatabase } from '../../src/node.ts'
import { webhookEvent } from '../../src/service/store/schema.ts'
import { settingsFor } from './settings.ts'

const settings = await settingsFor(process.argv[2] ?? '')
const { db } = await openDatabase(settings)
const config: MiddlewareConfig = { channelSecret: settings.LINE_CHANNEL_SECRET }

const keep = async (event: webhook.Event) => {
  const id = event.webhookEventId
  const known = await db.select({ id: webhookEvent.id }).from(webhookEvent).where(eq(webhookEvent.id, id))
  if (known.length > 0) return
  const bytes = new Uint8Array(Buffer.from(JSON.stringify(event)))
  await db.insert(webhookEvent).values({ id, event: bytes, keyVersion: 1, receivedAt: Date.now(), leasedUntil: 0 })
}

const app = express()
app.post('/webhook', middleware(config), async (request: Request, response: Response) => {
  const { events } = request.body as webhook.CallbackRequest
  await Promise.all(events.map(keep))
  response.json({})
})
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' ? address?.port : 0 })
})
process.on('message', () => process.send?.({ cpu: process.cpuUsage() }))
process.on('disconnect', () => server.close(() => process.exit(0)))
