// Why LINE refused a call, and what may be logged of it: LINE's wording and the property at fault, but no content.
import { HTTPFetchError } from '@line/bot-sdk'
import * as v from 'valibot'
import type { Log, ReplyResult, SendResult } from '../deps.ts'

type Reason = Extract<SendResult, { ok: false }>['reason']
type ExpiredReplyToken = Extract<ReplyResult, { reason: 'reply_token_gone' }>

const refusal = v.object({
  message: v.string(),
  details: v.optional(v.array(v.object({ message: v.optional(v.string()), property: v.optional(v.string()) }))),
})

const read = (body: string): v.InferOutput<typeof refusal> | undefined => {
  try {
    const result = v.safeParse(refusal, JSON.parse(body))
    return result.success ? result.output : undefined
  } catch {
    return undefined
  }
}

/**
 * Our token or our rate is at fault: nothing was done and the same call may succeed later, so the outbox keeps the job.
 */
const turnedAway = [401, 403, 429]

const reasonFor = (status: number): Reason => {
  if (status === 409) return 'already_sent'
  if (turnedAway.includes(status)) return 'turned_away'
  return status >= 500 || status === 408 ? 'unreachable' : 'refused'
}

/**
 * LINE's messages do not repeat what was sent, but that is not guaranteed:
 * digits and user ids are cut out, length is capped.
 */
const redacted = (text: string | undefined) => text?.replace(/U[0-9a-f]{32}|\d{5,}/g, '…').slice(0, 160)

/** The reason for an error of the SDK; logs what helps to find the cause. `call`: the name of the call. */
export const reasonOf = (error: unknown, call: string, log: Log): Reason => {
  if (!(error instanceof HTTPFetchError)) {
    log('line_unreachable', { call, error: error instanceof Error ? error.name : 'unknown' })
    return 'unreachable'
  }
  const body = read(error.body)
  const reason = reasonFor(error.status)
  if (reason === 'already_sent') return reason
  const first = body?.details?.[0]
  log(`line_${reason}`, {
    call,
    status: error.status,
    message: redacted(body?.message),
    detail: redacted(first?.message),
    property: redacted(first?.property),
  })
  return reason
}

/** Whether the reply token was used or is too old, with LINE's time (whole seconds). Undefined for any other error. */
export const tokenGone = (error: unknown): ExpiredReplyToken | undefined => {
  if (!(error instanceof HTTPFetchError) || error.status !== 400) return undefined
  if (!/invalid reply token/i.test(read(error.body)?.message ?? '')) return undefined
  const at = Date.parse(error.headers.get('date') ?? '')
  return { ok: false, reason: 'reply_token_gone', ...(Number.isNaN(at) ? {} : { at }) }
}
