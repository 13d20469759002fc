// Carries webhooks to the service: signed over the raw bytes, late, twice, swapped or not at all when the switches say so.

import type { webhook } from '@line/bot-sdk'
import { toBase64 } from '../../core/base64.ts'
import type { Call, PersonId } from '../wire.ts'
import { periods } from './limits.ts'
import { openCall, type SimState, track, updateCall, warn } from './state.ts'
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
  return toBase64(new Uint8Array(await crypto.subtle.sign('HMAC', key, body)))
}

/** Reply tokens of a redelivered event live again, unless used, and never beyond 20 minutes after the event. */
const renewTokens = (sim: SimState, events: readonly webhook.Event[]): void => {
  for (const event of events) {
    const token = 'replyToken' in event && event.replyToken ? sim.replyTokens.get(event.replyToken) : undefined
    if (!token) continue
    token.expiresAt = Math.min(sim.clock() + periods.replyToken, token.eventAt + periods.replyTokenAtMost)
  }
}

/** Sends one body. @returns whether the service answered 2xx */
const post = async (sim: SimState, events: webhook.Event[], person: PersonId | undefined, redelivery: boolean) => {
  if (redelivery) renewTokens(sim, events)
  const sent = events.map((event) => ({ ...event, deliveryContext: { isRedelivery: redelivery } }))
  const payload: webhook.CallbackRequest = { destination: sim.bot.userId, events: sent as webhook.Event[] }
  const call = openCall(sim, {
    kind: 'webhook',
    name: 'webhook',
    summary: aboutEvents(events),
    method: 'POST',
    path: new URL(sim.settings.webhookUrl).pathname,
    request: payload,
    notes: redelivery ? ['redelivery'] : [],
    ...(person ? { person } : {}),
  })
  if (sim.switches.dropWebhook && !redelivery) {
    updateCall(sim, call, { notes: [...call.notes, 'dropped by switch'], ms: 0 })
    return false
  }
  return exchange(sim, call, new TextEncoder().encode(JSON.stringify(payload)))
}

const exchange = async (sim: SimState, call: Call, body: Uint8Array<ArrayBuffer>): Promise<boolean> => {
  const { channelSecret, webhookUrl } = sim.settings
  const signature = await signBody(sim.switches.badSignature ? `not ${channelSecret}` : channelSecret, body)
  if (sim.switches.badSignature) call.notes.push('signed with a wrong secret')
  const from = sim.clock()
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
  const ms = sim.clock() - from
  updateCall(sim, call, { ...answer, ms, headers })
  if (ms > periods.webhookAnswer) {
    warn(sim, 'webhook', `answered after ${ms} ms; LINE counts ${periods.webhookAnswer} ms as timed out`, call.person)
  }
  return 'status' in answer && answer.status >= 200 && answer.status < 300
}

/** One delivery; with `redeliver` a second one, and further tries as long as the service does not answer 2xx. */
const carry = async (sim: SimState, events: webhook.Event[], person: PersonId | undefined): Promise<void> => {
  const arrived = await post(sim, events, person, false)
  if (!sim.switches.redeliver) return
  if ((await post(sim, events, person, true)) || arrived) return
  for (const ms of retryPauses) {
    await pause(ms)
    if (await post(sim, events, person, true)) return
  }
}

/** The webhook that waits to be overtaken: calling it lets it go. */
const heldEvents = new WeakMap<SimState, () => void>()

/**
 * Delivers events as one webhook body. Resolves when the service has answered (all tries over).
 * With `reorder`, waits for the next webhook and lets it overtake.
 */
export const deliver = (sim: SimState, events: webhook.Event[], person?: PersonId): Promise<void> => {
  const waiting = heldEvents.get(sim)
  if (waiting) {
    heldEvents.delete(sim)
    return track(sim, carry(sim, events, person).finally(waiting))
  }
  if (!sim.switches.reorder) return track(sim, carry(sim, events, person))
  const released = new Promise<void>((go) => {
    heldEvents.set(sim, go)
    setTimeout(() => {
      if (heldEvents.get(sim) === go) heldEvents.delete(sim)
      go()
    }, heldBack)
  })
  return track(
    sim,
    released.then(() => carry(sim, events, person)),
  )
}

/** What the console's "verify" button does: a signed body without events. @returns status, or why there was no answer */
export const verifyEndpoint = async (sim: SimState, endpoint: string): Promise<{ status: number; detail: string }> => {
  const body = new TextEncoder().encode(JSON.stringify({ destination: sim.bot.userId, events: [] }))
  const signature = await signBody(sim.settings.channelSecret, body)
  const headers = { 'content-type': 'application/json; charset=utf-8', 'x-line-signature': signature }
  const signal = AbortSignal.timeout(periods.webhookAnswer)
  return fetch(endpoint, { method: 'POST', headers, body, signal }).then(
    (response) => ({ status: response.status, detail: String(response.status) }),
    (cause: Error) => ({ status: 0, detail: cause.message }),
  )
}
