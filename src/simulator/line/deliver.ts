// Carries webhooks to the service: signed over the raw bytes, late, twice, swapped or not at all when the switches say so.
import type { webhook } from '@line/bot-sdk'
import type { Call, PersonId } from '../wire.ts'
import { periods } from './limits.ts'
import { openCall, track, updateCall, type World, warn } from './state.ts'
import { aboutEvents } from './summary.ts'

/** A webhook without any answer is given up after this long. Milliseconds. */
const patience = 30_000
/** When a delivery failed and redelivery is on: pauses before the next tries. Milliseconds. */
const retryPauses = [500, 2_000, 5_000]
/** How long `reorder` keeps a webhook back to let another overtake it. Milliseconds. */
const heldBack = 300

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Base64 HMAC-SHA256 of the body under the channel secret: the header `x-line-signature`. */
export const signBody = async (secret: string, body: Uint8Array<ArrayBuffer>): Promise<string> => {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, ['sign'])
  return Buffer.from(await crypto.subtle.sign('HMAC', key, body)).toString('base64')
}

/** Reply tokens of a redelivered event live again, unless used, and never beyond 20 minutes after the event. */
const renewTokens = (world: World, events: readonly webhook.Event[]): void => {
  for (const event of events) {
    const token = 'replyToken' in event && event.replyToken ? world.replyTokens.get(event.replyToken) : undefined
    if (!token) continue
    token.expiresAt = Math.min(world.clock() + periods.replyToken, token.eventAt + periods.replyTokenAtMost)
  }
}

/** Sends one body. @returns whether the service answered 2xx */
const post = async (world: World, events: webhook.Event[], person: PersonId | undefined, redelivery: boolean) => {
  if (redelivery) renewTokens(world, events)
  const sent = events.map((event) => ({ ...event, deliveryContext: { isRedelivery: redelivery } }))
  const payload: webhook.CallbackRequest = { destination: world.bot.userId, events: sent as webhook.Event[] }
  const call = openCall(world, {
    kind: 'webhook',
    name: 'webhook',
    summary: aboutEvents(events),
    method: 'POST',
    path: new URL(world.settings.webhookUrl).pathname,
    request: payload,
    notes: redelivery ? ['redelivery'] : [],
    ...(person ? { person } : {}),
  })
  if (world.switches.dropWebhook && !redelivery) {
    updateCall(world, call, { notes: [...call.notes, 'dropped by switch'], ms: 0 })
    return false
  }
  return exchange(world, call, new TextEncoder().encode(JSON.stringify(payload)))
}

const exchange = async (world: World, call: Call, body: Uint8Array<ArrayBuffer>): Promise<boolean> => {
  const { channelSecret, webhookUrl } = world.settings
  const signature = await signBody(world.switches.badSignature ? `not ${channelSecret}` : channelSecret, body)
  if (world.switches.badSignature) call.notes.push('signed with a wrong secret')
  const from = world.clock()
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'LineBotWebhook/2.0',
    'x-line-signature': signature,
  }
  const answer = await fetch(webhookUrl, {
    method: 'POST',
    headers,
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(patience),
  }).then(
    async (response) => ({ status: response.status, response: (await response.text()).slice(0, 2_000) }),
    (cause: Error) => ({ faults: [{ message: `no answer: ${cause.message}` }] }),
  )
  const ms = world.clock() - from
  updateCall(world, call, { ...answer, ms, headers })
  if (ms > periods.webhookAnswer) {
    warn(world, 'webhook', `answered after ${ms} ms; LINE counts ${periods.webhookAnswer} ms as timed out`, call.person)
  }
  return 'status' in answer && answer.status >= 200 && answer.status < 300
}

/** One delivery; with `redeliver` a second one, and further tries as long as the service does not answer 2xx. */
const carry = async (world: World, events: webhook.Event[], person: PersonId | undefined): Promise<void> => {
  const arrived = await post(world, events, person, false)
  if (!world.switches.redeliver) return
  if ((await post(world, events, person, true)) || arrived) return
  for (const ms of retryPauses) {
    await pause(ms)
    if (await post(world, events, person, true)) return
  }
}

/** The webhook that waits to be overtaken: calling it lets it go. */
const held = new WeakMap<World, () => void>()

/**
 * Delivers events as one webhook body. Resolves when the service has answered (all tries over).
 * With `reorder`, waits for the next webhook and lets it overtake.
 */
export const deliver = (world: World, events: webhook.Event[], person?: PersonId): Promise<void> => {
  const waiting = held.get(world)
  if (waiting) {
    held.delete(world)
    return track(world, carry(world, events, person).finally(waiting))
  }
  if (!world.switches.reorder) return track(world, carry(world, events, person))
  const released = new Promise<void>((go) => {
    held.set(world, go)
    setTimeout(() => {
      if (held.get(world) === go) held.delete(world)
      go()
    }, heldBack)
  })
  return track(
    world,
    released.then(() => carry(world, events, person)),
  )
}

/** What the console's "verify" button does: a signed body without events. @returns status, or why there was no answer */
export const verifyEndpoint = async (world: World, endpoint: string): Promise<{ status: number; detail: string }> => {
  const body = new TextEncoder().encode(JSON.stringify({ destination: world.bot.userId, events: [] }))
  const signature = await signBody(world.settings.channelSecret, body)
  const headers = { 'content-type': 'application/json; charset=utf-8', 'x-line-signature': signature }
  const signal = AbortSignal.timeout(periods.webhookAnswer)
  return fetch(endpoint, { method: 'POST', headers, body, signal }).then(
    (response) => ({ status: response.status, detail: String(response.status) }),
    (cause: Error) => ({ status: 0, detail: cause.message }),
  )
}
