// The real simulator and a small service that records the webhooks it receives, both over HTTP, with a manual clock.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { messagingApi, type webhook } from '@line/bot-sdk'
import { type SimulatorOptions, startSimulator } from '../../src/simulator/simulator.ts'

export type WebhookDelivery = { events: webhook.Event[]; signature: string; raw: string }

export const channel = {
  channelSecret: 'the-secret-of-a-simulated-channel',
  channelAccessToken: 'an-access-token',
  channelId: '2000000001',
  loginChannelId: '2000000002',
  liffId: '2000000002-phokbat1',
}

/** A small service that records every webhook. `answers`: the next HTTP statuses. `pictures` are served by path. */
const startService = async () => {
  const heard: WebhookDelivery[] = []
  const answers: (() => Promise<number> | number)[] = []
  const pictures = new Map<string, { bytes: Uint8Array; status?: number }>()
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const picture = pictures.get(request.url ?? '')
    if (request.method === 'GET') {
      response.statusCode = picture ? (picture.status ?? 200) : 404
      return response.end(picture?.bytes)
    }
    const raw = Buffer.concat(chunks).toString('utf8')
    const signature = String(request.headers['x-line-signature'])
    heard.push({ events: (JSON.parse(raw) as webhook.CallbackRequest).events, signature, raw })
    response.statusCode = (await answers.shift()?.()) ?? 200
    response.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    heard,
    answers,
    pictures,
    close: () => {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** Starts the service and the simulator. `time.now`: the simulator's clock (ms since the epoch). */
export const startServiceAndSimulator = async (more: Partial<SimulatorOptions> = {}) => {
  const service = await startService()
  const time = { now: Date.UTC(2026, 10, 23, 3) }
  const simulator = await startSimulator({
    port: 0,
    ...channel,
    webhookUrl: `${service.origin}/webhook`,
    liffEndpoint: `${service.origin}/app`,
    clock: () => time.now,
    serviceIdle: () => {},
    ...more,
  })
  const baseURL = simulator.origin
  const client = new messagingApi.MessagingApiClient({ channelAccessToken: channel.channelAccessToken, baseURL })
  const blobs = new messagingApi.MessagingApiBlobClient({ channelAccessToken: channel.channelAccessToken, baseURL })
  /** Sends a request with the channel's access token. */
  const api = (path: string, init: RequestInit & { json?: unknown } = {}) => {
    const { json, ...rest } = init
    const body = json === undefined ? {} : { method: 'POST', body: JSON.stringify(json) }
    const headers = { authorization: `Bearer ${channel.channelAccessToken}`, 'content-type': 'application/json' }
    return fetch(`${baseURL}${path}`, { ...body, ...rest, headers: { ...headers, ...rest.headers } })
  }
  const close = async () => {
    await simulator.close()
    await service.close()
  }
  return { service, simulator, platform: simulator.platform, time, client, blobs, api, close }
}
export type ServiceAndSimulator = Awaited<ReturnType<typeof startServiceAndSimulator>>

/** The event's reply token; empty for an event without one. */
export const tokenOf = (event: webhook.Event | undefined): string =>
  event && 'replyToken' in event ? String(event.replyToken) : ''

/** The header of a PNG of that size (px): a size check reads nothing else. */
export const pngHeader = (width: number, height: number, bytes = 24): Uint8Array<ArrayBuffer> => {
  const png = new Uint8Array(bytes)
  const view = new DataView(png.buffer)
  view.setUint32(0, 0x89504e47)
  view.setUint32(4, 0x0d0a1a0a)
  view.setUint32(16, width)
  view.setUint32(20, height)
  return png
}
