// Delivers webhooks to the service, signed over the raw bytes. The switches make them come twice, swapped or not at
// all.

import type { webhook } from '@line/bot-sdk'
import { toBase64 } from '../../core/base64.ts'
import type { Call, PersonId } from '../wire.ts'
import { periods } from './limits.ts'
import { openCall, type SimState, track, updateCall, warn } from './state.ts'
import { aboutEvents } from './summary.ts'

/** ms until the simulator gives up a webhook without an answer. */
const timeoutMs = 30_000
/** ms before each retry of a failed delivery, if redelivery is on. */
const retryPauses = [500, 2_000, 5_000]
/** ms for which `reorder` delays a webhook so that another can overtake it. */
const reorderMs = 300

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Returns the header `x-line-signature`: HMAC-SHA256 of the body under the channel secret, in base64. */
export const signBody = async (secret: string, body: Uint8Array<ArrayBuffer>): Promise<string> => {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, ['sign'])
  return toBase64(new Uint8Array(await crypto.subtle.sign('HMAC', key, body)))
}

/**
 * Renews the reply tokens of a redelivered event. A used token stays used, and none is valid more than 20 minutes after
 * the event.
 */
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
    signal: AbortSignal.timeout(timeoutMs),
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

/** Delivers once; with `redeliver` a second time, and again until the service answers 2xx or the retries end. */
const deliverNow = async (sim: SimState, events: webhook.Event[], person: PersonId | undefined): Promise<void> => {
  const arrived = await post(sim, events, person, false)
  if (!sim.switches.redeliver) return
  if ((await post(sim, events, person, true)) || arrived) return
  for (const ms of retryPauses) {
    await pause(ms)
    if (await post(sim, events, person, true)) return
  }
}

/** The delayed webhook of each simulator. Calling the function releases it. */
const delayed = new WeakMap<SimState, () => void>()

/**
 * Delivers events as one webhook body. Resolves when the service has answered the last try.
 * With `reorder`, it waits until the next webhook has overtaken it.
 */
export const deliver = (sim: SimState, events: webhook.Event[], person?: PersonId): Promise<void> => {
  const release = delayed.get(sim)
  if (release) {
    delayed.delete(sim)
    return track(sim, deliverNow(sim, events, person).finally(release))
  }
  if (!sim.switches.reorder) return track(sim, deliverNow(sim, events, person))
  const released = new Promise<void>((go) => {
    delayed.set(sim, go)
    setTimeout(() => {
      if (delayed.get(sim) === go) delayed.delete(sim)
      go()
    }, reorderMs)
  })
  return track(
    sim,
    released.then(() => deliverNow(sim, events, person)),
  )
}

/**
 * Does what the button "Verify" in LINE's console does: sends a signed body without events. @returns status, or why no
 * answer came
 */
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
